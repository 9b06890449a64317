package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Makes beats of picked peaks: confidence and tempo. Stateful, in order of time. */
final class PeakAssembler {
  private static final double SLOWEST = 30;
  private static final double FASTEST = 300;

  private final PeakRule rule;
  private final int[] periods;
  private final TempoCurve curve;
  private final TempoEvidence evidence;

  PeakAssembler(PeakRule rule, List<TempoCurve.Point> recent, TempoSums sums) {
    this.rule = rule;
    periods = periods(rule);
    curve = new TempoCurve(rule.frameRate(), recent);
    evidence = new TempoEvidence(periods, rule.frameRate(), sums);
  }

  /** Distances between beats, in frames, that count for the overall tempo: 30 to 300 BPM. */
  static int[] periods(PeakRule rule) {
    int shortest = (int) Math.max(1, Math.rint(60 * rule.frameRate() / FASTEST));
    int longest = (int) Math.max(shortest, Math.rint(60 * rule.frameRate() / SLOWEST));
    return IntStream.rangeClosed(shortest, longest).toArray();
  }

  TempoCurve curve() {
    return curve;
  }

  TempoEvidence evidence() {
    return evidence;
  }

  /** The next beats of a passage, when the frame of the beat behind them is known. */
  List<DecodedBeat> followed(
      List<BarCounter.Counted> beats, long following, Activations activations) {
    return assemble(beats, following, activations);
  }

  /** The last beats of a passage. */
  List<DecodedBeat> last(List<BarCounter.Counted> beats, Activations activations) {
    List<DecodedBeat> assembled = assemble(beats, -1, activations);
    curve.reset();
    return assembled;
  }

  private List<DecodedBeat> assemble(
      List<BarCounter.Counted> beats, long following, Activations activations) {
    List<TempoCurve.Point> points = points(beats, following);
    double[] tempi = curve.add(points);
    List<DecodedBeat> decoded = new ArrayList<>();
    for (int i = 0; i < tempi.length; i++) {
      BarCounter.Counted beat = beats.get(i);
      int period = points.get(i).period();
      BeatSegment segment =
          new BeatSegment(
              new BeatEntry(beat.frame(), 0, 0),
              beat.frame(),
              Math.min(beat.frame() + period, activations.end()));
      int index = period - periods[0];
      boolean closed = i + 1 < tempi.length || following >= 0;
      if (closed && index >= 0 && index < periods.length) {
        evidence.add(index, segment, beat.frame(), rule.reachFrames(), activations);
      }
      decoded.add(
          new DecodedBeat(
              beat.frame(),
              beat.number(),
              beat.beatsPerBar(),
              tempi[i],
              BeatConfidence.of(segment, period, beat.frame(), activations)));
    }
    return decoded;
  }

  /** Beats with the distance to the next one; the last of a passage keeps that of the one before. */
  private List<TempoCurve.Point> points(List<BarCounter.Counted> beats, long following) {
    List<TempoCurve.Point> points = new ArrayList<>();
    List<TempoCurve.Point> recent = curve.recent();
    int period = recent.isEmpty() ? 0 : recent.get(recent.size() - 1).period();
    for (int i = 0; i < beats.size(); i++) {
      long next = i + 1 < beats.size() ? beats.get(i + 1).frame() : following;
      if (next >= 0) {
        period = (int) (next - beats.get(i).frame());
      } else if (period == 0) {
        // A beat all alone has no tempo; a second is as good as anything.
        period = (int) Math.ceil(rule.frameRate());
      }
      points.add(new TempoCurve.Point(beats.get(i).frame(), period));
    }
    return points;
  }
}

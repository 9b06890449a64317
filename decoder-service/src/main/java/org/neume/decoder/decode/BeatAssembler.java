package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;

/** Makes beats of decoded segments: peak, number, confidence and tempo. Stateful, in order of time. */
final class BeatAssembler {
  private final BeatStateSpace space;
  private final boolean correctToPeak;
  private final TempoCurve curve;
  private final TempoEvidence evidence;

  BeatAssembler(BeatNetwork network, List<TempoCurve.Point> recent, TempoSums sums) {
    space = network.space();
    correctToPeak = network.config().observation().correctToPeak();
    curve = new TempoCurve(network.config().frameRate(), recent);
    evidence = new TempoEvidence(space.intervals(), network.config().frameRate(), sums);
  }

  TempoCurve curve() {
    return curve;
  }

  TempoEvidence evidence() {
    return evidence;
  }

  /** The beats of the next segments of the passage. */
  List<DecodedBeat> assemble(List<BeatSegment> segments, Activations activations) {
    List<BeatSegment> sounding = new ArrayList<>();
    List<TempoCurve.Point> points = new ArrayList<>();
    for (BeatSegment segment : segments) {
      int interval = segment.entry().interval();
      long beatEnd = Math.min(segment.entry().frame() + space.beatFrames(interval), segment.end());
      boolean begins = segment.first() == segment.entry().frame();
      if (segment.first() < beatEnd && (begins || correctToPeak)) {
        long frame = correctToPeak ? peak(activations, segment.first(), beatEnd) : segment.first();
        sounding.add(segment);
        points.add(new TempoCurve.Point(frame, space.interval(interval)));
      }
    }
    double[] tempi = curve.add(points);
    List<DecodedBeat> beats = new ArrayList<>();
    for (int i = 0; i < tempi.length; i++) {
      BeatSegment segment = sounding.get(i);
      TempoCurve.Point point = points.get(i);
      int chain = segment.entry().chain();
      addEvidence(segment, point, activations);
      beats.add(
          new DecodedBeat(
              point.frame(),
              space.number(chain),
              space.beatsPerBar(chain),
              tempi[i],
              BeatConfidence.of(segment, point.period(), point.frame(), activations)));
    }
    return beats;
  }

  /** Beats that are cut short by a passage's ends count for nothing. */
  private void addEvidence(BeatSegment segment, TempoCurve.Point point, Activations activations) {
    int interval = segment.entry().interval();
    if (segment.end() - segment.first() == point.period()) {
      evidence.add(interval, segment, point.frame(), space.beatFrames(interval) / 2, activations);
    }
  }

  private static long peak(Activations activations, long from, long end) {
    long peak = from;
    for (long frame = from + 1; frame < end; frame++) {
      if (activations.any(frame) > activations.any(peak)) {
        peak = frame;
      }
    }
    return peak;
  }
}

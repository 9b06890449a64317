package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;

/** Makes beats of decoded segments: peak, number, confidence and tempo. Stateful, in order of time. */
final class BeatAssembler {
  private final BeatStateSpace space;
  private final boolean correctToPeak;
  private final BeatPlaces places;
  private final TempoCurve curve;
  private final TempoEvidence evidence;

  BeatAssembler(BeatNetwork network, List<TempoCurve.Point> recent, TempoSums sums) {
    this(network, recent, sums, BeatPlaces.by(network.config().observation()));
  }

  BeatAssembler(
      BeatNetwork network, List<TempoCurve.Point> recent, TempoSums sums, BeatPlaces places) {
    this.places = places;
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
    List<Long> heard = new ArrayList<>();
    List<TempoCurve.Point> points = new ArrayList<>();
    for (BeatSegment segment : segments) {
      int interval = segment.entry().interval();
      long beatEnd = Math.min(segment.entry().frame() + space.beatFrames(interval), segment.end());
      boolean begins = segment.first() == segment.entry().frame();
      if (segment.first() < beatEnd && (begins || correctToPeak)) {
        long frame = places.place(segment.entry().frame(), segment.first(), beatEnd, activations);
        sounding.add(segment);
        heard.add(frame);
        // Beats that nobody hears keep the tempo all the same.
        long counted = frame == BeatPlaces.NOWHERE ? segment.first() : frame;
        points.add(new TempoCurve.Point(counted, space.interval(interval)));
      }
    }
    double[] tempi = curve.add(points);
    List<DecodedBeat> beats = new ArrayList<>();
    for (int i = 0; i < tempi.length; i++) {
      if (heard.get(i) == BeatPlaces.NOWHERE) {
        continue;
      }
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
              places.isCertain(point.frame())
                  ? 1
                  : BeatConfidence.of(segment, point.period(), point.frame(), activations)));
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
}

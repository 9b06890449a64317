package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("The segment form of the Viterbi algorithm")
class SegmentFormTest {
  private static final StreamRule STREAM = new StreamRule(20, StreamRule.UNBOUNDED, 50);

  private static DecoderConfig small(List<Integer> intervals, double lambda, MeterModel meter) {
    return DecoderConfig.defaults()
        .withTempo(TempoModel.exponential(intervals, lambda))
        .withMeter(meter)
        .withObservation(new ObservationModel(4, 1e-5, true))
        .withStream(STREAM);
  }

  @Property(tries = 60)
  @Label("finds the score and the path of the full state space, bit for bit")
  void equalsTheFullStateSpace(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 160) int frames) {
    DecoderConfig bars =
        small(BeatIntervals.ofFrames(5, 12), 5, new MeterModel(List.of(2, 3), 0.01));
    assertSame(bars, RandomActivations.noise(seed, frames));
    assertSame(bars, RandomActivations.coarse(seed, frames));
    DecoderConfig beats = small(List.of(4, 5, 7, 9, 13), 20, MeterModel.none());
    assertSame(beats, RandomActivations.noise(seed, frames));
    assertSame(beats, RandomActivations.coarse(seed, frames));
  }

  @Property(tries = 10)
  @Label("is exact with tempo change probabilities, a rigid tempo and unlikely bars too")
  void equalsTheFullStateSpaceInOddConfigurations(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int frames) {
    float[] rows = RandomActivations.noise(seed, frames);
    List<Integer> intervals = BeatIntervals.ofFrames(4, 11);
    MeterModel meter = new MeterModel(List.of(1, 2, 4), 1e-9);
    assertSame(small(intervals, Double.POSITIVE_INFINITY, meter), rows);
    assertSame(small(intervals, 0, meter), rows);
    assertSame(
        small(intervals, 0, meter)
            .withTempo(new TempoModel(intervals, 30, OptionalDouble.of(0.002))),
        rows);
    assertSame(
        small(intervals, 0, meter).withTempo(new TempoModel(intervals, 30, OptionalDouble.of(1))),
        rows);
    assertSame(small(intervals, 3, new MeterModel(List.of(2, 5), 0)), rows);
    assertSame(small(List.of(6), 3, MeterModel.only(3)), rows);
  }

  @Example
  @Label("is exact on the 5,617 states of 55 to 215 BPM")
  void equalsTheFullStateSpaceAtFullSize() {
    DecoderConfig config = DecoderConfig.beatsOnly().withStream(STREAM);
    for (int seed = 0; seed < 3; seed++) {
      assertSame(config, RandomActivations.noise(seed, 400));
      assertSame(config, RandomActivations.music(seed, 400));
    }
  }

  @Example
  @Label("is exact where scores differ by more than the fast arithmetic can hold")
  void survivesScoresFarApart() {
    // A floor this low makes single frames cost 690 nats.
    DecoderConfig config =
        small(BeatIntervals.ofFrames(5, 30), 100, new MeterModel(List.of(2, 3), 1e-6))
            .withObservation(new ObservationModel(4, 1e-300, true));
    for (int seed = 0; seed < 5; seed++) {
      assertSame(config, RandomActivations.coarse(seed, 150));
    }
  }

  private static void assertSame(DecoderConfig config, float[] rows) {
    int frames = rows.length / 2;
    float[] beat = new float[frames];
    float[] downbeat = new float[frames];
    Activations activations = new Activations(0);
    for (int i = 0; i < frames; i++) {
      beat[i] = rows[2 * i];
      downbeat[i] = config.meter().hasBars() ? rows[2 * i + 1] : 0;
      activations.add(beat[i], downbeat[i]);
    }
    FullStateViterbi oracle = new FullStateViterbi(config);
    List<BeatEntry> expected = oracle.decode(beat, downbeat);

    PassageDecoder decoder = PassageDecoder.startingAt(new BeatNetwork(config), 0);
    List<BeatEntry> found = new ArrayList<>();
    for (long check = STREAM.checkFrames(); check <= frames; check += STREAM.checkFrames()) {
      PassageDecision decision = decoder.advance(activations, check);
      if (decision != null) {
        decision.segments().forEach(segment -> found.add(segment.entry()));
      }
    }
    decoder.finish(activations, frames).forEach(segment -> found.add(segment.entry()));

    assertThat(found).isEqualTo(expected);
    assertThat(decoder.logProbability()).isEqualTo(FixedPoint.toNats(oracle.score()));
  }
}

package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("Decoding under constraints")
class ConstrainedDecoderTest {
  private static final StreamRule STREAM = new StreamRule(20, StreamRule.UNBOUNDED, 50);

  /** Periods of 5 to 12 frames are 120 to 50 beats per minute at 10 frames per second. */
  private static DecoderConfig small(List<Integer> intervals, double lambda, MeterModel meter) {
    return new DecoderConfig(
        10,
        TempoModel.exponential(intervals, lambda),
        meter,
        new ObservationModel(4, 1e-5, true),
        PassageRule.wholeRecording(0),
        STREAM);
  }

  @Property(tries = 150)
  @Label("finds the score of the best path of all states that obeys them, bit for bit")
  void equalsTheFullStateSpace(@ForAll long seed, @ForAll @IntRange(min = 8, max = 90) int frames)
      throws Exception {
    List<Integer> intervals = BeatIntervals.ofFrames(5, 9);
    List<BeatConstraint> constraints = RandomConstraints.of(seed, frames, 4, 80);
    MeterModel bars = new MeterModel(List.of(2, 3), 0.01);
    assertSame(small(intervals, 12, bars), constraints, RandomActivations.noise(seed, frames));
    assertSame(small(intervals, 12, bars), constraints, RandomActivations.coarse(seed, frames));
    assertSame(
        small(intervals, 60, MeterModel.only(3)),
        constraints,
        RandomActivations.noise(seed, frames));
    List<BeatConstraint> barless =
        constraints.stream()
            .filter(c -> !(c instanceof BeatConstraint.Meter))
            .map(
                c -> c instanceof BeatConstraint.Beat b ? new BeatConstraint.Beat(b.frame(), 0) : c)
            .toList();
    assertSame(
        small(intervals, 12, MeterModel.none()), barless, RandomActivations.noise(seed, frames));
  }

  private static void assertSame(
      DecoderConfig config, List<BeatConstraint> constraints, float[] rows) {
    int frames = rows.length / 2;
    boolean bars = config.meter().hasBars();
    float[] beat = new float[frames];
    float[] downbeat = new float[frames];
    Activations activations = new Activations(0);
    for (int i = 0; i < frames; i++) {
      beat[i] = rows[2 * i];
      downbeat[i] = bars ? rows[2 * i + 1] : 0;
      activations.add(beat[i], downbeat[i]);
    }
    ConstraintMap map;
    try {
      map = new ConstraintMap(constraints, frames, config.frameRate());
    } catch (ConstraintConflictException e) {
      return;
    }
    // Also as where the corridor left no path.
    TempoCorridor corridor =
        frames % 3 == 0 ? TempoCorridor.open() : TempoCorridor.of(config, activations);
    ConstrainedNetwork network = new ConstrainedNetwork(config, map);
    LooseFrames loose = new LooseFrames(map, network.network().space());
    ConstraintRules rules =
        new ConstraintRules(map, network, loose, activations, 0, frames, corridor);
    PassageDecoder decoder = PassageDecoder.startingAt(network.network(), 0, rules);
    for (long check = STREAM.checkFrames(); check <= frames; check += STREAM.checkFrames()) {
      decoder.advance(activations, check);
    }
    List<BeatSegment> last = decoder.finish(activations, frames);
    long expected =
        new ConstrainedViterbi(config, network.network(), constraints, corridor, beat, downbeat)
            .best();
    assertThat(last.isEmpty())
        .as("whether %s is impossible", constraints)
        .isEqualTo(expected == Long.MIN_VALUE);
    if (!last.isEmpty()) {
      assertThat(decoder.logProbability())
          .as("%s", constraints)
          .isEqualTo(FixedPoint.toNats(expected));
    }
  }

  @Property(tries = 60)
  @Label("gives beats that obey every set of constraints that does not contradict itself")
  void obeys(@ForAll long seed, @ForAll @IntRange(min = 200, max = 3_000) int frames) {
    DecoderConfig config = DecoderConfig.defaults();
    List<BeatConstraint> constraints = RandomConstraints.of(seed, frames, 8, 110);
    float[] rows = RandomActivations.music(seed, frames);
    List<DecodedBeat> beats;
    try {
      beats = ConstrainedDecoder.decode(config, rows, 2, constraints).beats();
    } catch (ConstraintConflictException e) {
      assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(250);
      return;
    }
    ConstraintsHold.check(beats, constraints, config);
  }

  @Property(tries = 15)
  @Label("equals the decoder without constraints where there are none")
  void unconstrained(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6_000) int frames)
      throws Exception {
    DecoderConfig config = DecoderConfig.defaults();
    float[] rows = RandomActivations.music(seed, frames);
    BeatAnnotation whole = WholeRecording.decode(DbnBeatDecoder.of(config), rows, 2);
    assertThat(ConstrainedDecoder.decode(config, rows, 2, List.of())).isEqualTo(whole);
    DecoderConfig beats = DecoderConfig.beatsOnly();
    assertThat(ConstrainedDecoder.decode(beats, rows, 2, List.of()))
        .isEqualTo(WholeRecording.decode(DbnBeatDecoder.of(beats), rows, 2));
  }

  @Example
  @Label("leaves beats far from a constraint as they were")
  void farAway() throws Exception {
    float[] rows = new Pulses(20).bars(60, 4, 50).rows();
    DecoderConfig config = DecoderConfig.defaults();
    List<DecodedBeat> before = WholeRecording.decode(DbnBeatDecoder.of(config), rows, 2).beats();
    for (BeatConstraint constraint :
        List.of(
            new BeatConstraint.Beat(6_030, 0),
            new BeatConstraint.NoBeat(6_010, 6_030),
            new BeatConstraint.Tempo(6_000, 6_400, 55, 65),
            new BeatConstraint.Meter(6_000, 6_600, 3))) {
      List<DecodedBeat> after =
          ConstrainedDecoder.decode(config, rows, 2, List.of(constraint)).beats();
      assertThat(after.stream().filter(b -> b.frame() < 5_000).toList())
          .as("%s", constraint)
          .isEqualTo(before.stream().filter(b -> b.frame() < 5_000).toList());
      assertThat(after.stream().filter(b -> b.frame() > 8_000).map(DecodedBeat::frame))
          .as("%s", constraint)
          .isEqualTo(
              before.stream().filter(b -> b.frame() > 8_000).map(DecodedBeat::frame).toList());
    }
  }

  @Example
  @Label("says in one line what is in conflict, with times")
  void conflicts() {
    float[] rows = new Pulses(20).bars(10, 4, 50).rows();
    conflict(rows, new BeatConstraint.Beat(1_231, 0), new BeatConstraint.Beat(1_240, 0))
        .isEqualTo(
            "no tempo between 55 and 240 beats per minute fits the beats at 12.31 s and 12.40 s: move or delete one of them, or widen the tempo there");
    conflict(
            rows,
            new BeatConstraint.Tempo(0, BeatConstraint.TO_THE_END, 100, 110),
            new BeatConstraint.Beat(1_200, 0),
            new BeatConstraint.Beat(1_270, 0))
        .contains("12.00 s and 12.70 s")
        .contains("100")
        .contains("beats per minute");
    conflict(rows, new BeatConstraint.Beat(1_200, 0), new BeatConstraint.NoBeat(1_100, 1_201))
        .contains("12.00 s")
        .contains("none");
    conflict(rows, new BeatConstraint.Beat(5_000, 0)).contains("50.00 s").contains("outside");
    conflict(rows, new BeatConstraint.Beat(700, 5)).contains("number 5").contains("3 or 4");
    conflict(rows, new BeatConstraint.Meter(0, 900, 3), new BeatConstraint.Meter(800, 1_000, 4))
        .contains("8.00 s")
        .contains("3 and 4");
    conflict(
            rows,
            new BeatConstraint.Tempo(0, 900, 60, 70),
            new BeatConstraint.Tempo(800, 1_000, 90, 100))
        .contains("8.00 s")
        .contains("two ranges");
    conflict(rows, new BeatConstraint.Tempo(0, 900, 10, 70)).contains("20 to 400");
    conflict(rows, new BeatConstraint.NoBeat(900, 900)).contains("no time");
    assertThatThrownBy(
            () ->
                ConstrainedDecoder.decode(
                    DecoderConfig.beatsOnly(),
                    rows,
                    2,
                    List.of(new BeatConstraint.Meter(0, 900, 3))))
        .isInstanceOf(ConstraintConflictException.class)
        .hasMessageContaining("without bars");
  }

  @Example
  @Label("refuses what would keep people waiting for minutes, and names what to leave out")
  void tooMuch() throws Exception {
    float[] rows = new Pulses(20).bars(90, 4, 50).rows();
    List<BeatConstraint> constraints = new ArrayList<>();
    constraints.add(new BeatConstraint.Tempo(0, BeatConstraint.TO_THE_END, 20, 400));
    constraints.add(new BeatConstraint.Beat(1_020, 0));
    for (int beats = 1; beats <= 15; beats++) {
      constraints.add(new BeatConstraint.Meter(beats * 1_000L, beats * 1_000L + 500, beats));
    }
    assertThatThrownBy(
            () ->
                ConstrainedDecoder.decode(
                    DecoderConfig.defaults(),
                    rows,
                    2,
                    constraints,
                    () -> {
                      throw new AssertionError("something was decoded");
                    }))
        .isInstanceOf(ConstraintConflictException.class)
        .message()
        .contains("20 to 400 per minute")
        .contains("in bars of 1, 2, 3, 4, 5")
        .contains("narrow the ranges of tempo");
    DecoderConfig config = DecoderConfig.defaults();
    List<BeatConstraint> fewer = constraints.subList(0, 1);
    ConstraintMap map = new ConstraintMap(fewer, 3 * 3_600 * 100, 100);
    SearchCost wide = new ConstrainedNetwork(config, map).cost();
    assertThat(wide.isTooMuch(ConstrainedNetwork.cost(config), 18_000)).isFalse();
    assertThat(
            ConstrainedNetwork.cost(config)
                .isTooMuch(ConstrainedNetwork.cost(config), Long.MAX_VALUE))
        .as("a recording however long may be decoded as it was")
        .isFalse();
  }

  private static org.assertj.core.api.AbstractStringAssert<?> conflict(
      float[] rows, BeatConstraint... constraints) {
    try {
      List<DecodedBeat> beats =
          ConstrainedDecoder.decode(DecoderConfig.defaults(), rows, 2, List.of(constraints))
              .beats();
      throw new AssertionError("these were decoded: " + beats);
    } catch (ConstraintConflictException e) {
      return assertThat(e.getMessage());
    }
  }
}

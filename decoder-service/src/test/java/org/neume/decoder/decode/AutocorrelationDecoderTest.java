package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AutocorrelationDecoderTest {
  private static final TempoRule RULE = TempoRule.defaults();
  private static final double RATE = RULE.frameRate() * RULE.columns();

  /** Pulses at the beats, faint ones between them, on noise. */
  private static float[] pulses(double tempo, double seconds, double strength, long seed) {
    Random random = new Random(seed);
    float[] activations = new float[((int) (seconds * RULE.frameRate())) * RULE.columns()];
    for (int i = 0; i < activations.length; i++) {
      activations[i] = (float) (strength * 0.1 * random.nextDouble());
    }
    double period = 60 / tempo * RATE / 2;
    for (int n = 0; n * period + 1 < activations.length; n++) {
      pulse(activations, n * period, strength * (n % 2 == 0 ? 0.8 : 0.2));
    }
    return activations;
  }

  /** A pulse as wide as those that networks learn from. */
  private static void pulse(float[] activations, double at, double height) {
    for (int i = (int) Math.ceil(Math.max(0, at - 6));
        i < Math.min(activations.length, at + 6);
        i++) {
      activations[i] += (float) (height * (1 - Math.abs(i - at) / 6));
    }
  }

  private static List<BeatDecision> decode(float[] activations) {
    AutocorrelationDecoder decoder = AutocorrelationDecoder.of(RULE);
    int frames = activations.length / RULE.columns();
    List<BeatDecision> decisions =
        new ArrayList<>(decoder.push(activations, frames, RULE.columns()));
    decisions.add(decoder.finish());
    return decisions;
  }

  private static List<TempoHypothesis> tempi(float[] activations) {
    List<BeatDecision> decisions = decode(activations);
    return decisions.get(decisions.size() - 1).tempi();
  }

  @Property(tries = 40)
  void findsTheTempoOfPulsesToATenthOfABeatPerMinute(
      @ForAll @DoubleRange(min = 86, max = 168) double tempo, @ForAll long seed) {
    List<TempoHypothesis> tempi = tempi(pulses(tempo, 30, 1, seed));

    assertThat(tempi.get(0).beatsPerMinute()).isCloseTo(tempo, within(0.1));
    assertThat(tempi.stream().mapToDouble(TempoHypothesis::weight).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void namesAnotherMetricalLevelAsAnAlternative() {
    List<TempoHypothesis> tempi = tempi(pulses(110, 30, 1, 3));

    assertThat(tempi.subList(1, tempi.size()))
        .anySatisfy(t -> assertThat(t.beatsPerMinute() / 110).isBetween(0.49, 2.01));
    assertThat(tempi.get(0).weight()).isGreaterThan(tempi.get(1).weight());
  }

  /** Equal pulses, every n-th of them stronger. */
  private static float[] accents(double tempo, int every) {
    float[] activations = new float[((int) (40 * RULE.frameRate())) * RULE.columns()];
    double period = 60 / tempo * RATE;
    for (int n = 0; n * period + 1 < activations.length; n++) {
      pulse(activations, n * period, n % every == 0 ? 0.9 : 0.25);
    }
    return activations;
  }

  @Property(tries = 40)
  void takesForBeatsWhatMakesBarsOfFour(
      @ForAll @DoubleRange(min = 76, max = 115) double slow,
      @ForAll @DoubleRange(min = 125, max = 168) double fast) {
    assertThat(tempi(accents(2 * slow, 8)).get(0).beatsPerMinute())
        .as("eighths in bars of eight of them")
        .isCloseTo(slow, within(0.2));
    assertThat(tempi(accents(fast, 4)).get(0).beatsPerMinute())
        .as("the same pulses in bars of four")
        .isCloseTo(fast, within(0.2));
  }

  @Property(tries = 20)
  void hearsAWaltzAtItsBeats(@ForAll @DoubleRange(min = 88, max = 164) double tempo) {
    assertThat(tempi(accents(tempo, 3)).get(0).beatsPerMinute()).isCloseTo(tempo, within(0.2));
  }

  /** Eighths of a bar of six of them, the first strong, the fourth less so. */
  @Property(tries = 20)
  void hearsBarsOfSixEighthsAtTheirTwoBeats(
      @ForAll @DoubleRange(min = 88, max = 130) double tempo) {
    float[] activations = new float[((int) (40 * RULE.frameRate())) * RULE.columns()];
    double period = 60 / tempo / 3 * RATE;
    for (int n = 0; n * period + 1 < activations.length; n++) {
      pulse(activations, n * period, n % 6 == 0 ? 0.9 : n % 3 == 0 ? 0.6 : 0.25);
    }
    assertThat(tempi(activations).get(0).beatsPerMinute()).isCloseTo(tempo, within(0.2));
  }

  @Test
  void findsTheSameHoweverSlowATempoItMayBe() {
    float[] activations = accents(152, 8);
    AutocorrelationDecoder decoder = AutocorrelationDecoder.of(RULE.withTempi(10, 240));
    decoder.push(activations, 20 * 110, RULE.columns());

    assertThat(decoder.finish().tempi().get(0).beatsPerMinute()).isCloseTo(76, within(0.2));
  }

  @Property(tries = 20)
  void findsTheTempoOfPulsesOfASingleActivation(
      @ForAll @DoubleRange(min = 90, max = 150) double tempo) {
    float[] activations = new float[((int) (30 * RULE.frameRate())) * RULE.columns()];
    for (int n = 0; n * 60 / tempo * RATE + 1 < activations.length; n++) {
      activations[(int) Math.round(n * 60 / tempo * RATE)] = 0.8f;
    }
    assertThat(tempi(activations).get(0).beatsPerMinute()).isCloseTo(tempo, within(0.1));
  }

  @Test
  void staysWithinTheTempiThatItIsAskedFor() {
    float[] activations = pulses(85, 30, 1, 4);
    int frames = activations.length / RULE.columns();
    AutocorrelationDecoder decoder = AutocorrelationDecoder.of(RULE.withTempi(100, 200));
    decoder.push(activations, frames, RULE.columns());

    assertThat(decoder.finish().tempi().get(0).beatsPerMinute()).isCloseTo(170, within(0.2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RULE.withTempi(200, 100))
        .withMessageContaining("tempi from");
  }

  @Property(tries = 20)
  void findsTheSameTempoFortyDecibelsBelow(
      @ForAll @DoubleRange(min = 60, max = 200) double tempo, @ForAll long seed) {
    assertThat(tempi(pulses(tempo, 30, 0.01, seed)).get(0).beatsPerMinute())
        .isCloseTo(tempi(pulses(tempo, 30, 1, seed)).get(0).beatsPerMinute(), within(0.2));
  }

  @Property(tries = 60)
  void decidesTheSameHoweverItIsPushedAndWhereverItIsTakenOver(
      @ForAll @DoubleRange(min = 50, max = 220) double tempo,
      @ForAll @IntRange(min = 0, max = 45) int seconds,
      @ForAll long seed) {
    float[] activations = pulses(tempo, seconds, 1, seed);
    List<BeatDecision> whole = decode(activations);
    Random random = new Random(seed);
    AutocorrelationDecoder decoder = AutocorrelationDecoder.of(RULE);
    List<BeatDecision> parts = new ArrayList<>();
    int frames = activations.length / RULE.columns();
    for (int at = 0; at < frames; ) {
      int run = Math.min(frames - at, random.nextInt(900));
      List<BeatDecision> more = decoder.push(rows(activations, at, run), run, RULE.columns());
      parts.addAll(more);
      at += run;
      if (!more.isEmpty() && random.nextBoolean()) {
        BeatDecision last = more.get(more.size() - 1);
        decoder = AutocorrelationDecoder.resume(RULE, last.resume());
        assertThat(decoder.neededFromFrame()).isEqualTo(last.end());
        at = (int) last.end();
      }
    }
    parts.add(decoder.finish());
    assertThat(parts).isEqualTo(whole);
    assertThat(whole.get(whole.size() - 1).end()).isEqualTo(frames);
  }

  private static float[] rows(float[] activations, int from, int count) {
    int columns = RULE.columns();
    return java.util.Arrays.copyOfRange(activations, from * columns, (from + count) * columns);
  }

  @Test
  void findsNoTempoInSilenceOrInNothing() {
    assertThat(tempi(new float[0])).isEmpty();
    assertThat(tempi(new float[10_000 * RULE.columns()])).isEmpty();
    for (float constant : new float[] {0.01f, 0.119f, 0.5f, 1}) {
      float[] same = new float[1_000 * RULE.columns()];
      java.util.Arrays.fill(same, constant);
      assertThat(tempi(same)).as("%s throughout".formatted(constant)).isEmpty();
    }
  }

  @Test
  void findsNoTempoInWhatIsTooShortForOne() {
    assertThat(tempi(pulses(120, 0.9, 1, 1))).isEmpty();
    assertThat(tempi(pulses(120, 1.2, 1, 1))).isEmpty();
    assertThat(tempi(pulses(120, 4, 1, 1)).get(0).beatsPerMinute()).isCloseTo(120, within(0.5));
  }

  @Test
  void refusesWhatIsNoProbabilityAndPointsOfOthers() {
    AutocorrelationDecoder decoder = AutocorrelationDecoder.of(RULE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decoder.push(new float[] {0, 0, Float.NaN, 0}, 1, 4))
        .withMessageContaining("activation 2 is NaN");
    assertThatIllegalArgumentException().isThrownBy(() -> decoder.push(new float[2], 1, 2));
    BeatDecision first = decoder.push(new float[1_100 * 4], 1_100, 4).get(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AutocorrelationDecoder.resume(RULE.withPreference(90, 1), first.resume()))
        .withMessageContaining("another rule");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AutocorrelationDecoder.resume(RULE, ResumePoint.of(new byte[] {1, 2})));
    decoder.finish();
    assertThatIllegalStateException().isThrownBy(decoder::finish);
  }
}

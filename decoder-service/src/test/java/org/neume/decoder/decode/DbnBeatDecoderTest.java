package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The network's decoder")
class DbnBeatDecoderTest {
  private static final BeatNetwork DEFAULTS = new BeatNetwork(DecoderConfig.defaults());

  private static BeatAnnotation decode(float[] rows) {
    return WholeRecording.decode(DbnBeatDecoder.of(DEFAULTS), rows, 2);
  }

  private static void assertAsPlayed(BeatAnnotation found, List<Pulses.Played> played) {
    assertThat(found.beats())
        .extracting(b -> new Pulses.Played((int) b.frame(), b.number(), b.beatsPerBar()))
        .isEqualTo(played);
  }

  @Test
  @DisplayName("finds beats, downbeats and tempo of steady bars of four")
  void steadyFour() {
    Pulses pulses = new Pulses(37).bars(20, 4, 50);
    BeatAnnotation found = decode(pulses.rows());
    assertAsPlayed(found, pulses.played());
    assertThat(found.beats())
        .allSatisfy(beat -> assertThat(beat.tempo()).isCloseTo(120, within(0.01)));
    assertThat(found.beats().subList(0, 79))
        .allSatisfy(beat -> assertThat(beat.confidence()).isGreaterThan(0.79));
    assertThat(found.tempi()).hasSize(3);
    assertThat(found.tempi().get(0).beatsPerMinute()).isCloseTo(120, within(0.12));
    assertThat(found.tempi().stream().mapToDouble(TempoHypothesis::weight).sum())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  @DisplayName("begins in the middle of a bar where the music does")
  void pickup() {
    Pulses pulses = new Pulses(80).beat(3, 3, 61).bars(15, 3, 61);
    assertAsPlayed(decode(pulses.rows()), pulses.played());
  }

  @Test
  @DisplayName("follows the bar length from three to four and back")
  void meterChanges() {
    Pulses pulses = new Pulses(40).bars(10, 4, 48).bars(10, 3, 48).bars(10, 4, 48);
    assertAsPlayed(decode(pulses.rows()), pulses.played());
  }

  @Test
  @DisplayName("tells bars of 2 to 7, 9 and 12 beats apart in one state space")
  void everyPromisedBar() {
    List<Integer> lengths = List.of(2, 3, 4, 5, 6, 7, 9, 12);
    double change = DecoderConfig.defaults().meter().changeProbability();
    BeatNetwork network =
        new BeatNetwork(DecoderConfig.defaults().withMeter(new MeterModel(lengths, change)));
    for (int length : lengths) {
      Pulses pulses = new Pulses(37).bars(3 + 12 / length, length, 50);
      BeatAnnotation found = WholeRecording.decode(DbnBeatDecoder.of(network), pulses.rows(), 2);
      assertAsPlayed(found, pulses.played());
    }
  }

  @Test
  @DisplayName("takes up uncommon bars where they are configured")
  void uncommonBars() {
    DecoderConfig config =
        DecoderConfig.defaults()
            .withTempo(TempoModel.exponential(BeatIntervals.ofFrames(30, 60), 100))
            .withMeter(new MeterModel(List.of(3, 4, 5, 7), 1e-3));
    Pulses pulses = new Pulses(40).bars(8, 5, 40).bars(8, 7, 40);
    BeatAnnotation found = WholeRecording.decode(DbnBeatDecoder.of(config), pulses.rows(), 2);
    assertAsPlayed(found, pulses.played());
  }

  @Test
  @DisplayName("follows an accelerando from 70 to 140 BPM and a ritardando back")
  void ramps() {
    Pulses pulses = new Pulses(30);
    int beats = 96;
    for (int i = 0; i < beats; i++) {
      double share = 1 - Math.abs(2.0 * i / beats - 1);
      pulses.beat(i % 4 + 1, 4, 6000 / (70 * Math.pow(2, share)));
    }
    BeatAnnotation found = decode(pulses.rows());
    assertAsPlayed(found, pulses.played());
    List<Pulses.Played> played = pulses.played();
    for (int i = 2; i + 2 < beats; i++) {
      double truth = 6000.0 * 4 / (played.get(i + 2).frame() - played.get(i - 2).frame());
      assertThat(found.beats().get(i).tempo()).isCloseTo(truth, within(0.07 * truth));
    }
  }

  @Test
  @DisplayName("carries the beat through a break that is shorter than the gap")
  void shortBreak() {
    Pulses pulses = new Pulses(37).bars(10, 4, 50);
    pulses.rest(400).bars(10, 4, 50);
    List<DecodedBeat> beats = decode(pulses.rows()).beats();
    assertThat(beats).hasSize(88);
    assertThat(beats.subList(40, 47)).allMatch(beat -> beat.confidence() < 0.01);
    assertThat(beats.subList(48, 88))
        .extracting(DecodedBeat::frame)
        .isEqualTo(pulses.played().subList(40, 80).stream().map(p -> (long) p.frame()).toList());
  }

  @Test
  @DisplayName("decodes what lies between long silences as recordings of their own")
  void passages() {
    Pulses first = new Pulses(37).bars(10, 4, 50);
    Pulses second = new Pulses(20).bars(10, 3, 70);
    float[] a = first.rows();
    float[] b = second.rows();
    int gap = 1500;
    float[] rows = Arrays.copyOf(a, a.length + 2 * gap + b.length);
    System.arraycopy(b, 0, rows, a.length + 2 * gap, b.length);
    List<DecodedBeat> found = decode(rows).beats();
    List<DecodedBeat> alone = decode(b).beats();
    assertThat(found.subList(0, 40)).isEqualTo(decode(a).beats());
    assertThat(found.subList(40, found.size()))
        .extracting(DecodedBeat::frame)
        .isEqualTo(alone.stream().map(beat -> beat.frame() + a.length / 2 + gap).toList());
    assertThat(found.subList(40, found.size()))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("frame", "tempo")
        .isEqualTo(alone);
  }

  @Test
  @DisplayName("finds no beats in silence, in faint noise and in a click, and says how far it is")
  void nothingToFind() {
    Random random = new Random(3);
    float[] silence = new float[2 * 6500];
    float[] noise = new float[2 * 6500];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = 0.09f * random.nextFloat();
    }
    float[] click = new float[2 * 6500];
    click[2 * 3000] = 0.9f;
    for (float[] rows : List.of(silence, noise, click, new float[0])) {
      DbnBeatDecoder decoder = DbnBeatDecoder.of(DEFAULTS);
      List<BeatDecision> decisions = Streams.decode(decoder, rows, 2);
      Streams.requireOrder(decisions, rows.length / 2);
      assertThat(Streams.beats(decisions)).isEmpty();
      assertThat(decisions.get(decisions.size() - 1).tempi()).isEmpty();
      if (rows.length > 0) {
        assertThat(decisions).hasSizeGreaterThan(5);
      }
    }
  }

  @Test
  @DisplayName("crops what it is given to the frames that reach the threshold")
  void crops() {
    Pulses pulses = new Pulses(700).bars(8, 4, 50).rest(900);
    List<DecodedBeat> beats = decode(pulses.rows()).beats();
    assertThat(beats.get(0).frame()).isEqualTo(700);
    assertThat(beats.get(beats.size() - 1).frame()).isEqualTo(700 + 31 * 50);
  }

  @Test
  @DisplayName("without bars numbers no beats and takes one column")
  void beatsOnly() {
    float[] rows = new Pulses(37).bars(10, 4, 50).rows();
    float[] column = new float[rows.length / 2];
    for (int i = 0; i < column.length; i++) {
      column[i] = rows[2 * i];
    }
    DecoderConfig config = DecoderConfig.beatsOnly();
    BeatAnnotation one = WholeRecording.decode(DbnBeatDecoder.of(config), column, 1);
    BeatAnnotation two = WholeRecording.decode(DbnBeatDecoder.of(config), rows, 2);
    assertThat(one.beats()).hasSize(40).allMatch(b -> b.number() == 0 && b.beatsPerBar() == 0);
    assertThat(one.beats().get(7).frame()).isEqualTo(37 + 7 * 50);
    assertThat(two.beats())
        .extracting(DecodedBeat::frame)
        .isEqualTo(one.beats().stream().map(DecodedBeat::frame).toList());
  }

  @Test
  @DisplayName("puts the seed's beats on the first frame of their period")
  void seed() {
    Pulses pulses = new Pulses(37).bars(10, 4, 50);
    float[] rows = pulses.rows();
    BeatAnnotation found =
        WholeRecording.decode(DbnBeatDecoder.of(DecoderConfig.seed(100)), rows, 2);
    List<Pulses.Played> played = pulses.played();
    // No frame is cropped, so the half second behind the last beat leads up to one more.
    assertThat(found.beats()).hasSize(played.size() + 1);
    for (int i = 0; i < played.size(); i++) {
      assertThat(found.beats().get(i).frame()).isEqualTo(played.get(i).frame() - 1L);
    }
  }

  @Test
  @DisplayName("refuses values that are no probabilities, saying where, and stays usable")
  void refusesBadValues() {
    DbnBeatDecoder decoder = DbnBeatDecoder.of(DEFAULTS);
    for (float bad : new float[] {Float.NaN, -0.1f, 1.1f, Float.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> decoder.push(new float[] {0, 0, 0.5f, bad}, 2, 2))
          .withMessageContaining("row 1, column 1");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decoder.push(new float[3], 2, 2))
        .withMessageContaining("3 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decoder.push(new float[3], 1, 3))
        .withMessageContaining("3 activation columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decoder.push(new float[3], 3, 1))
        .withMessageContaining("second column");
    assertThat(decoder.push(new float[20], 10, 2)).isEmpty();
    assertThat(decoder.finish().end()).isEqualTo(10);
    assertThatIllegalStateException().isThrownBy(decoder::finish);
    assertThatIllegalStateException().isThrownBy(() -> decoder.push(new float[2], 1, 2));
  }

  @Test
  @DisplayName("refuses to resume from what it did not write")
  void refusesForeignResumePoints() {
    float[] rows = new Pulses(37).bars(40, 4, 50).rows();
    BeatDecision decision = DbnBeatDecoder.of(DEFAULTS).push(rows, rows.length / 2, 2).get(0);
    byte[] bytes = decision.resume().toBytes();
    assertResumeRefused(Arrays.copyOf(bytes, bytes.length - 1), "truncated");
    assertResumeRefused(Arrays.copyOf(bytes, bytes.length + 1), "longer");
    assertResumeRefused(new byte[0], "truncated");
    byte[] other = bytes.clone();
    other[0] = 9;
    assertResumeRefused(other, "version 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DbnBeatDecoder.resume(DecoderConfig.beatsOnly(), decision.resume()))
        .withMessageContaining("another decoder configuration");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PeakPickingDecoder.resume(PeakRule.defaults(), decision.resume()))
        .withMessageContaining("not one of this decoder's");
    DbnBeatDecoder early = DbnBeatDecoder.resume(DEFAULTS, decision.resume());
    assertThatIllegalStateException()
        .isThrownBy(early::finish)
        .withMessageContaining("push them all");
  }

  private static void assertResumeRefused(byte[] bytes, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DbnBeatDecoder.resume(DEFAULTS, ResumePoint.of(bytes)))
        .withMessageContaining(why);
  }

  @Test
  @DisplayName("chooses one bar length for a whole recording by the most probable path")
  void oneBarLength() {
    DecoderConfig config =
        DecoderConfig.defaults().withMeter(new MeterModel(List.of(2, 3, 4, 5), 0));
    for (int length : List.of(3, 4, 5)) {
      Pulses pulses = new Pulses(37).bars(10, length, 50);
      assertAsPlayed(WholeRecording.decodeWithOneBarLength(config, pulses.rows()), pulses.played());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> WholeRecording.decodeWithOneBarLength(DecoderConfig.beatsOnly(), new float[2]))
        .withMessageContaining("no bar lengths");
  }
}

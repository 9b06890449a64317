package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("Peak picking")
class PeakPickingDecoderTest {
  private static final PeakRule BUSY = new PeakRule(100, true, 0.3, 4, 150, 6, 200);

  private static BeatAnnotation pick(float[] rows) {
    return WholeRecording.decode(PeakPickingDecoder.of(PeakRule.defaults()), rows, 2);
  }

  private static List<Pulses.Played> played(BeatAnnotation found) {
    return found.beats().stream()
        .map(b -> new Pulses.Played((int) b.frame(), b.number(), b.beatsPerBar()))
        .toList();
  }

  @Example
  @Label("finds beats, downbeats, pickup and tempo of clear bars")
  void clearBars() {
    Pulses pulses = new Pulses(37).beat(4, 4, 50).bars(8, 4, 50).bars(4, 3, 50);
    BeatAnnotation found = pick(pulses.rows());
    assertThat(played(found)).isEqualTo(pulses.played());
    assertThat(found.beats())
        .allSatisfy(beat -> assertThat(beat.tempo()).isCloseTo(120, within(0.01)));
    assertThat(found.tempi().get(0).beatsPerMinute()).isCloseTo(120, within(0.01));
  }

  @Example
  @Label("leaves the bar open where no downbeat tells")
  void noDownbeats() {
    float[] rows = new Pulses(37).bars(10, 4, 50).rows();
    for (int i = 1; i < rows.length; i += 2) {
      rows[i] = 0;
    }
    assertThat(pick(rows).beats()).hasSize(40).allMatch(b -> b.number() == 0);
  }

  @Example
  @Label("takes the earliest of equal frames and nothing at or below the threshold")
  void plateaus() {
    float[] rows = new float[2 * 100];
    for (int i = 20; i < 50; i++) {
      rows[2 * i] = 0.7f;
    }
    rows[2 * 80] = 0.5f;
    assertThat(pick(rows).beats()).extracting(DecodedBeat::frame).containsExactly(20L);
  }

  @Example
  @Label("moves a downbeat to the nearest beat within reach")
  void snapsDownbeats() {
    float[] rows = new Pulses(40).bars(3, 4, 50).rows();
    float[] moved = rows.clone();
    for (int i = 1; i < rows.length; i += 2) {
      moved[i] = i + 6 < rows.length ? rows[i + 6] : 0;
    }
    assertThat(played(pick(moved))).isEqualTo(played(pick(rows)));
  }

  @Example
  @Label("finds nothing in silence")
  void silence() {
    List<BeatDecision> decisions =
        Streams.decode(PeakPickingDecoder.of(PeakRule.defaults()), new float[2 * 5050], 2);
    Streams.requireOrder(decisions, 5050);
    assertThat(decisions).hasSize(6);
    assertThat(Streams.beats(decisions)).isEmpty();
  }

  @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
  @Label("decides the same however the frames were cut, and behind every block")
  void streams(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int largest) {
    float[] rows =
        new Random(seed).nextBoolean()
            ? RandomActivations.music(seed, 3000)
            : RandomActivations.coarse(seed, 1000);
    for (PeakRule rule : List.of(PeakRule.defaults(), PeakRule.beatsOnly(), BUSY)) {
      List<BeatDecision> whole = Streams.decode(PeakPickingDecoder.of(rule), rows, 2);
      Streams.requireOrder(whole, rows.length / 2);
      assertThat(Streams.decodeInPieces(PeakPickingDecoder.of(rule), rows, 2, seed, largest))
          .isEqualTo(whole);
      assertThat(
              Streams.decodeResumedEverywhere(
                  point -> PeakPickingDecoder.resume(rule, point), whole, rows, 2))
          .allSatisfy(joined -> assertThat(joined).isEqualTo(whole));
    }
  }
}

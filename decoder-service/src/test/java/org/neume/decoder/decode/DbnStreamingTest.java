package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("The network's decoder, fed in pieces or restarted,")
class DbnStreamingTest {
  private static final BeatNetwork DEFAULTS = new BeatNetwork(DecoderConfig.defaults());

  /** What is decided when depends on these, so they are not left to the defaults. */
  private static final DecoderConfig FREE =
      DecoderConfig.defaults()
          .withTempo(TempoModel.exponential(BeatIntervals.ofTempi(100, 55, 215), 100))
          .withMeter(new MeterModel(List.of(3, 4), 1e-3))
          .withObservation(new ObservationModel(16, 1e-5, true));

  /** Small enough to decide often, with every rule in play. */
  private static final BeatNetwork BUSY =
      new BeatNetwork(
          FREE.withTempo(TempoModel.exponential(BeatIntervals.ofFrames(28, 60), 30))
              .withPassages(new PassageRule(0.05, 0.3, 150, 200))
              .withStream(new StreamRule(50, 800, 300)));

  /** Paths hardly ever agree within the limit. */
  private static final BeatNetwork FORCED =
      new BeatNetwork(
          FREE.withPassages(new PassageRule(0.05, 0.1, 100, 400))
              .withStream(new StreamRule(100, 440, 1000)));

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE)
  @Label("decides the same in the same blocks however the frames were cut")
  void doesNotDependOnPieces(@ForAll long seed, @ForAll @IntRange(min = 1, max = 900) int largest) {
    float[] rows = RandomActivations.music(seed, 4000);
    for (BeatNetwork network : List.of(DEFAULTS, BUSY, FORCED)) {
      List<BeatDecision> whole = Streams.decode(DbnBeatDecoder.of(network), rows, 2);
      Streams.requireOrder(whole, 4000);
      assertThat(Streams.decodeInPieces(DbnBeatDecoder.of(network), rows, 2, seed, largest))
          .isEqualTo(whole);
    }
  }

  @Property(tries = 3, edgeCases = EdgeCasesMode.NONE)
  @Label("goes on behind every block with exactly the blocks of the undisturbed run")
  void resumesEverywhere(@ForAll long seed) {
    float[] rows = RandomActivations.music(seed, 4000);
    for (BeatNetwork network : List.of(BUSY, FORCED)) {
      List<BeatDecision> whole = Streams.decode(DbnBeatDecoder.of(network), rows, 2);
      assertThat(whole).as("decisions to resume from").hasSizeGreaterThan(2);
      assertThat(
              Streams.decodeResumedEverywhere(
                  point -> DbnBeatDecoder.resume(network, point), whole, rows, 2))
          .allSatisfy(joined -> assertThat(joined).isEqualTo(whole));
    }
  }

  @Example
  @Label("finds the beats of the whole-recording search where it need not be forced")
  void equalsTheWholeRecording() {
    DecoderConfig once =
        BUSY.config().withStream(new StreamRule(1_000_000, StreamRule.UNBOUNDED, 300));
    DecoderConfig often = BUSY.config().withStream(new StreamRule(50, StreamRule.UNBOUNDED, 300));
    long blocks = 0;
    for (int seed = 0; seed < 6; seed++) {
      float[] rows = RandomActivations.music(seed, 4000);
      List<DecodedBeat> whole = Streams.beats(Streams.decode(DbnBeatDecoder.of(once), rows, 2));
      List<BeatDecision> streamed = Streams.decode(DbnBeatDecoder.of(often), rows, 2);
      blocks += streamed.stream().filter(decision -> !decision.beats().isEmpty()).count();
      // The tempo curve looks ahead as far as beats are decided, which is further here.
      assertThat(Streams.beats(streamed))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("tempo")
          .isEqualTo(whole);
    }
    assertThat(blocks).as("blocks with beats, of six recordings").isGreaterThan(18);
  }

  @Property(tries = 3, edgeCases = EdgeCasesMode.NONE)
  @Label("needs from the end of its last decision on, and no frame before it")
  void saysWhatItNeeds(@ForAll long seed) {
    float[] rows = RandomActivations.music(seed, 3000);
    DbnBeatDecoder decoder = DbnBeatDecoder.of(BUSY);
    long end = 0;
    for (int frame = 0; frame < 3000; frame++) {
      List<BeatDecision> decisions =
          decoder.push(new float[] {rows[2 * frame], rows[2 * frame + 1]}, 1, 2);
      for (BeatDecision decision : decisions) {
        end = decision.end();
      }
      assertThat(decoder.neededFromFrame()).isEqualTo(end).isLessThanOrEqualTo(frame + 1);
    }
  }

  @Example
  @Label("never leaves more undecided than it may, even if nothing tells paths apart")
  void boundsWhatIsUndecided() {
    DecoderConfig config = FORCED.config();
    int frames = 12_000;
    float[] flat = new float[2 * frames];
    Arrays.fill(flat, 0.5f);
    DbnBeatDecoder decoder = DbnBeatDecoder.of(FORCED);
    for (int at = 0; at < frames; at += 100) {
      decoder.push(Arrays.copyOfRange(flat, 2 * at, 2 * (at + 100)), 100, 2);
      assertThat(at + 100 - decoder.neededFromFrame())
          .isLessThanOrEqualTo(
              config.stream().maxUndecidedFrames() + config.stream().checkFrames());
    }
    assertThat(decoder.finish().end()).isEqualTo(frames);
  }
}

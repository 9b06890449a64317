package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The decoder's configuration")
class DecoderConfigTest {
  @Test
  @DisplayName("has these defaults")
  void defaults() {
    DecoderConfig config = DecoderConfig.defaults();
    assertThat(config.frameRate()).isEqualTo(100);
    assertThat(config.tempo().intervals()).isEqualTo(BeatIntervals.ofFrames(25, 109));
    assertThat(config.tempo().lambda()).isEqualTo(100);
    assertThat(config.tempo().changeProbability()).isEmpty();
    assertThat(config.meter()).isEqualTo(new MeterModel(List.of(3, 4), 1e-6));
    assertThat(config.observation()).isEqualTo(new ObservationModel(16, 1e-5, true, 1.25));
    assertThat(config.passages()).isEqualTo(new PassageRule(0.05, 0.1, 100, 1000));
    assertThat(config.stream()).isEqualTo(new StreamRule(100, 12_000, 1000));
    assertThat(DecoderConfig.beatsOnly())
        .isEqualTo(
            config
                .withTempo(TempoModel.exponential(BeatIntervals.ofFrames(28, 109), 100))
                .withMeter(MeterModel.none())
                .withObservation(new ObservationModel(16, 1e-5, true)));
  }

  @Test
  @DisplayName("has the seed's choices as a preset")
  void seed() {
    DecoderConfig config = DecoderConfig.seed(100);
    assertThat(config.tempo().intervals()).hasSize(81).startsWith(27).endsWith(107);
    assertThat(config.tempo().changeProbability()).isEqualTo(OptionalDouble.of(0.002));
    assertThat(config.meter().hasBars()).isFalse();
    assertThat(config.observation().correctToPeak()).isFalse();
    assertThat(config.passages().threshold()).isZero();
    assertThat(config.passages().gapFrames()).isEqualTo(PassageRule.NO_GAP);
  }

  @Test
  @DisplayName("has the published defaults of peak picking")
  void peakPicking() {
    assertThat(PeakRule.defaults()).isEqualTo(new PeakRule(100, true, 0.5, 6, 1000, 32, 1000));
    assertThat(PeakRule.beatsOnly()).isEqualTo(new PeakRule(100, false, 0.5, 6, 1000, 32, 1000));
  }

  @Test
  @DisplayName("gives different configurations different fingerprints")
  void fingerprints() {
    DecoderConfig defaults = DecoderConfig.defaults();
    assertThat(
            List.of(
                    defaults,
                    DecoderConfig.beatsOnly(),
                    DecoderConfig.seed(1),
                    DecoderConfig.seed(2),
                    defaults.withMeter(new MeterModel(List.of(3, 4), 1e-4)),
                    defaults.withObservation(new ObservationModel(16, 1e-5, false)),
                    defaults.withPassages(new PassageRule(0.05, 0.1, 100, 1001)),
                    defaults.withStream(new StreamRule(100, 12_000, 1001)))
                .stream()
                .map(config -> new BeatNetwork(config).fingerprint()))
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("refuses what cannot work and says why")
  void refusals() {
    assertRefused(() -> BeatIntervals.ofTempi(100, 0, 200), "tempo range");
    assertRefused(() -> BeatIntervals.ofTempi(100, 200, 100), "slowest first");
    assertRefused(() -> BeatIntervals.logSpaced(100, 55, 215, 0), "tempo count");
    assertRefused(() -> TempoModel.exponential(List.of(), 1), "0 beat periods");
    assertRefused(() -> TempoModel.exponential(List.of(5, 5), 1), "ascend");
    assertRefused(() -> TempoModel.exponential(List.of(1, 5), 1), "2 frames or more");
    assertRefused(() -> TempoModel.exponential(List.of(5), -1), "lambda");
    assertRefused(() -> TempoModel.exponential(List.of(5), Double.NaN), "lambda");
    assertRefused(
        () -> new TempoModel(List.of(5), 1, OptionalDouble.of(1.5)), "change probability");
    assertRefused(() -> new MeterModel(List.of(4, 3), 0), "ascend");
    assertRefused(() -> new MeterModel(List.of(16), 0), "1..15");
    assertRefused(() -> new MeterModel(List.of(3), -0.1), "meter change");
    assertRefused(() -> new ObservationModel(1, 1e-5, true), "observation lambda");
    assertRefused(() -> new ObservationModel(16, 0, true), "floor");
    assertRefused(() -> new ObservationModel(16, 1e-5, true, 0), "sharpness");
    assertRefused(() -> new PassageRule(1.1, 0, 0, 1), "threshold");
    assertRefused(() -> new PassageRule(0, 0, 0, 0), "gap");
    assertRefused(() -> new StreamRule(0, 1, 1), "check every 0");
    assertRefused(
        () -> DecoderConfig.defaults().withStream(new StreamRule(100, 400, 1000)), "436 frames");
    assertRefused(() -> new PeakRule(0, true, 0.5, 6, 1, 1, 1), "frame rate");
    assertRefused(() -> new PeakRule(100, true, 2, 6, 1, 1, 1), "peak threshold");
    assertRefused(() -> new PeakRule(100, true, 0.5, 0, 1, 1, 1), "reach 0");
  }

  private static void assertRefused(Runnable made, String why) {
    assertThatIllegalArgumentException().isThrownBy(made::run).withMessageContaining(why);
  }
}

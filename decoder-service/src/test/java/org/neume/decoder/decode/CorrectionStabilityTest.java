package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * On half a minute of the demo piece as the network {@code beats} hears it, and on activations of real
 * recordings where they are at hand.
 */
@DisplayName("A correction of one beat")
class CorrectionStabilityTest {
  private static ActivationText demo() throws Exception {
    return ActivationText.read(
        Path.of(
            Objects.requireNonNull(
                    CorrectionStabilityTest.class.getResource("/demo.activations.txt"))
                .toURI()));
  }

  @Test
  @DisplayName("leaves the rest of the demo piece as it was, nearly always")
  void rest() throws Exception {
    ActivationText demo = demo();
    TempoCorridor corridor = TempoCorridor.of(demo.config(), demo.rows(), 2);
    Map<CorrectionTrials.Deed, CorrectionTrials.Outcome> outcomes =
        new CorrectionTrials(demo.config(), demo.rows(), 2, corridor).outcomes(6);
    assertThat(outcomes).hasSize(CorrectionTrials.Deed.values().length);
    assertThat(outcomes)
        .allSatisfy(
            (deed, outcome) ->
                assertThat(outcome.held())
                    .as("%s: %s", deed, outcome)
                    .isGreaterThanOrEqualTo((int) (0.85 * outcome.tries())));
  }

  @Test
  @DisplayName("does not double or halve the tempo of the demo piece anywhere else")
  void tempo() throws Exception {
    assertTempoStays(demo(), 9);
  }

  @Test
  @DisplayName("does not double or halve the tempo of real recordings anywhere else")
  void real() throws Exception {
    Path folder = Checkout.root().resolve("../shared/data/reference/dbn");
    Assumptions.assumeTrue(
        Files.isDirectory(folder), "no reference data at " + folder + ": not compared");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(".activations.txt")).sorted().toList();
    }
    for (int i = 0; i < files.size(); i += 6) {
      assertTempoStays(ActivationText.read(files.get(i)), 19);
    }
  }

  /** A beat is placed beside every so manieth one, and another midway to the next. */
  private static void assertTempoStays(ActivationText text, int every) throws Exception {
    DecoderConfig config = text.config();
    TempoCorridor corridor = TempoCorridor.of(config, text.rows(), text.columns());
    List<DecodedBeat> before =
        ConstrainedDecoder.decode(config, text.rows(), text.columns(), List.of()).beats();
    for (int at = every / 2; at + 1 < before.size(); at += every) {
      long beat = before.get(at).frame();
      for (long place : List.of(beat + 4, (beat + before.get(at + 1).frame()) / 2)) {
        List<DecodedBeat> after =
            ConstrainedDecoder.decode(
                    config,
                    text.rows(),
                    text.columns(),
                    List.of(new BeatConstraint.Beat(place, 0)),
                    () -> corridor)
                .beats();
        assertThat(after).extracting(DecodedBeat::frame).contains(place);
        // Were it to double or halve from there on, there would be many more or fewer.
        assertThat(after)
            .as("placed at %d", place)
            .hasSizeBetween(before.size() - 2, before.size() + 2);
      }
    }
  }
}

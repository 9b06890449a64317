package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.cli.CommandException;
import org.neume.cli.chain.ServiceSettings;
import org.neume.transcription.notes.NoteMethod;
import org.neume.transcription.notes.NoteSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@DisplayName("The ways of forming notes that options ask for")
class NoteProceduresTest {
  @Command
  private static final class Line {
    @Mixin NoteOptions notes = new NoteOptions();
    @Mixin SweepOptions sweep = new SweepOptions();
  }

  private static Map<String, Map<String, String>> trials(String... line) {
    Line parsed = new Line();
    new CommandLine(parsed).parseArgs(line);
    return new NoteProcedures(parsed.notes, parsed.sweep).trials();
  }

  private static NoteSettings settings(Map<String, String> properties) {
    return new ServiceSettings(properties).notes().settings();
  }

  @Test
  void withoutOptionsTheyAreTheDecodersDefaults() {
    assertThat(trials()).containsOnlyKeys("posteriors");
    assertThat(settings(trials().get("posteriors"))).isEqualTo(NoteSettings.defaults());
  }

  @Test
  void theFirstTextsProcedureHasItsOwnDefaults() {
    Map<String, Map<String, String>> trials = trials("--procedure", "candidates");
    assertThat(trials).containsOnlyKeys("candidates");
    assertThat(settings(trials.get("candidates"))).isEqualTo(NoteSettings.candidates());
  }

  @Test
  void everyOptionReachesTheDecoder() {
    Map<String, String> given =
        trials(
                "--procedure",
                "candidates",
                "--onset-threshold",
                "0.6",
                "--frame-threshold",
                "0.2",
                "--minimum-length",
                "0.1",
                "--certain-threshold",
                "0.9")
            .get("candidates");
    assertThat(settings(given))
        .isEqualTo(
            NoteSettings.candidates()
                .withThresholds(0.6, 0.2)
                .withLengths(0.1, 15)
                .withCandidates(NoteSettings.candidates().candidateThreshold(), 0.9));
  }

  @Test
  void allAreTheDefaultAndTheFirstTextsWithAndWithoutItsFilter() {
    Map<String, Map<String, String>> all = trials("--procedure", "all");
    assertThat(all.values().stream().map(NoteProceduresTest::settings))
        .containsExactly(
            NoteSettings.defaults(),
            NoteSettings.candidates(),
            NoteSettings.candidates()
                .withCandidates(NoteSettings.candidates().candidateThreshold(), 0.75));
  }

  @Test
  void aSweepTriesEveryPairOfThresholdsOfOneProcedure() {
    Map<String, Map<String, String>> swept =
        trials(
            "--sweep",
            "--sweep-onset",
            "0.3,0.4",
            "--sweep-frame",
            "0.1,0.2,0.3",
            "--procedure",
            "candidates");
    assertThat(swept).hasSize(6);
    NoteSettings last = settings(swept.get("onset 0.4 frame 0.3 shortest 0.04 s"));
    assertThat(last.method()).isEqualTo(NoteMethod.CANDIDATES);
    assertThat(last.onsetThreshold()).isEqualTo(0.4);
    assertThat(last.frameThreshold()).isEqualTo(0.3);
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    for (String line :
        new String[] {
          "--procedure guess",
          "--certain-threshold 0.8",
          "--minimum-length -1",
          "--procedure all --sweep",
          "--procedure all --onset-threshold 0.4",
        }) {
      assertThatThrownBy(() -> trials(line.split(" ", -1)))
          .as(line)
          .isInstanceOf(CommandException.class)
          .hasMessageNotContaining("\n");
    }
  }
}

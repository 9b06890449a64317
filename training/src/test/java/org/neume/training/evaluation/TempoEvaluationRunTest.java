package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TempoEvaluationRunTest {
  @TempDir Path folder;

  @BeforeEach
  void recordings() throws IOException {
    Files.createFile(folder.resolve("128 song.wav"));
    Files.createFile(folder.resolve("steady.wav"));
    Files.writeString(folder.resolve("steady.beats"), beats(0.5, 0.5));
    Files.createFile(folder.resolve("restless.wav"));
    Files.writeString(folder.resolve("restless.beats"), beats(0.5, 0.6));
    Files.createFile(folder.resolve("unknown.wav"));
  }

  @Test
  void takesTheTempoFromTheNameOrFromSteadyBeatsAndTellsOctavesApart() throws IOException {
    Scoreboard board =
        new TempoEvaluationRun(
                (audio, gain) -> audio.endsWith("128 song.wav") ? 126.5 : gain < 1 ? 61 : 60,
                track -> {})
            .score(folder);

    assertThat(board.tracks()).extracting(TrackScore::track).containsExactly("128 song", "steady");
    assertThat(board.tracks().get(0).figures())
        .isEqualTo(
            Map.of(
                "True BPM", 128.0,
                "Found BPM", 126.5,
                "Within 2 BPM", 1.0,
                "Octaves allowed", 1.0,
                "Same 30 dB softer", 1.0));
    assertThat(board.tracks().get(1).figures())
        .containsEntry("Within 2 BPM", 0.0)
        .containsEntry("Octaves allowed", 1.0)
        .containsEntry("Same 30 dB softer", 0.0);
  }

  @Test
  void countsATempoThatIsNoMultipleAsWrongAltogether() {
    assertThat(TempoHit.of(120, 90)).isEqualTo(new TempoHit(false, false));
    assertThat(TempoHit.of(120, 0)).isEqualTo(new TempoHit(false, false));
    assertThat(TempoHit.of(120, 40)).isEqualTo(new TempoHit(false, false));
    assertThat(TempoHit.of(120, 58)).isEqualTo(new TempoHit(false, true));
    assertThat(TempoHit.of(120, 243)).isEqualTo(new TempoHit(false, false));
    assertThat(TempoHit.of(120, 122)).isEqualTo(new TempoHit(true, true));
  }

  @Test
  void saysWhatToDoWhereNoTempoIsKnown() throws IOException {
    Files.delete(folder.resolve("128 song.wav"));
    Files.delete(folder.resolve("steady.wav"));

    assertThatThrownBy(() -> new TempoEvaluationRun((a, g) -> 0, t -> {}).score(folder))
        .hasMessageContaining("put NAME.beats next to NAME.mp3, or call it '128 NAME.mp3'");
  }

  private static String beats(double first, double then) {
    double[] at = new double[40];
    for (int i = 1; i < at.length; i++) {
      at[i] = at[i - 1] + (i < 20 ? first : then);
    }
    return IntStream.range(0, at.length).mapToObj(i -> at[i] + "\n").collect(Collectors.joining());
  }
}

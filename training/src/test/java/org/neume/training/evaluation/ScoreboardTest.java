package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreboardTest {
  private static final Scoreboard FIRST =
      new Scoreboard(
          List.of(new TrackScore("a", Map.of("F", 0.5)), new TrackScore("b", Map.of("F", 1.0))),
          List.of());
  private static final Scoreboard SECOND =
      new Scoreboard(
          List.of(new TrackScore("c", Map.of("F", 0.0))), List.of(new TrackFailure("d", "cut")));

  @TempDir Path folder;

  @Test
  void comesBackFromItsJson() throws IOException {
    assertThat(Scoreboard.read(write(FIRST.toJson()))).isEqualTo(FIRST);
    assertThat(Scoreboard.read(write(SECOND.toJson()))).isEqualTo(SECOND);
  }

  @Test
  void everyRecordingOfSeveralCountsOnceWhateverBoardItIsFrom() {
    Scoreboard all = Scoreboard.together(List.of(FIRST, SECOND));

    assertThat(all.means()).containsExactly(entry("F", 0.5));
    assertThat(all.tracks()).extracting(TrackScore::track).containsExactly("a", "b", "c");
    assertThat(all.failures()).isEqualTo(SECOND.failures());
  }

  @Test
  void aRecordingThatIsOnTwoBoardsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scoreboard.together(List.of(FIRST, SECOND, FIRST)))
        .withMessage("a is in two of the files: let each recording count once");
  }

  @Test
  void otherFilesAreRefusedInOneLine() throws IOException {
    for (String text : List.of("", "[1]", "{}", "{\"tracks\": {}}", "{\"posteriors\": {}}")) {
      Path file = write(text);
      assertThatThrownBy(() -> Scoreboard.read(file))
          .isInstanceOf(AnnotationException.class)
          .hasMessageContaining(".json: holds no figures of recordings; give what evaluate --json")
          .hasMessageNotContaining("\n");
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("board.json"), text);
  }
}

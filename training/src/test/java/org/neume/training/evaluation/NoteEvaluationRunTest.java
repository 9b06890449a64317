package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteEvaluationRunTest {
  private static final List<NoteEvent> TRUTH =
      List.of(
          new NoteEvent(1, 2, 440, 100),
          new NoteEvent(2, 3, 220, 60),
          new NoteEvent(3, 4, 880, 20),
          new NoteEvent(3, 4, 660, 60));

  /** One note ends half a second early, one is missing, one is too many. */
  private static final List<NoteEvent> HALF =
      List.of(
          new NoteEvent(1.03, 2, 440, 100),
          new NoteEvent(2, 2.5, 220, 60),
          new NoteEvent(3.1, 4, 880, 20));

  @TempDir Path folder;

  @BeforeEach
  void threeTracksAndOneWithoutNotes() throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    for (String name :
        new String[] {"b.mp3", "sub/a.wav", "broken.ogg", "silent.mp3", "none.mp3"}) {
      Files.createFile(folder.resolve(name));
    }
  }

  @Test
  void everyWayHasItsFiguresAndAFailureDoesNotStopTheRun() throws IOException {
    List<String> seen = new ArrayList<>();
    Map<String, Scoreboard> boards = run(seen).score(folder, List.of("right", "half"));
    assertThat(seen).containsExactly("b", "broken", "silent", "sub/a");
    assertThat(boards).containsOnlyKeys("right", "half");
    Scoreboard right = boards.get("right");
    assertThat(right.tracks()).extracting(TrackScore::track).containsExactly("b", "sub/a");
    assertThat(right.failures())
        .extracting(TrackFailure::track, TrackFailure::cause)
        .satisfiesExactly(
            broken -> assertThat(broken.toList()).containsExactly("broken", "broken.ogg: cut off"),
            silent ->
                assertThat(silent.toList().get(1))
                    .isEqualTo(
                        "silent: its reference has no pitched note; annotate the recording"));
    right
        .means()
        .forEach(
            (figure, mean) ->
                assertThat(mean).as(figure).isEqualTo(figure.endsWith(" notes") ? 4 : 1));
    Map<String, Double> half = boards.get("half").means();
    assertThat(half.get(TranscriptionFigures.PRECISION)).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(half.get(TranscriptionFigures.RECALL)).isEqualTo(0.5);
    assertThat(half.get(TranscriptionFigures.WHOLE)).isCloseTo(2.0 / 7, within(1e-12));
    // Of 200 frames that sound 50 - 2, 25 and 50 - 5 are found, and no wrong one.
    double recall = (48 + 25 + 45) / 200.0;
    assertThat(half.get(TranscriptionFigures.FRAME))
        .isCloseTo(2 * recall / (1 + recall), within(1e-12));
    assertThat(half).containsEntry("Estimated notes", 3.0);
  }

  @Test
  void theTableShowsCountsAsSuchAndTheChartLeavesThemOut() throws IOException {
    Scoreboard board = run(new ArrayList<>()).score(folder, List.of("half")).get("half");
    String[] lines = board.toTable().split("\n", -1);
    assertThat(lines[0])
        .contains(
            "OnsetF  OnsetP  OnsetR  +OffF  +VelF  +Off+VelF  Matched  +OffMatched  FrameF  Notes  Found");
    assertThat(lines[1]).endsWith("    4      3");
    assertThat(board.toTable())
        .contains("velocities: of 4 matched notes (2 with offset) in 2 of 2 recordings\n");
    assertThat(board.toSvg("notes")).contains("OnsetF", "FrameF").doesNotContain("Found");
  }

  @Test
  void velocityIsScoredOnlyWhereTheReferenceTellsIt() {
    List<NoteEvent> flat =
        TRUTH.stream().map(n -> new NoteEvent(n.onset(), n.offset(), n.pitch(), 0)).toList();
    assertThat(TranscriptionFigures.of(TRUTH, TRUTH)).containsEntry("Velocity F-measure", 1.0);
    assertThat(TranscriptionFigures.of(TRUTH, HALF))
        .containsEntry("Velocity onset matched notes", 2.0)
        .containsEntry("Velocity offset matched notes", 1.0);
    assertThat(TranscriptionFigures.of(flat, TRUTH))
        .doesNotContainKeys("Velocity F-measure", "Velocity onset matched notes");
    assertThat(
            new Scoreboard(
                    List.of(new TrackScore("a", TranscriptionFigures.of(flat, TRUTH))), List.of())
                .toTable())
        .doesNotContain("velocities");
  }

  @Test
  void figuresThatHaveMirEvalsNamesAreThoseOfTheScores() {
    Map<String, Double> figures = TranscriptionFigures.of(TRUTH, HALF);
    Map<String, Double> scores = NoteScores.score(TRUTH, HALF).toMap();
    for (String name : new String[] {"F-measure", "F-measure_no_offset", "Recall_no_offset"}) {
      assertThat(figures).containsEntry(name, scores.get(name));
    }
  }

  @Test
  void nothingFoundScoresNothing() {
    assertThat(TranscriptionFigures.of(TRUTH, List.of()))
        .containsEntry("F-measure", 0.0)
        .containsEntry("Frame F-measure", 0.0)
        .containsEntry("Estimated notes", 0.0);
  }

  @Test
  void aFolderWithoutReferencesIsRefused() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> run(new ArrayList<>()).score(empty, List.of("half")))
        .hasMessageContaining("no recording with its notes beside it; put NAME.notes.tsv");
  }

  private static NoteEvaluationRun run(List<String> seen) {
    NoteReference reference =
        new NoteReference() {
          @Override
          public boolean isThere(Path audio) {
            return !audio.endsWith("none.mp3");
          }

          @Override
          public List<NoteEvent> read(Path audio) {
            return audio.endsWith("silent.mp3") ? List.of() : TRUTH;
          }
        };
    return new NoteEvaluationRun(
        reference,
        audio -> {
          if (audio.endsWith("broken.ogg")) {
            throw new IOException("broken.ogg: cut off");
          }
          return Map.of("right", TRUTH, "half", HALF);
        },
        seen::add);
  }
}

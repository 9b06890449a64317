package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirEvalFiguresTest {
  private static final double EQUAL = 1e-6;

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "02", "03", "04", "05", "06", "07", "08", "09"})
  void everyBeatFigureEqualsThatOfMirEval(String pair) throws IOException {
    Path folder = ReferenceData.folder("beat");
    BeatScores scores =
        BeatScores.score(
            BeatFile.read(folder.resolve("ref" + pair + ".txt")),
            BeatFile.read(folder.resolve("est" + pair + ".txt")));
    assertEqual(scores.toMap(), ReferenceData.figures(folder.resolve("output" + pair + ".json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "02", "03"})
  void everyTempoFigureEqualsThatOfMirEval(String pair) throws IOException {
    Path folder = ReferenceData.folder("tempo");
    TempoScores scores =
        TempoScores.score(
            TempoFile.read(folder.resolve("ref" + pair + ".lab")),
            TempoFile.read(folder.resolve("est" + pair + ".lab")));
    assertEqual(scores.toMap(), ReferenceData.figures(folder.resolve("output" + pair + ".json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "02"})
  void badTempoFilesAreRefused(String pair) {
    Path folder = ReferenceData.folder("tempo");
    assertThatThrownBy(() -> TempoFile.read(folder.resolve("bad" + pair + ".lab")))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("bad" + pair + ".lab")
        .hasMessageContaining("; give");
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "02", "03", "04", "05", "06", "07", "08", "09"})
  void everyOnsetFigureEqualsThatOfMirEval(String pair) throws IOException {
    Path folder = ReferenceData.folder("onset");
    EventScores scores =
        EventScores.of(
            BeatFile.read(folder.resolve("ref" + pair + ".txt")).times(),
            BeatFile.read(folder.resolve("est" + pair + ".txt")).times(),
            EventScores.ONSET_TOLERANCE);
    assertEqual(scores.toMap(), ReferenceData.figures(folder.resolve("output" + pair + ".json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "02", "03", "04", "05", "06", "07", "08", "09"})
  void everyNoteFigureEqualsThatOfMirEval(String pair) throws IOException {
    Path folder = ReferenceData.folder("transcription");
    NoteScores scores =
        NoteScores.score(
            NoteFile.read(folder.resolve("ref" + pair + ".txt")),
            NoteFile.read(folder.resolve("est" + pair + ".txt")));
    assertEqual(scores.toMap(), ReferenceData.figures(folder.resolve("output" + pair + ".json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"})
  void everyVelocityFigureEqualsThatOfMirEval(String pair) throws IOException {
    Path folder = ReferenceData.folder("transcription_velocity");
    VelocityScores scores =
        VelocityScores.score(
            NoteFile.read(folder.resolve("ref" + pair + ".txt")),
            NoteFile.read(folder.resolve("est" + pair + ".txt")));
    assertEqual(scores.toMap(), ReferenceData.figures(folder.resolve("output" + pair + ".json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "02", "03", "04", "05", "06", "07", "08", "09"})
  void everyMultipitchFigureEqualsThatOfMirEval(String pair) throws IOException {
    Path folder = ReferenceData.folder("multipitch");
    MultipitchScores scores =
        MultipitchScores.score(
            PitchFrames.read(folder.resolve("ref" + pair + ".txt")),
            PitchFrames.read(folder.resolve("est" + pair + ".txt")));
    assertEqual(scores.toMap(), ReferenceData.figures(folder.resolve("output" + pair + ".json")));
  }

  private static void assertEqual(Map<String, Double> scores, JsonNode figures) {
    assertThat(figures.size()).isPositive();
    for (Map.Entry<String, JsonNode> figure : figures.properties()) {
      JsonNode value = figure.getValue();
      double expected = value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
      assertThat(scores).containsKey(figure.getKey());
      assertThat(scores.get(figure.getKey()))
          .as(figure.getKey())
          .isCloseTo(expected, within(EQUAL));
    }
  }
}

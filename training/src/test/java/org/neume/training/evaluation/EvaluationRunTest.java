package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class EvaluationRunTest {
  private static final BeatSequence TRUTH =
      BeatSequence.of(
          IntStream.range(0, 60).mapToDouble(i -> 5 + 0.5 * i).toArray(),
          IntStream.range(0, 60).map(i -> i % 4 + 1).toArray());

  @TempDir Path folder;

  @BeforeEach
  void threeTracksAndSomeFilesThatAreNone() throws IOException {
    Files.createDirectories(folder.resolve("sub/deep"));
    for (String name : new String[] {"b", "sub/deep/a & b", "broken"}) {
      Files.createFile(folder.resolve(name + ".mp3"));
      BeatFile.write(folder.resolve(name + ".beats"), TRUTH);
    }
    Files.createFile(folder.resolve("without reference.wav"));
    Files.createFile(folder.resolve("notes.txt"));
  }

  @Test
  void everyTrackWithBeatsBesideItIsScoredAndAFailureDoesNotStopTheRun() throws IOException {
    List<String> seen = new ArrayList<>();
    Scoreboard board = new EvaluationRun(EvaluationRunTest::annotate, seen::add).score(folder);

    assertThat(seen).containsExactly("b", "broken", "sub/deep/a & b");
    assertThat(board.tracks()).extracting(TrackScore::track).containsExactly("b", "sub/deep/a & b");
    assertThat(board.failures())
        .containsExactly(new TrackFailure("broken", "broken.mp3: is cut off"));
    assertThat(board.means().get("F-measure")).as("one track perfect, one empty").isEqualTo(0.5);
    assertThat(board.means().get("Tempo Accuracy 1")).isEqualTo(0.5);
    assertThat(board.means().get("Downbeat F-measure")).isEqualTo(0.5);
  }

  @Test
  void theTableHasARowForEachTrackAndTheirMean() throws IOException {
    String[] lines =
        new EvaluationRun(EvaluationRunTest::annotate).score(folder).toTable().split("\n", -1);
    assertThat(lines[0]).contains(" F ", "CMLt", "AMLt", "DownF", "Acc1", "Acc2");
    assertThat(lines[1]).startsWith("b ").contains("1.000");
    assertThat(lines[2]).startsWith("sub/deep/a & b ").contains("0.000");
    assertThat(lines[3]).startsWith("mean of 2").contains("0.500");
    assertThat(lines[4]).isEqualTo("not scored: broken: broken.mp3: is cut off");
    assertThat(lines[1]).hasSameSizeAs(lines[0]).hasSameSizeAs(lines[3]);
  }

  @Test
  void jsonCarriesMeansTracksAndFailuresByTheirLongNames() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(new EvaluationRun(EvaluationRunTest::annotate).score(folder).toJson());
    assertThat(json.at("/mean/Correct Metric Level Total").doubleValue())
        .isCloseTo(0.5, within(1e-12));
    assertThat(json.get("tracks").get("b").get("F-measure").doubleValue()).isOne();
    assertThat(json.get("failures").get("broken").textValue()).isEqualTo("broken.mp3: is cut off");
  }

  @Test
  void theChartIsXmlWithADotForEachTrackAndFigure() throws Exception {
    Scoreboard board = new EvaluationRun(EvaluationRunTest::annotate).score(folder);
    byte[] svg = board.toSvg("beats & <tempo>").getBytes(StandardCharsets.UTF_8);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(document.getElementsByTagName("circle").getLength())
        .isEqualTo(2 * board.figures().size());
  }

  @Test
  void aFolderWithoutReferencesIsRefused() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    EvaluationRun run = new EvaluationRun(EvaluationRunTest::annotate);
    assertThatThrownBy(() -> run.score(empty))
        .hasMessageContaining("no recording with a .beats file beside it; put");
    assertThatThrownBy(() -> run.score(folder.resolve("none")))
        .hasMessageContaining("is no folder; give");
  }

  @Test
  void foldersOfAnnotationsAreComparedByName() throws IOException {
    Path estimates = Files.createDirectories(folder.resolve("sub/estimates"));
    BeatFile.write(estimates.resolve("b.txt"), TRUTH);
    Path references = Files.createDirectories(folder.resolve("sub/references"));
    BeatFile.write(references.resolve("b.beats"), TRUTH);
    BeatFile.write(references.resolve("c.beats"), TRUTH);

    Scoreboard board = FileComparison.beats(references, estimates);

    assertThat(board.tracks()).extracting(TrackScore::track).containsExactly("b");
    assertThat(board.means().get("F-measure")).isOne();
    assertThat(board.failures()).extracting(TrackFailure::track).containsExactly("c");
    assertThatThrownBy(() -> FileComparison.beats(references, estimates.resolve("b.txt")))
        .hasMessageContaining("two files or two folders");
  }

  @Test
  void twoFilesOfTempiAreCompared() throws IOException {
    Path reference = Files.writeString(folder.resolve("r.bpm"), "60 120 0.3\n");
    Path estimate = Files.writeString(folder.resolve("e.bpm"), "121\n");
    assertThat(FileComparison.tempi(reference, estimate).means())
        .containsEntry("P-score", 0.7)
        .containsEntry("Accuracy 1", 1.0);
  }

  private static TrackAnnotation annotate(Path audio) throws IOException {
    String name = audio.getFileName().toString();
    if (name.startsWith("broken")) {
      throw new IOException("broken.mp3: is cut off");
    }
    return name.startsWith("b")
        ? new TrackAnnotation(TRUTH, List.of(119.0, 60.0))
        : new TrackAnnotation(BeatSequence.of(), List.of());
  }
}

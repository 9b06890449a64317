package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.cli.demo.DemoPiece;

@DisplayName("evaluate --notes, as a user calls it")
class EvaluateNotesIT {
  /** So low that a network of any quality finds notes. */
  private static final String THRESHOLD = "0.05";

  @TempDir Path folder;

  @BeforeAll
  static void aNetworkIsThere() {
    Assumptions.assumeTrue(
        Files.exists(NeumeProcess.root().resolve("models/notes/model.json")),
        "skipped: no trained model in models/notes");
  }

  @BeforeEach
  void oneRecording() throws Exception {
    DemoPiece.make(4, 20).writeTo(folder.resolve("a.wav"));
  }

  @Test
  @DisplayName("finds without Kafka, whatever is tried at once, what annotate wrote for a score")
  void ownNotesArePerfect() throws Exception {
    NeumeProcess neume = new NeumeProcess(folder);
    assertThat(
            neume
                .run(
                    "annotate",
                    "a.wav",
                    "--analyses",
                    "notes",
                    "--onset-threshold",
                    THRESHOLD,
                    "--out",
                    ".",
                    "-f",
                    "csv")
                .exitCode())
        .isZero();
    Files.write(folder.resolve("a.notes.tsv"), truth());

    NeumeProcess.Result one =
        neume.run(
            "evaluate",
            "--notes",
            ".",
            "--onset-threshold",
            THRESHOLD,
            "--json",
            "e.json",
            "--svg",
            "e.svg");
    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(one.out()).contains("OnsetF", "+OffF", "FrameF", "mean of 1");
    JsonNode mean = json("e.json").path("mean");
    for (String figure : List.of("F-measure_no_offset", "F-measure")) {
      assertThat(mean.path(figure).asDouble()).as("%s in %s", figure, mean).isEqualTo(1);
    }
    // The file's six decimals may move a note's end across the middle of a frame.
    assertThat(mean.path("Frame F-measure").asDouble()).isGreaterThan(0.99);
    assertThat(folder.resolve("e.svg")).content().startsWith("<svg").contains("OnsetF");

    NeumeProcess.Result swept =
        neume.run(
            "evaluate",
            "--notes",
            ".",
            "--sweep",
            "--sweep-onset",
            THRESHOLD + ",0.9",
            "--sweep-frame",
            "0.4",
            "--json",
            "s.json");
    assertThat(swept.exitCode()).as(swept.err()).isZero();
    String best = "onset 0.05 frame 0.4 shortest 0.04 s";
    assertThat(swept.out()).contains("best by onset and offset: " + best);
    assertThat(json("s.json").path(best).at("/mean/F-measure").asDouble()).isEqualTo(1);
  }

  @Test
  @DisplayName("compares the procedures in one run, and lists what it cannot score")
  void procedures() throws Exception {
    Files.write(
        folder.resolve("a.notes.tsv"), List.of("onset\toffset\tmidi", "1\t2\t60", "2\t3\t64"));
    Files.copy(folder.resolve("a.wav"), folder.resolve("b.wav"));
    Files.write(folder.resolve("b.notes.tsv"), List.of("nothing"));
    NeumeProcess.Result all =
        new NeumeProcess(folder)
            .run("evaluate", "--notes", ".", "--procedure", "all", "--json", "p.json");
    assertThat(all.exitCode()).as(all.err()).isEqualTo(1);
    assertThat(all.out()).contains("means of 1").contains("not scored: b: ");
    assertThat(json("p.json").fieldNames())
        .toIterable()
        .containsExactly("posteriors", "candidates", "candidates, filtered below 0.75");
  }

  @Test
  @DisplayName("takes a network of the user's own, by any name")
  void ownNetwork() throws Exception {
    Path shipped = NeumeProcess.root().resolve("models/notes");
    Path own = folder.resolve("networks/my-net-2");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = own.resolve(shipped.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.copy(file, copy);
      }
    }
    Path manifest = own.resolve("model.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replaceFirst("\"name\" : \"notes\"", "\"name\" : \"my-net-2\""));
    Files.write(folder.resolve("a.notes.tsv"), List.of("onset\toffset\tmidi", "1\t2\t60"));
    NeumeProcess.Result result =
        new NeumeProcess(folder)
            .run("evaluate", "--notes", ".", "--note-model", "my-net-2", "--models", "networks");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("mean of 1");
  }

  @Test
  @DisplayName("refuses in one line what does not go together")
  void refusals() throws Exception {
    NeumeProcess neume = new NeumeProcess(folder);
    for (String[] line :
        new String[][] {
          {"evaluate", ".", "--sweep"},
          {"evaluate", ".", "--onset-threshold", "0.3"},
          {"evaluate", "--notes", ".", "--procedure", "guess"},
          {"evaluate", "--notes", ".", "--onset-threshold", "2"},
          {"evaluate", "--notes", ".", "--procedure", "all", "--svg", "x.svg"},
          {"evaluate", "--notes", ".", "--certain-threshold", "0.7"},
        }) {
      NeumeProcess.Result result = neume.run(line);
      assertThat(result.exitCode()).as(String.join(" ", line) + result.err()).isEqualTo(2);
      assertThat(result.errorLines()).singleElement().asString().startsWith("neume: ");
    }
    NeumeProcess.Result empty = neume.run("evaluate", "--notes", ".");
    assertThat(empty.exitCode()).isEqualTo(1);
    assertThat(empty.errorLines())
        .singleElement()
        .asString()
        .contains("no recording with its notes beside it");
    NeumeProcess.Result model = neume.run("evaluate", "--notes", ".", "--note-model", "beats");
    assertThat(model.exitCode()).isEqualTo(3);
    assertThat(model.errorLines()).singleElement().asString().contains("gives no notes");
  }

  /** What annotate wrote, as a reference: onset, offset and hertz become onset, offset and pitch. */
  private List<String> truth() throws Exception {
    List<String> lines = new java.util.ArrayList<>(List.of("onset\toffset\tmidi"));
    for (String line : Files.readAllLines(folder.resolve("a.notes.csv"))) {
      if (!line.startsWith("#")) {
        String[] cells = line.split("\t", -1);
        double pitch = 69 + 12 * Math.log(Double.parseDouble(cells[2]) / 440) / Math.log(2);
        lines.add("%s\t%s\t%d".formatted(cells[0], cells[1], Math.round(pitch)));
      }
    }
    assertThat(lines).hasSizeGreaterThan(1);
    return lines;
  }

  private JsonNode json(String name) throws Exception {
    return new ObjectMapper().readTree(folder.resolve(name).toFile());
  }
}

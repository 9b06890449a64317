package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Commands for people who bring only a part, as a user calls them")
class ForeignPartsIT {
  @TempDir Path folder;

  @Test
  void everyCommandHasHelpOnStandardOutputAndExitsWithZero() throws Exception {
    NeumeProcess neume = new NeumeProcess(folder);
    for (String command :
        List.of(
            "annotate",
            "demo",
            "up",
            "publish",
            "subscribe",
            "export",
            "decode",
            "score",
            "evaluate",
            "bench",
            "train")) {
      NeumeProcess.Result result = neume.run(command, "--help");
      assertThat(result.exitCode()).as(command).isZero();
      assertThat(result.out()).startsWith("Usage: neume " + command);
      assertThat(result.err()).isEmpty();
    }
  }

  @Test
  void whatIsNoCommandLineExitsWithTwoAndOneLine() throws Exception {
    NeumeProcess neume = new NeumeProcess(folder);
    for (String[] line :
        new String[][] {
          {"sing"},
          {"decode"},
          {"decode", "--fps", "fast", "x"},
          {"annotate", "x", "--format", "braille"},
          {"annotate", "x", "--analyses", "notes", "--format", "labels"},
        }) {
      NeumeProcess.Result result = neume.run(line);
      assertThat(result.exitCode()).as(String.join(" ", line)).isEqualTo(2);
      assertThat(result.errorLines()).singleElement().asString().startsWith("neume: ");
      assertThat(result.out()).isEmpty();
    }
  }

  @Test
  void thePublishedDetectionsAreReproducedWithinHalfAFrame() throws Exception {
    Path reference = NeumeProcess.root().resolve("../shared/data/reference/dbn").normalize();
    Assumptions.assumeTrue(
        Files.isDirectory(reference), "skipped: no published detections beside the repository");
    List<Path> activations;
    try (Stream<Path> files = Files.list(reference)) {
      activations = files.filter(f -> f.toString().endsWith(".activations.txt")).sorted().toList();
    }
    assertThat(activations).hasSize(32);
    List<String> line = new ArrayList<>(List.of("decode", "--out", "beats"));
    activations.forEach(f -> line.add(f.toString()));
    NeumeProcess.Result result = new NeumeProcess(folder).run(line.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    for (Path file : activations) {
      String name = file.getFileName().toString().replace(".activations.txt", "");
      double[] expected = times(reference.resolve(name + ".detections.txt"));
      double[] found = times(folder.resolve("beats").resolve(name + ".activations.beats"));
      assertThat(found).as(name).hasSameSizeAs(expected);
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i]).as(name).isCloseTo(expected[i], within(0.005));
      }
    }
  }

  @Test
  void beatsOfOneFileGoToStandardOutputAndBadFilesAreOneLineEach() throws Exception {
    NeumeProcess neume = new NeumeProcess(folder);
    StringBuilder pulses = new StringBuilder();
    for (int frame = 0; frame < 1_000; frame++) {
      pulses.append(frame % 50 == 10 ? "0.9,0.0\n" : "0.02,0.01\n");
    }
    Files.writeString(folder.resolve("a.csv"), pulses);
    Files.writeString(folder.resolve("bad.csv"), "beats, please\nno\n");
    Files.createFile(folder.resolve("empty.npy"));
    NeumeProcess.Result one = neume.run("decode", "a.csv");
    assertThat(one.exitCode()).isZero();
    assertThat(one.out().lines().count()).isBetween(18L, 21L);
    assertThat(one.out().lines()).allMatch(l -> l.matches("\\d+\\.\\d{3}\t[1-4]"));
    NeumeProcess.Result several =
        neume.run("decode", "bad.csv", "a.csv", "empty.npy", "missing.txt", "--out", "o");
    assertThat(several.exitCode()).isEqualTo(1);
    assertThat(several.errorLines()).hasSize(3).allMatch(l -> l.startsWith("neume: "));
    assertThat(several.errorLines().get(0)).contains("bad.csv").contains("line 2");
    assertThat(Files.readString(folder.resolve("o/a.beats"))).isEqualTo(one.out());
  }

  @Test
  void scoresOfMirEvalAreReproducedAsJson() throws Exception {
    Files.writeString(folder.resolve("r.beats"), grid(0.5));
    Files.writeString(folder.resolve("e.beats"), grid(0.5));
    NeumeProcess neume = new NeumeProcess(folder);
    JsonNode same =
        new ObjectMapper().readTree(neume.run("score", "r.beats", "e.beats", "--json").out());
    assertThat(same.get("F-measure").asDouble()).isEqualTo(1);
    assertThat(same.get("Correct Metric Level Total").asDouble()).isEqualTo(1);
    // Twice the tempo: the right beats are half of what was found, so F is 2/3 (nearly: the ends).
    Files.writeString(folder.resolve("e.beats"), grid(0.25));
    JsonNode twice =
        new ObjectMapper().readTree(neume.run("score", "r.beats", "e.beats", "--json").out());
    assertThat(twice.get("F-measure").asDouble()).isCloseTo(2.0 / 3, within(0.01));
    assertThat(twice.get("Any Metric Level Total").asDouble()).isGreaterThan(0.9);
    assertThat(neume.run("score", "r.beats", "missing.beats").exitCode()).isEqualTo(1);
  }

  @Test
  void withoutABrokerTheKafkaCommandsExitWithThreeAndSayWhatHelps() throws Exception {
    NeumeProcess neume = new NeumeProcess(folder);
    Files.write(folder.resolve("a.wav"), TestAudio.wav(TestAudio.clicks(2, 120)));
    for (String[] line :
        new String[][] {
          {"publish", "a.wav", "--bootstrap", "localhost:1"},
          {"subscribe", "x", "--bootstrap", "localhost:1"},
          {"export", "x", "--bootstrap", "localhost:1"},
        }) {
      NeumeProcess.Result result = neume.run(line);
      assertThat(result.exitCode()).as(line[0]).isEqualTo(3);
      assertThat(result.errorLines())
          .singleElement()
          .asString()
          .contains("localhost:1", "./neume up");
    }
  }

  @Test
  void theLauncherWorksThroughASymbolicLinkFromAnywhere() throws Exception {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("music tool"), NeumeProcess.root().resolve("neume"));
    Process process = new NeumeProcess(folder).builder(link, "--version").start();
    assertThat(
            new String(
                process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .startsWith("neume 0.1.0");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void aMissingOrOldJavaIsSaidInOneLine() throws Exception {
    ProcessBuilder builder =
        new NeumeProcess(folder).builder(NeumeProcess.root().resolve("neume"), "--version");
    builder.environment().put("JAVA_HOME", folder.resolve("no-jdk").toString());
    Process process = builder.start();
    String err =
        new String(
            process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(err.lines()).singleElement().asString().contains("JDK 17");
  }

  private static String grid(double period) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i * period < 60; i++) {
      text.append(i * period).append('\t').append(i % 4 + 1).append('\n');
    }
    return text.toString();
  }

  private static double[] times(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(l -> !l.isBlank())
        .mapToDouble(l -> Double.parseDouble(l.strip().split("\\s+", -1)[0]))
        .toArray();
  }
}

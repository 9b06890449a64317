package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.media.Codec;

@DisplayName("Audio in, beats out, as a user calls it")
class AnnotateIT {
  private static final double SECONDS = 20;

  @TempDir Path folder;

  @BeforeAll
  static void aModelIsThere() {
    Assumptions.assumeTrue(
        Files.exists(NeumeProcess.root().resolve("models/beats/model.json")),
        "skipped: no trained model in models/beats");
  }

  @Test
  void oneRunAnnotatesEveryFormatOfAFolderInAllFormsAndReportsTheBadFiles() throws Exception {
    float[] music = TestAudio.clicks(SECONDS, 120);
    Path songs = Files.createDirectories(folder.resolve("songs/more"));
    Files.write(songs.resolve("a.wav"), TestAudio.wav(music));
    for (Map.Entry<String, Codec> kind :
        Map.of(
                "a.mp3", Codec.MP3,
                "b.ogg", Codec.OGG_VORBIS,
                "c.flac", Codec.FLAC,
                "d.m4a", Codec.M4A)
            .entrySet()) {
      TestAudio.encode(songs.resolve(kind.getKey()), kind.getValue(), music);
    }
    Files.createFile(songs.resolve("empty.wav"));
    Files.writeString(songs.resolve("text.mp3"), "this is no music\n".repeat(100));
    byte[] whole = Files.readAllBytes(songs.resolve("c.flac"));
    Files.write(songs.resolve("cut.flac"), java.util.Arrays.copyOf(whole, whole.length / 2));
    Files.write(songs.resolve("silence.wav"), TestAudio.wav(new float[5 * TestAudio.RATE]));

    NeumeProcess.Result result =
        new NeumeProcess(folder)
            .run(
                "annotate",
                "songs",
                "missing.mp3",
                "--out",
                "found",
                "-f",
                "beats,jams,csv,labels,click");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errorLines()).hasSize(4).allMatch(l -> l.startsWith("neume: "));
    for (String bad : List.of("empty.wav", "text.mp3", "cut.flac", "missing.mp3")) {
      assertThat(result.errorLines()).filteredOn(l -> l.contains(bad)).as(bad).hasSize(1);
    }
    Path found = folder.resolve("found/more");
    for (String name : List.of("a.wav", "a.mp3", "b", "c", "d")) {
      for (String suffix : List.of(".beats", ".jams", ".csv", ".labels.txt", ".click.wav")) {
        assertThat(found.resolve(name + suffix)).isNotEmptyFile();
      }
      assertThat(share(found.resolve(name + ".beats"), 0.5)).as(name).isGreaterThan(0.8);
    }
    // A damaged file is annotated as far as it decodes, and told.
    for (String suffix : List.of(".beats", ".jams", ".csv", ".labels.txt", ".click.wav")) {
      assertThat(found.resolve("cut" + suffix)).isNotEmptyFile();
    }
    assertThat(share(found.resolve("cut.beats"), 0.5)).isGreaterThan(0.8);
    List<String> beatsOfCut = Files.readAllLines(found.resolve("cut.beats"));
    assertThat(Double.parseDouble(beatsOfCut.get(beatsOfCut.size() - 1).split("\t", -1)[0]))
        .isBetween(SECONDS / 4, 3 * SECONDS / 4);
    assertThat(result.errorLines())
        .filteredOn(l -> l.contains("cut.flac"))
        .singleElement()
        .asString()
        .contains("annotated as far as it decodes");
    // The same samples give the same beats, whatever the file was.
    assertThat(found.resolve("c.beats")).hasSameTextualContentAs(found.resolve("a.wav.beats"));
    assertThat(found.resolve("silence.beats")).isEmptyFile();
    assertThat(result.out().lines()).allMatch(l -> l.startsWith("# "));
    assertThat(result.out()).doesNotContain("\r").doesNotContain("\u001B");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("songs", "found");
    }
  }

  @Test
  void onlyBadFilesFailWithoutAnythingBeingStarted() throws Exception {
    Files.writeString(folder.resolve("text.mp3"), "no music");
    NeumeProcess.Result result = new NeumeProcess(folder).run("annotate", "text.mp3");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errorLines()).singleElement().asString().contains("text.mp3");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void whatCannotWorkIsRefusedWithThreeBeforeAnyWork() throws Exception {
    Files.write(folder.resolve("a.wav"), TestAudio.wav(TestAudio.clicks(2, 120)));
    Files.createFile(folder.resolve("file"));
    NeumeProcess neume = new NeumeProcess(folder);
    NeumeProcess.Result out = neume.run("annotate", "a.wav", "--out", "file/below");
    assertThat(out.exitCode()).isEqualTo(3);
    assertThat(out.errorLines()).singleElement().asString().contains("--out");
    NeumeProcess.Result model = neume.run("annotate", "a.wav", "--model", "nobody");
    assertThat(model.exitCode()).isEqualTo(3);
    assertThat(model.errorLines()).singleElement().asString().contains("nobody");
  }

  @Test
  void aRunningChainIsPublishedToSubscribedToAndExportedFrom() throws Exception {
    byte[] wav = TestAudio.wav(TestAudio.clicks(SECONDS, 120));
    Files.write(folder.resolve("a.wav"), wav);
    NeumeProcess neume = new NeumeProcess(folder);
    Path log = folder.resolve("up.log");
    Process up = neume.start(log, "up", "--port", "0");
    try {
      String bootstrap = readyAddress(up, log);

      NeumeProcess.Result published = neume.run("publish", "a.wav", "-b", bootstrap);
      assertThat(published.err()).isEmpty();
      assertThat(published.exitCode()).isZero();
      String id = published.out().strip();
      NeumeProcess.Result beats =
          neume.run("subscribe", id, "-b", bootstrap, "--format", "beats", "--from-beginning");
      assertThat(beats.exitCode()).as(beats.err()).isZero();
      assertThat(beats.out().lines().count()).isGreaterThan(20);

      // It has ended, and is printed from its beginning all the same.
      assertThat(neume.run("subscribe", id, "-b", bootstrap, "--format", "beats").out())
          .isEqualTo(beats.out());

      // Standard input, whole file and bare samples alike, gives the same beats.
      byte[] samples = java.util.Arrays.copyOfRange(wav, 44, wav.length);
      assertThat(neume.run(wav, "publish", "-", "--id", "piped", "-b", bootstrap).exitCode())
          .isZero();
      assertThat(
              neume
                  .run(samples, "publish", "-", "--id", "bare", "--rate", "44100", "-b", bootstrap)
                  .exitCode())
          .isZero();
      for (String other : List.of("piped", "bare")) {
        assertThat(
                neume
                    .run("subscribe", other, "-b", bootstrap, "-f", "beats", "--from-beginning")
                    .out())
            .isEqualTo(beats.out());
      }

      NeumeProcess.Result exported = neume.run("export", id, "-b", bootstrap, "--out", "x");
      assertThat(exported.exitCode()).as(exported.err()).isZero();
      assertThat(Files.readString(folder.resolve("x").resolve(id + ".beats")))
          .isEqualTo(beats.out());

      for (String topic : List.of("activations", "features", "status")) {
        NeumeProcess.Result lines =
            neume.run("subscribe", id, "-b", bootstrap, "--topic", topic, "--from-beginning");
        assertThat(lines.exitCode()).as(topic + lines.err()).isZero();
        assertThat(lines.out().lines())
            .isNotEmpty()
            .allMatch(l -> l.startsWith("{\"recordingId\""));
      }

      String port = bootstrap.substring(bootstrap.indexOf(':') + 1);
      NeumeProcess.Result second = neume.run("up", "--port", port);
      assertThat(second.exitCode()).isEqualTo(3);
      assertThat(second.err()).contains("port " + port + " is in use");
    } finally {
      up.destroy();
      up.waitFor();
    }
  }

  @Test
  void aBeatOfTheKafkaRoadIsABeatOfThePureRoad() throws Exception {
    Files.write(folder.resolve("a.wav"), TestAudio.wav(TestAudio.clicks(SECONDS, 100)));
    NeumeProcess neume = new NeumeProcess(folder);
    assertThat(neume.run("annotate", "a.wav", "--out", ".").exitCode()).isZero();
    // Scored against its own annotation the pure road is perfect only if it finds the same beats.
    NeumeProcess.Result evaluated = neume.run("evaluate", ".", "--json", "e.json");
    assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    JsonNode mean = new ObjectMapper().readTree(folder.resolve("e.json").toFile()).path("mean");
    for (String figure : List.of("F-measure", "Correct Metric Level Total", "Downbeat F-measure")) {
      assertThat(mean.path(figure).asDouble()).as("%s in %s", figure, mean).isEqualTo(1);
    }
  }

  private static String readyAddress(Process up, Path log) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(up.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    assertThat(line).as(Files.readString(log)).startsWith("neume: ready at ");
    return line.replaceAll(".*ready at ([^;]*);.*", "$1");
  }

  /** Share of the beats that lie within 50 ms of a grid. */
  private static double share(Path beats, double period) throws IOException {
    List<String> lines = Files.readAllLines(beats);
    long near =
        lines.stream()
            .mapToDouble(l -> Double.parseDouble(l.split("\t", -1)[0]))
            .filter(t -> Math.abs(t - period * Math.rint(t / period)) < 0.05)
            .count();
    return lines.isEmpty() ? 0 : (double) near / lines.size();
  }
}

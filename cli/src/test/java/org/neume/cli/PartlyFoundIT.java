package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.media.Codec;

@DisplayName("A recording of which a part alone is found")
class PartlyFoundIT {
  private static final double SECONDS = 20;

  @TempDir Path folder;

  @Test
  void isWrittenAsFarAsItWasFoundAndTheRestIsToldInALineEach() throws Exception {
    for (String model : new String[] {"beats", "notes"}) {
      Assumptions.assumeTrue(
          Files.exists(NeumeProcess.root().resolve("models/" + model + "/model.json")),
          "skipped: no trained model in models/" + model);
    }
    float[] music = TestAudio.clicks(SECONDS, 120);
    Files.write(folder.resolve("a.wav"), TestAudio.wav(music));
    TestAudio.encode(folder.resolve("b.flac"), Codec.FLAC, music);
    byte[] whole = Files.readAllBytes(folder.resolve("b.flac"));
    Files.write(folder.resolve("cut.flac"), Arrays.copyOf(whole, whole.length / 2));
    NeumeProcess neume = new NeumeProcess(folder);
    Path log = folder.resolve("up.log");
    Process up = neume.start(log, "up", "--port", "0");
    try {
      BufferedReader out =
          new BufferedReader(new InputStreamReader(up.getInputStream(), StandardCharsets.UTF_8));
      String line = out.readLine();
      assertThat(line).as(Files.readString(log)).startsWith("neume: ready at ");
      String bootstrap = line.replaceAll(".*ready at ([^;]*);.*", "$1");

      NeumeProcess.Result partly =
          neume.run(
              "annotate", "a.wav", "-b", bootstrap, "--note-model", "nobody", "--out", "partly");
      assertThat(partly.exitCode()).as(partly.err()).isEqualTo(1);
      assertThat(partly.errorLines()).hasSize(2);
      assertThat(partly.errorLines().get(0)).startsWith("neume: a.wav: no notes: ");
      assertThat(partly.errorLines().get(1)).startsWith("neume: a.wav: no score: ");
      assertThat(Files.readAllLines(folder.resolve("partly/a.beats"))).hasSizeGreaterThan(20);
      assertThat(folder.resolve("partly/a.mid")).doesNotExist();

      NeumeProcess.Result cut =
          neume.run(
              "annotate", "cut.flac", "-b", bootstrap, "--out", "cut", "-f", "beats,midi,csv");
      assertThat(cut.exitCode()).as(cut.err()).isEqualTo(1);
      assertThat(cut.errorLines())
          .singleElement()
          .asString()
          .contains("cut.flac", "annotated as far as it decodes");
      for (String suffix : new String[] {".beats", ".mid", ".csv", ".notes.csv"}) {
        assertThat(folder.resolve("cut/cut" + suffix)).exists();
      }
      // Those who read beside do not take it for whole.
      NeumeProcess.Result beside =
          neume.run("publish", "cut.flac", "-b", bootstrap, "--id", "published");
      assertThat(beside.exitCode()).as(beside.err()).isEqualTo(1);
      NeumeProcess.Result statuses =
          neume.run("subscribe", "published", "-b", bootstrap, "--topic", "status");
      assertThat(statuses.exitCode()).isEqualTo(1);
      for (String stage : new String[] {"beats", "notes", "scores"}) {
        assertThat(statuses.out().lines())
            .as(stage)
            .anyMatch(l -> l.contains("\"" + stage + "\"") && l.contains("FAILED"));
      }
    } finally {
      up.destroy();
      up.waitFor();
    }
  }
}

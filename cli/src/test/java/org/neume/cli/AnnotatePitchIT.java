package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("annotate --analyses pitch")
class AnnotatePitchIT {
  private static final int[] PITCHES = {45, 60, 69};

  @TempDir Path folder;

  @BeforeAll
  static void modelsAreThere() {
    Assumptions.assumeTrue(
        Files.exists(NeumeProcess.root().resolve("models/pitch/model.json")),
        "skipped: no trained model in models/pitch");
  }

  @Test
  @DisplayName(
      "names a folder of notes in a table, as CSV, JSON and in copies; what is none is refused")
  void folderOfNotes() throws Exception {
    Path samples = Files.createDirectories(folder.resolve("samples/low"));
    for (int pitch : PITCHES) {
      Files.write(samples.resolve("note" + pitch + ".wav"), TestAudio.wav(tone(pitch, 14)));
    }
    Files.write(samples.resolveSibling("song.wav"), TestAudio.wav(TestAudio.clicks(40, 120)));
    Files.write(samples.resolveSibling("silence.wav"), TestAudio.wav(new float[TestAudio.RATE]));
    Files.writeString(samples.resolveSibling("text.wav"), "no sound");

    NeumeProcess.Result result =
        new NeumeProcess(folder)
            .run(
                "annotate",
                "--analyses",
                "pitch",
                "samples",
                "--out",
                "named",
                "--format",
                "csv,json",
                "--rename");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errorLines()).hasSize(3);
    assertThat(result.err())
        .contains("song.wav: ")
        .contains("this is no single note, it lasts longer than 30 s")
        .contains("silence.wav: ")
        .contains("nothing sounds in this recording")
        .contains("text.wav");
    assertThat(result.out().lines()).hasSize(1 + PITCHES.length);
    JsonNode notes = new ObjectMapper().readTree(folder.resolve("named/pitches.json").toFile());
    assertThat(notes).hasSize(PITCHES.length);
    for (int i = 0; i < PITCHES.length; i++) {
      assertThat(notes.get(i).get("pitch").asInt()).isEqualTo(PITCHES[i]);
      assertThat(notes.get(i).get("cents").asDouble()).isBetween(12.0, 16.0);
      assertThat(notes.get(i).get("alternatives")).hasSize(3);
      assertThat(notes.get(i).get("family").isTextual()).isTrue();
    }
    assertThat(folder.resolve("named/pitches.csv")).isNotEmptyFile();
    assertThat(folder.resolve("named/low/069-A4-note69.wav"))
        .hasSameBinaryContentAs(samples.resolve("note69.wav"));
    assertThat(folder.resolve("named/low/045-A2-note45.wav")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pitch", "pitch-classic"})
  @DisplayName("prints a table alone where no folder is named")
  void table(String model) throws Exception {
    Files.write(folder.resolve("note.wav"), TestAudio.wav(tone(57, 0)));
    NeumeProcess.Result result =
        new NeumeProcess(folder)
            .run("annotate", "--analyses", "pitch", "--pitch-model", model, "note.wav");
    assertThat(result.exitCode()).isZero();
    assertThat(result.errorLines()).isEmpty();
    assertThat(result.out().lines()).hasSize(2);
    assertThat(result.out()).contains("note.wav");
    assertThat(folder).isDirectoryNotContaining("glob:**.csv");
  }

  @Test
  @DisplayName("refuses copies without a folder, and copies of what has no pitch")
  void refused() throws Exception {
    NeumeProcess process = new NeumeProcess(folder);
    Files.write(folder.resolve("note.wav"), TestAudio.wav(tone(57, 0)));
    NeumeProcess.Result nowhere =
        process.run("annotate", "--analyses", "pitch", "--rename", "note.wav");
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.errorLines()).singleElement().asString().contains("--out DIR");
    NeumeProcess.Result nothing =
        process.run("annotate", "--analyses", "beats", "--rename", "--out", "x", "note.wav");
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.errorLines()).singleElement().asString().contains("--analyses pitch");
  }

  /** A decaying tone of six partials, behind a tenth of a second of silence. */
  private static float[] tone(int pitch, double cents) {
    float[] samples = new float[2 * TestAudio.RATE];
    double frequency = 440 * Math.pow(2, (pitch - 69 + cents / 100) / 12);
    int onset = TestAudio.RATE / 10;
    for (int i = onset; i < samples.length; i++) {
      double time = (i - onset) / (double) TestAudio.RATE;
      for (int partial = 1; partial <= 6; partial++) {
        samples[i] +=
            (float)
                (0.2
                    / partial
                    * Math.exp(-1.5 * time * partial)
                    * Math.sin(2 * Math.PI * partial * frequency * time));
      }
    }
    return samples;
  }
}

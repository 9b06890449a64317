package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Notes of known pitch")
class KnownPitchesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "A4.wav,69",
    "C4.flac,60",
    "A#3.wav,58",
    "As3.ogg,58",
    "flute.ff.Bb4.wav,70",
    "012-Cb4_soft.mp3,59",
    "B#3 rr2.wav,60",
    "C0.wav,12",
    "C-1.wav,0",
    "010-A#-1-low.wav,10",
    "G9.wav,127",
    "069-A4-A4.wav,69",
    "bass_synthetic_033-022-050.wav,22"
  })
  @DisplayName("say it by their names, middle C being C4")
  void named(String name, int pitch) throws IOException {
    file(name);
    assertThat(KnownPitches.of(folder).get(name).pitch()).isEqualTo(pitch);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "060.wav",
        "H4.wav",
        "A#9.wav",
        "Cb-1.wav",
        "C-12.wav",
        "take4.wav",
        "DA4.wav",
        "a4.wav",
        "A44.wav",
        "A4-C5.wav",
        "A4.txt",
        "bass_synthetic_033-128-050.wav"
      })
  @DisplayName("are unknown where a name says none, several, or none that there is")
  void unnamed(String name) throws IOException {
    file(name);
    assertThatThrownBy(() -> KnownPitches.of(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("says no pitch: put notes.tsv");
  }

  @Test
  @DisplayName("have family and velocity by the names of NSynth")
  void nsynth() throws IOException {
    file("audio/synth_lead_electronic_004-061-127.wav");
    file("audio/drum_acoustic_004-061-127.wav");
    assertThat(KnownPitches.of(folder)).hasSize(1);
    SoundLabel label = KnownPitches.of(folder).get("audio/synth_lead_electronic_004-061-127.wav");
    assertThat(label.family()).isEqualTo(9);
    assertThat(label.velocity()).isEqualTo(4);
  }

  @Test
  @DisplayName("are those of a table, where there is one, by their paths beside it")
  void table() throws IOException {
    file("set/violin/A4.wav");
    Path table = folder.resolve("set/notes.tsv");
    Files.writeString(table, "file\tinstrument\tmidi\nviolin/A4.wav\tviolin\t57\n");
    assertThat(KnownPitches.of(folder).get("set/violin/A4.wav").pitch()).isEqualTo(57);
    assertThat(KnownPitches.of(table).get("violin/A4.wav").pitch()).isEqualTo(57);
  }

  @Test
  @DisplayName("may be in a table of NSynth with another name, or one that a spreadsheet saved")
  void tables() throws IOException {
    file("audio/one.wav");
    Path part = folder.resolve("part.json");
    Files.writeString(part, "{\"one\": {\"pitch\": 57}}");
    assertThat(KnownPitches.of(part).get("audio/one.wav").pitch()).isEqualTo(57);
    Path table = folder.resolve("mine.txt");
    Files.writeString(table, "\uFEFFfile\tinstrument\tmidi\r\naudio/one.wav\tviolin\t58\r\n");
    assertThat(KnownPitches.of(table).get("audio/one.wav").pitch()).isEqualTo(58);
  }

  @Test
  @DisplayName("are refused where a file is named with two, but not where it is named again")
  void twice() throws IOException {
    file("a.wav");
    Path table = folder.resolve("notes.tsv");
    String lines = "file\tinstrument\tmidi\na.wav\tviolin\t57\na.wav\tviola\t57\n";
    Files.writeString(table, lines);
    assertThat(KnownPitches.of(folder).get("a.wav").pitch()).isEqualTo(57);
    Files.writeString(table, lines + "a.wav\tcello\t45\n");
    assertThatThrownBy(() -> KnownPitches.of(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.wav is said to have the pitch 45 and 57: keep one of the two");
  }

  @Test
  @DisplayName("cannot be those of a folder with one that may not be read")
  void unreadable() throws IOException {
    file("A4.wav");
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assumeThat(locked.toFile().setReadable(false, false)).isTrue();
    try {
      assumeThat(Files.isReadable(locked)).as("one who may read everything").isFalse();
      assertThatThrownBy(() -> KnownPitches.of(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot be read through")
          .hasMessageContaining("locked");
    } finally {
      assertThat(locked.toFile().setReadable(true)).isTrue();
    }
  }

  @Test
  @DisplayName("cannot be those of a folder that is not there")
  void missing() {
    assertThatThrownBy(() -> KnownPitches.of(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be read");
  }

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "");
  }
}

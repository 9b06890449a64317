package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

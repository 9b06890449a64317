package org.neume.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeatFileTest {
  @TempDir Path folder;

  @Test
  void timesAndNumbersComeBackAsWritten() throws IOException {
    BeatSequence beats =
        BeatSequence.of(new double[] {0, 0.5, 1.000001, 1.5}, new int[] {3, 4, 1, 2});
    Path file = folder.resolve("a.beats");
    BeatFile.write(file, beats);
    assertThat(Files.readString(file))
        .isEqualTo("0.000000\t3\n0.500000\t4\n1.000001\t1\n1.500000\t2\n");
    BeatSequence read = BeatFile.read(file);
    assertThat(read.times()).containsExactly(0, 0.5, 1.000001, 1.5);
    assertThat(read.numbers()).containsExactly(3, 4, 1, 2);
    assertThat(read.downbeats()).containsExactly(1.000001);
  }

  @Test
  void oneColumnIsBeatsWithoutNumbers() throws IOException {
    Path file = write("# times\n\n5.5\n 6.0 # a comment\r\n6.5\n");
    BeatSequence read = BeatFile.read(file);
    assertThat(read.times()).containsExactly(5.5, 6.0, 6.5);
    assertThat(read.isNumbered()).isFalse();
    BeatFile.write(file, read);
    assertThat(Files.readString(file)).isEqualTo("5.500000\n6.000000\n6.500000\n");
  }

  @Test
  void commasAndDecimalNumbersAreRead() throws IOException {
    BeatSequence read = BeatFile.read(write("1.0,1.0\n2.0, 2\n"));
    assertThat(read.numbers()).containsExactly(1, 2);
  }

  @Test
  void aFittedGridMayBeginALittleBeforeTheRecording() throws IOException {
    assertThat(BeatFile.read(write("-0.4\t1\n0.1\t2\n")).times()).containsExactly(-0.4, 0.1);
  }

  @Test
  void anEmptyFileHasNoBeats() throws IOException {
    assertThat(BeatFile.read(write("# nothing\n")).size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.0 1;2.0 x | :2: \"x\" is no number",
        "1.0 1;2.0 1.5 | :2: 1.5 is no beat number",
        "1.0 1;2.0 -1 | :2: -1.0 is no beat number",
        "2.0;1.0 | beat 2 at 1.0 s is before the one above it; sort",
        "1;NaN | beat 2 is at NaN s",
        "1;99999 | give times in seconds",
        "-1;2 | beat 1 is at -1.0 s"
      })
  void whatIsNoBeatIsRefusedWithItsLine(String lines, String message) throws IOException {
    Path file = write(lines.replace(';', '\n'));
    assertThatThrownBy(() -> BeatFile.read(file))
        .isInstanceOf(AnnotationException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void missingAndBinaryFilesAreRefused() throws IOException {
    assertThatThrownBy(() -> BeatFile.read(folder.resolve("none")))
        .hasMessageContaining("no such file; check");
    Path binary = Files.write(folder.resolve("b"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
    assertThatThrownBy(() -> BeatFile.read(binary)).hasMessageContaining("is not text; give");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("a.beats"), text);
  }
}

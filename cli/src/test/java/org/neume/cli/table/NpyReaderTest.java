package org.neume.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("NumPy files")
class NpyReaderTest {
  @TempDir Path folder;

  /** What numpy.save wrote for array([0.25, 0.5, 1.0], dtype=float32), byte for byte. */
  private static final String WRITTEN_BY_NUMPY =
      "934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73"
          + "652c20277368617065273a2028332c292c207d"
          + "20".repeat(60)
          + "0a0000803e0000003f0000803f";

  @Test
  void whatNumpySavedIsReadBackExactly() {
    Activations read = NpyReader.read(HexFormat.of().parseHex(WRITTEN_BY_NUMPY));
    assertThat(read.columns()).isEqualTo(1);
    assertThat(read.values()).containsExactly(0.25f, 0.5f, 1f);
  }

  @Test
  void anArchiveOfArraysSaysHowToSaveTheOneInIt() throws IOException {
    // The first bytes of what numpy.savez wrote.
    Path file = folder.resolve("a.npz");
    Files.write(file, HexFormat.of().parseHex("504b03042d0000000000000021"));
    assertThatThrownBy(() -> ActivationFile.read(file))
        .isInstanceOf(ActivationFormatException.class)
        .hasMessageContaining(".npz")
        .hasMessageContaining("numpy.save");
  }

  @Test
  void everyVersionOrderAndWidthGivesTheSameFrames() {
    double[][] frames = {{0.25, 0.75}, {0.5, 0.125}, {1, 0}};
    for (int version = 1; version <= 3; version++) {
      for (boolean fortran : new boolean[] {false, true}) {
        for (String descr : new String[] {"<f4", "<f8", ">f4", ">f8"}) {
          Activations read = NpyReader.read(npy(version, descr, fortran, frames));
          assertThat(read.columns()).isEqualTo(2);
          assertThat(read.values())
              .as("version %d, %s, fortran %s", version, descr, fortran)
              .containsExactly(0.25f, 0.75f, 0.5f, 0.125f, 1f, 0f);
        }
      }
    }
  }

  @Test
  void integersAreRefusedByTheNameOfTheirType() {
    byte[] file = npy(1, "<i8", false, new double[][] {{1, 0}});
    assertThatThrownBy(() -> NpyReader.read(file))
        .isInstanceOf(ActivationFormatException.class)
        .hasMessageContaining("<i8")
        .hasMessageContaining("float32");
  }

  @Test
  void columnsTimesFramesIsRefusedWithItsShape() {
    byte[] file = npy(1, "<f4", false, new double[][] {{0, 0, 0, 0}, {0, 0, 0, 0}});
    assertThatThrownBy(() -> NpyReader.read(file))
        .hasMessageContaining("2, 4")
        .hasMessageContaining("transpose");
  }

  @Test
  void aFileCutAtAnyByteIsRefusedAndNeverReadShort() {
    byte[] file = npy(1, "<f4", false, new double[][] {{0.5, 0.5}, {0.5, 0.5}});
    for (int length = 8; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> NpyReader.read(cut))
          .as("cut at %d", length)
          .isInstanceOf(ActivationFormatException.class);
    }
  }

  @Test
  void numpyIsToldByItsFirstBytesWhateverTheName() throws IOException {
    Path file = folder.resolve("renamed.txt");
    Files.write(file, npy(2, "<f8", false, new double[][] {{0.5}, {0.25}}));
    assertThat(ActivationFile.read(file).values()).containsExactly(0.5f, 0.25f);
  }

  private static byte[] npy(int version, String descr, boolean fortran, double[][] frames) {
    int columns = frames[0].length;
    String dictionary =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%d, %d), }"
            .formatted(descr, fortran ? "True" : "False", frames.length, columns);
    byte[] header = (dictionary + " ".repeat(7) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(16 + header.length + 8 * frames.length * columns);
    out.order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    out.put((byte) version).put((byte) 0);
    if (version == 1) {
      out.putShort((short) header.length);
    } else {
      out.putInt(header.length);
    }
    out.put(header).order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frames.length * columns; i++) {
      double value =
          fortran ? frames[i % frames.length][i / frames.length] : frames[i / columns][i % columns];
      if (descr.endsWith("4")) {
        out.putFloat((float) value);
      } else {
        out.putDouble(value);
      }
    }
    return Arrays.copyOf(out.array(), out.position());
  }
}

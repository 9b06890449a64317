package org.neume.training.multipitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A piece of MusicNet's archive that is damaged")
class DamagedArchiveTest {
  private static final String PIECE = "1727.npy";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @DisplayName("is refused in one line that names archive, piece and what is wrong")
  @CsvSource({
    // what, bytes that are there, bytes instead (hexadecimal), what is said
    "a pitch of 300, 4b3547, 4d2c0147, a note's pitch is 300",
    "an end before the start, 4ade5f0100, 4a01000000, a note lasts from sample 9182 to 1",
    "samples of int32, 66347116, 69347116, its samples are i4",
    "an unknown byte order, 3c7119, 217119, unknown byte order !",
    "limits that are no whole numbers, 69387123, 66387123, a label holds f8",
    "fewer samples than it says, 4b014b0485, 4b014b0585, 'it holds 4 samples, but says [5]'",
    "a type made of nothing, 5802000000663471168988877117, 297117, of no type that numpy has",
    "objects appended to a tuple, 895d711128, 8929711128, the pickle is damaged",
    "a header of negative length, 934e554d505901007600, 934e554d50590200ffffffff, its header is of 4294967295 bytes",
    "no array at all, 934e554d, 004e554d, it is no array",
  })
  void refused(String what, String there, String instead, String said) throws IOException {
    Path archive = archive(there, instead);
    assertThatThrownBy(
            () -> MusicNetArchive.unpack(archive, new MusicNetFolder(folder), line -> {}))
        .as(what)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(archive + ": " + PIECE + " is no piece of MusicNet (")
        .hasMessageContaining(said)
        .hasMessageEndingWith("; fetch the archive again")
        .message()
        .hasLineCount(1);
  }

  @Test
  @DisplayName("is read in the byte order that it names")
  void bigEndian() throws IOException {
    // The sample 0.5 and the limits 512 and 300,000, big-endian.
    Path archive =
        archive(
            "3c7119", "3e7119",
            "0000003f0000c280c2be0000003e0000c3803f", "3f000000c2bec28000003e0000003fc3800000",
            "0002000000000000", "0000000000000200",
            "c3a0c293040000000000", "000000000004c293c3a0");
    MusicNetFolder there = new MusicNetFolder(folder);

    MusicNetArchive.unpack(archive, there, line -> {});

    float[] samples = new float[4];
    there.pieces("train").get(0).samples(0, 4, samples, 0);
    assertThat(samples).containsExactly(0.5f, -0.25f, 0.125f, 1.5f);
    assertThat(LabelFile.read(folder.resolve("train_labels").resolve("1727.csv")))
        .contains(new LabeledNote(512, 300_000, 41, 60));
  }

  /** An archive of the intact piece, with bytes (hexadecimal) replaced by others, in turn. */
  private Path archive(String... replacements) throws IOException {
    String piece = hexadecimal(intact());
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(piece).contains(replacements[i]);
      piece = piece.replace(replacements[i], replacements[i + 1]);
    }
    Path archive = folder.resolve("damaged.npz");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
      out.putNextEntry(new ZipEntry(PIECE));
      out.write(HexFormat.of().parseHex(piece));
    }
    return archive;
  }

  private static String hexadecimal(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] intact() throws IOException {
    try (InputStream file =
            Objects.requireNonNull(
                DamagedArchiveTest.class.getResourceAsStream("/musicnet/tiny.npz"));
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(PIECE)) {
          return zip.readAllBytes();
        }
      }
    }
    throw new IOException("the test's archive has no " + PIECE);
  }
}

package org.neume.cli.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads activations from a file, telling NumPy from text by the first bytes, not by the name. */
public final class ActivationFile {
  private ActivationFile() {}

  /**
   * Reads and checks one file.
   *
   * @throws ActivationFormatException if it holds no activations
   * @throws IOException if it cannot be read
   */
  public static Activations read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length == 0) {
      throw new ActivationFormatException("it is empty: give one row per frame");
    }
    if (isZip(bytes)) {
      throw new ActivationFormatException(
          "it is an archive (.npz or .zip): save the one array in it with numpy.save, as .npy");
    }
    Activations activations =
        NpyReader.isNpy(bytes) ? NpyReader.read(bytes) : TextTable.read(text(bytes));
    return activations.checked();
  }

  /** Whether it begins as ZIP archives do, which numpy.savez writes. */
  private static boolean isZip(byte[] bytes) {
    return bytes.length >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] <= 8 && bytes[2] > 0;
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ActivationFormatException(
          "it is neither text nor NumPy: give a text column, CSV or a .npy file");
    }
  }
}

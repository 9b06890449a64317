package org.neume.decoder.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Activations as text: a line to each frame with that of a beat, or of a beat and of a downbeat.
 *
 * @param rows rows of so many columns
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record ActivationText(float[] rows, int columns) {
  static ActivationText read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
    int columns = lines.get(0).trim().split("\\s+", -1).length;
    float[] rows = new float[lines.size() * columns];
    int at = 0;
    for (String line : lines) {
      for (String value : line.trim().split("\\s+", -1)) {
        rows[at++] = Float.parseFloat(value);
      }
    }
    return new ActivationText(rows, columns);
  }

  /** What such activations are decoded with. */
  DecoderConfig config() {
    return columns == 1 ? DecoderConfig.beatsOnly() : DecoderConfig.defaults();
  }
}

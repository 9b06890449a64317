package org.neume.transcription.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.neume.schemas.record.NoteBlock;
import org.neume.stage.InvalidInputException;
import org.neume.transcription.notes.NoteSettings;

/**
 * What made a stream of notes, as {@code name=value} pairs with spaces between: the provenance of
 * the activations, then the decoder and what is most often set, then a hash of all settings and of
 * the arithmetic.
 *
 * @param activations provenance of the activations
 * @param text the whole
 */
record NoteProvenance(String activations, String text) {
  // Raised whenever the arithmetic changes.
  private static final int ARITHMETIC = 2;

  /** The provenance of notes that these settings form from these activations. */
  static NoteProvenance of(String activations, NoteSettings settings) {
    CRC32C hash = new CRC32C();
    hash.update((ARITHMETIC + " " + settings).getBytes(StandardCharsets.UTF_8));
    String decoder =
        String.format(
            Locale.ROOT,
            "decoder=notes method=%s onset=%s frame=%s notes=%08x",
            settings.method().name().toLowerCase(Locale.ROOT),
            settings.onsetThreshold(),
            settings.frameThreshold(),
            hash.getValue());
    return new NoteProvenance(activations, (activations + " " + decoder).strip());
  }

  /**
   * Refuses to go on behind a block of another provenance: one stream is never of two makes.
   *
   * @throws InvalidInputException saying what differs
   */
  void goesOnBehind(NoteBlock last) {
    String before = last.getProvenance();
    if (before.equals(text)) {
      return;
    }
    boolean sameActivations = before.startsWith((activations + " decoder=").strip());
    throw new InvalidInputException(
        "the notes of %s were begun with %s ([%s], now [%s]): restore what they were begun with, or publish the recording again under a new id"
            .formatted(
                last.getStream(),
                sameActivations ? "other settings of the decoder" : "activations of another make",
                before,
                text));
  }
}

package org.neume.decoder.messaging;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.schemas.record.BeatBlock;
import org.neume.stage.InvalidInputException;

/**
 * What made a stream of beats, as {@code name=value} pairs with spaces between: the provenance of
 * the activations, then the decoder and its settings, then a hash of all settings and of the
 * arithmetic.
 *
 * @param activations provenance of the activations
 * @param text the whole
 */
record BeatProvenance(String activations, String text) {
  // Raised whenever the arithmetic changes.
  private static final int ARITHMETIC = 2;

  /** The provenance of beats that this choice decodes from these activations. */
  static BeatProvenance of(String activations, ActivationDecoding decoding, boolean downbeats) {
    CRC32C hash = new CRC32C();
    hash.update((ARITHMETIC + " " + decoding).getBytes(StandardCharsets.UTF_8));
    String decoder =
        "decoder=%s %s beats=%08x"
            .formatted(decoding.name(), decoding.settings(downbeats), hash.getValue());
    return new BeatProvenance(activations, (activations + " " + decoder).strip());
  }

  /**
   * Refuses to go on behind a block of another provenance: one stream is never of two makes.
   *
   * @throws InvalidInputException saying what differs
   */
  void goesOnBehind(BeatBlock last) {
    String before = last.getProvenance();
    if (before.equals(text)) {
      return;
    }
    boolean sameActivations = before.startsWith((activations + " decoder=").strip());
    throw new InvalidInputException(
        "the beats of %s were begun with %s ([%s], now [%s]): restore what they were begun with, or publish the recording again under a new id"
            .formatted(
                last.getStream(),
                sameActivations ? "other settings of the decoder" : "activations of another make",
                before,
                text));
  }
}

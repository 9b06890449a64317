package org.neume.annotation.stream;

import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.WrittenScore;
import org.neume.schemas.record.End;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;

/**
 * Puts the parts of the latest whole revision of a score behind one another, records in order.
 * Confined to one thread.
 */
public final class ScoreBuilder {
  private final Map<ScoreDocument, ByteArrayOutputStream> parts =
      new EnumMap<>(ScoreDocument.class);
  private int revision = -1;
  private @Nullable WrittenScore latest;

  /** Adds the next record. */
  public void add(ScoreBlock block) {
    if (block.getEnd() == End.ABORTED) {
      return;
    }
    if (block.getRevision() != revision) {
      revision = block.getRevision();
      parts.clear();
    }
    byte[] payload = new byte[block.getPayload().remaining()];
    block.getPayload().duplicate().get(payload);
    parts
        .computeIfAbsent(block.getDocument(), d -> new ByteArrayOutputStream())
        .writeBytes(payload);
    // MIDI is the last document of a revision.
    if (block.getDocument() == ScoreDocument.MIDI && block.getPart() == block.getParts() - 1) {
      latest =
          new WrittenScore(
              block.getMeasures(), bytes(ScoreDocument.MUSICXML), bytes(ScoreDocument.MIDI));
    }
  }

  private byte[] bytes(ScoreDocument document) {
    ByteArrayOutputStream bytes = parts.get(document);
    return bytes == null ? new byte[0] : bytes.toByteArray();
  }

  /** The latest revision that is whole; null if there is none. */
  public @Nullable WrittenScore latest() {
    return latest;
  }
}

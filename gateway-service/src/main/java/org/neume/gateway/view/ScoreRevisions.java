package org.neume.gateway.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;

/**
 * Where the revisions of a recording's scores lie, those whose parts have all come. Confined to one
 * thread at a time.
 */
final class ScoreRevisions {
  private final Map<String, Long> begun = new HashMap<>();
  private final List<ScoreView> whole = new ArrayList<>();

  /** Takes the next record of a score's stream. */
  void take(long offset, SpecificRecordBase record) {
    ScoreBlock block = (ScoreBlock) record;
    if (block.getParts() == 0) {
      return;
    }
    if (block.getDocument() == ScoreDocument.MUSICXML && block.getPart() == 0) {
      begun.put(block.getStream(), offset);
    }
    Long first = begun.get(block.getStream());
    if (first != null && isLast(block)) {
      begun.remove(block.getStream());
      whole.add(
          new ScoreView(
              block.getStream(),
              block.getRevision(),
              block.getFinalRevision(),
              block.getMeasures(),
              block.getSeconds(),
              first,
              offset));
    }
  }

  /** Whether a record completes a revision: MIDI is its last document. */
  static boolean isLast(ScoreBlock block) {
    return block.getDocument() == ScoreDocument.MIDI
        && block.getParts() > 0
        && block.getPart() == block.getParts() - 1;
  }

  /** The whole revisions, in the order in which they came. */
  List<ScoreView> whole() {
    return List.copyOf(whole);
  }
}

package org.neume.transcription.messaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Streams;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;
import org.neume.stage.InvalidInputException;

/**
 * Cuts the documents of a recording's revisions into records, and leaves out those that the log has
 * already. Immutable.
 */
final class RevisionRecords {
  /** Bytes of a document in one record, so that no record comes near the limit on its size. */
  static final int PART_BYTES = 128 * 1024;

  // Eight bytes each: six hours of four beats at 120 a minute.
  private static final int MOST_STARTS = 12_000;

  private static final ScoreDocument[] DOCUMENTS = ScoreDocument.values();

  // Raised whenever records of the same documents change.
  private static final int ARITHMETIC = 2;

  private final String recordingId;
  private final String stream;
  private final String notes;
  private final String settings;
  private final @Nullable ScoreBlock last;

  /**
   * The records of a recording.
   *
   * @param first a block of the notes
   * @param last the last record of the score in the log; null if there is none
   * @param settings what changes the documents beside notes and beats
   */
  RevisionRecords(NoteBlock first, @Nullable ScoreBlock last, String settings) {
    this(first.getRecordingId(), first.getStream(), first.getProvenance(), last, settings);
  }

  /**
   * The records of a recording.
   *
   * @param stream the score's stream
   * @param notes provenance of the notes
   * @param last as above
   * @param settings as above
   */
  RevisionRecords(
      String recordingId, String stream, String notes, @Nullable ScoreBlock last, String settings) {
    this.recordingId = recordingId;
    this.stream = stream;
    this.notes = notes;
    this.settings = settings;
    this.last = last == null ? null : Streams.SCORES.position(last);
  }

  /** Whether the log has all records of a revision. */
  boolean written(int revision) {
    ScoreBlock known = last;
    return known != null
        && (revision < known.getRevision() || (revision == known.getRevision() && whole(known)));
  }

  private static boolean whole(ScoreBlock record) {
    return record.getDocument() == DOCUMENTS[DOCUMENTS.length - 1]
        && record.getPart() == record.getParts() - 1;
  }

  /**
   * The records of a revision that the log does not have: one at least.
   *
   * @param seconds what the revision covers
   * @param beats provenance of the beats; empty if there are none
   * @param before the record that these go on behind; null if they are the stream's first
   * @throws InvalidInputException if those before were made of other notes or beats, or otherwise
   */
  List<ScoreBlock> of(
      int revision,
      boolean isFinal,
      double seconds,
      Notation.Written written,
      String beats,
      @Nullable ScoreBlock before) {
    String provenance = provenance(beats);
    if (before != null && !before.getProvenance().equals(provenance)) {
      throw new InvalidInputException(
          "the score of %s was begun with [%s] and would go on with [%s]: restore what it was begun with, or publish the recording again under a new id"
              .formatted(stream, before.getProvenance(), provenance));
    }
    long next = before == null ? 0 : before.getSequence() + 1;
    List<ScoreBlock> records = new ArrayList<>();
    for (ScoreDocument document : DOCUMENTS) {
      byte[] bytes = written.documents().getOrDefault(document, new byte[0]);
      int parts = Math.max(1, (bytes.length + PART_BYTES - 1) / PART_BYTES);
      for (int part = 0; part < parts; part++) {
        if (has(revision, document, part)) {
          continue;
        }
        int from = part * PART_BYTES;
        int length = Math.min(PART_BYTES, bytes.length - from);
        ScoreBlock.Builder record =
            ScoreBlock.newBuilder()
                .setRecordingId(recordingId)
                .setStream(stream)
                .setSequence(next++)
                .setRevision(revision)
                .setFinalRevision(isFinal)
                .setDocument(document)
                .setPart(part)
                .setParts(parts)
                .setMeasures(written.measures())
                .setSeconds(seconds)
                .setMeasureStarts(
                    document == DOCUMENTS[0] && part == 0 ? starts(written) : List.of())
                .setPayload(ByteBuffer.wrap(bytes, from, length).slice())
                .setProvenance(provenance)
                .setCause(null);
        ScoreBlock open = record.setEnd(End.OPEN).build();
        records.add(isFinal && whole(open) ? record.setEnd(End.COMPLETE).build() : open);
      }
    }
    return records;
  }

  /** When measures begin, as far as that fits into a record beside a part. */
  private static List<Double> starts(Notation.Written written) {
    return written
        .measureStarts()
        .subList(0, Math.min(MOST_STARTS, written.measureStarts().size()));
  }

  /** Whether the log has this part of a revision. */
  private boolean has(int revision, ScoreDocument document, int part) {
    ScoreBlock known = last;
    if (known == null || known.getRevision() != revision || known.getParts() == 0) {
      return false;
    }
    int order = document.compareTo(known.getDocument());
    return order < 0 || (order == 0 && part <= known.getPart());
  }

  /** The record that ends the stream before its recording did. */
  ScoreBlock aborted(@Nullable ScoreBlock before, String cause) {
    long next = before == null ? 0 : before.getSequence() + 1;
    return Streams.SCORES.aborted(recordingId, stream, next, cause, before);
  }

  /** What made the records: hashes of the notes' and the beats' own provenance, then the settings. */
  private String provenance(String beats) {
    return "notes=%08x beats=%s %s records=%d"
        .formatted(
            crc(notes),
            beats.isEmpty() ? "none" : "%08x".formatted(crc(beats)),
            settings,
            ARITHMETIC);
  }

  private static long crc(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}

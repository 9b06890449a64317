package org.neume.cli.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.PitchCandidate;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;
import org.neume.schemas.record.SingleNote;
import org.neume.schemas.record.TempoEstimate;

/** Records as the stages write them. */
final class FoundBlocks {
  private FoundBlocks() {}

  /** A block of one note. */
  static NoteBlock notes(String id, int sequence, End end, int pitch) {
    return NoteBlock.newBuilder()
        .setRecordingId(id)
        .setStream("notes")
        .setSequence(sequence)
        .setFirstFrame(sequence * 50L)
        .setFrameCount(50)
        .setFrameRate(50)
        .setNotes(List.of(new Note(sequence + 0.5, sequence + 0.75, pitch, 64, 0.5)))
        .setEnd(end)
        .build();
  }

  /** The only note of a recording. */
  static NoteBlock single(String id, int pitch) {
    return NoteBlock.newBuilder(notes(id, 0, End.COMPLETE, pitch))
        .setStream("pitch")
        .setSingle(
            SingleNote.newBuilder()
                .setPitches(List.of(new PitchCandidate(pitch, 0.75)))
                .setCents(12.5)
                .setFamily("reed")
                .setFamilyProbability(0.5)
                .setVelocityProbability(0.25)
                .build())
        .build();
  }

  /** A part of a document; the MIDI of revision 1 is the last. */
  static ScoreBlock part(
      String id,
      int sequence,
      int revision,
      ScoreDocument document,
      int part,
      int parts,
      String text) {
    boolean last = revision == 1 && document == ScoreDocument.MIDI;
    return ScoreBlock.newBuilder()
        .setRecordingId(id)
        .setStream("notes")
        .setSequence(sequence)
        .setRevision(revision)
        .setFinalRevision(revision == 1)
        .setDocument(document)
        .setPart(part)
        .setParts(parts)
        .setMeasures(7)
        .setSeconds(2)
        .setPayload(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
        .setEnd(last ? End.COMPLETE : End.OPEN)
        .build();
  }

  /** A block of beats at these frames. */
  static BeatBlock block(
      String id, long sequence, long first, long count, End end, long... frames) {
    List<Beat> beats = new ArrayList<>();
    for (long frame : frames) {
      beats.add(new Beat(frame, 1, 4, 120.0, 0.5));
    }
    return BeatBlock.newBuilder()
        .setRecordingId(id)
        .setStream("beats")
        .setSequence(sequence)
        .setFirstFrame(first)
        .setFrameCount(count)
        .setFrameRate(100)
        .setBeats(beats)
        .setTempi(end == End.COMPLETE ? List.of(new TempoEstimate(120.0, 1.0)) : List.of())
        .setResume(ByteBuffer.allocate(0))
        .setEnd(end)
        .build();
  }
}

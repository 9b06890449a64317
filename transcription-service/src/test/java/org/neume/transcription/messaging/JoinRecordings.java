package org.neume.transcription.messaging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;

/** Notes and beats of the same recordings, in blocks as their decoders write them. */
final class JoinRecordings {
  private JoinRecordings() {}

  /** Notes of a recording, about two a second, in blocks of one to four seconds. */
  static List<NoteBlock> notes(String id, int seconds, List<String> analyses, long seed) {
    Random random = new Random(seed);
    List<NoteBlock> blocks = new ArrayList<>();
    int at = 0;
    while (at < seconds) {
      int count = Math.min(seconds - at, 1 + random.nextInt(4));
      List<Note> notes = new ArrayList<>();
      for (int half = 2 * at; half < 2 * (at + count); half++) {
        notes.add(new Note(half / 2.0, half / 2.0 + 0.4, 60 + half % 12, 64, 0.75));
      }
      blocks.add(noteBlock(id, blocks.size(), at * 50L, count * 50L, notes, analyses, End.OPEN));
      at += count;
    }
    blocks.add(noteBlock(id, blocks.size(), at * 50L, 0, List.of(), analyses, End.COMPLETE));
    return blocks;
  }

  private static NoteBlock noteBlock(
      String id,
      long sequence,
      long first,
      long count,
      List<Note> notes,
      List<String> analyses,
      End end) {
    return NoteBlock.newBuilder()
        .setRecordingId(id)
        .setStream("notes")
        .setSequence(sequence)
        .setFirstFrame(first)
        .setFrameCount(count)
        .setFrameRate(50)
        .setNotes(notes)
        .setAnalyses(analyses)
        .setResume(ByteBuffer.allocate(0))
        .setProvenance("notes of " + id)
        .setEnd(end)
        .setCause(null)
        .build();
  }

  /** A correction of a recording's beats that its score follows. */
  static Correction correction(String id, int revision) {
    return Correction.newBuilder()
        .setRecordingId(id)
        .setStream("beats@" + revision)
        .setSequence(0)
        .setAnalysis("beats")
        .setRevision(revision)
        .setBase(revision - 1)
        .setNotes("notes")
        .setRecordedFrom(1_000)
        .setConstraints(List.of())
        .setFrameRate(100)
        .setEnd(End.COMPLETE)
        .setCause(null)
        .build();
  }

  /** Blocks of beats as those of a revision. */
  static List<BeatBlock> revised(List<BeatBlock> blocks, int revision) {
    return blocks.stream()
        .map(
            block ->
                BeatBlock.newBuilder()
                    .setRecordingId(block.getRecordingId())
                    .setStream("beats@" + revision)
                    .setSequence(block.getSequence())
                    .setFirstFrame(block.getFirstFrame())
                    .setFrameCount(block.getFrameCount())
                    .setFrameRate(block.getFrameRate())
                    .setBeats(block.getBeats())
                    .setProvenance(block.getProvenance())
                    .setEnd(block.getEnd())
                    .build())
        .toList();
  }

  /** Beats of a recording, two a second in bars of four, in blocks of one to nine seconds. */
  static List<BeatBlock> beats(String id, int seconds, long seed) {
    Random random = new Random(seed);
    List<BeatBlock> blocks = new ArrayList<>();
    int at = 0;
    boolean last;
    do {
      int count = Math.min(seconds - at, 1 + random.nextInt(9));
      last = at + count == seconds;
      List<Beat> beats = new ArrayList<>();
      for (int half = 2 * at; half < 2 * (at + count); half++) {
        beats.add(new Beat(50L * half, 1 + half % 4, 4, 120.0, 0.5));
      }
      blocks.add(
          BeatBlock.newBuilder()
              .setRecordingId(id)
              .setStream("beats")
              .setSequence(blocks.size())
              .setFirstFrame(at * 100L)
              .setFrameCount(count * 100L)
              .setFrameRate(100)
              .setBeats(beats)
              .setProvenance("beats of " + id)
              .setEnd(last ? End.COMPLETE : End.OPEN)
              .build());
      at += count;
    } while (!last);
    return blocks;
  }
}

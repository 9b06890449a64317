package org.neume.transcription.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.neume.schemas.NoteOutputs;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;

/** Synthetic activations of a note network: clear notes at known places, and noise. */
final class NoteRecordings {
  static final double FRAME_RATE = 50;
  private static final int KEYS = NoteOutputs.KEYS;

  /** A note in frames. */
  record Put(int onset, int end, int pitch) {}

  private NoteRecordings() {}

  /** Notes of a fifth to two seconds, up to three at a time. */
  static List<Put> melody(int frames, long seed) {
    Random random = new Random(seed);
    List<Put> notes = new ArrayList<>();
    for (int at = 10; at < frames - 120; at += 10 + random.nextInt(40)) {
      int voices = 1 + random.nextInt(3);
      for (int voice = 0; voice < voices; voice++) {
        // Each voice has keys of its own, so that no note meets itself.
        int pitch = 40 + 20 * voice + notes.size() % 20;
        notes.add(new Put(at, at + 10 + random.nextInt(90), pitch));
      }
    }
    return notes;
  }

  /** Rows of the network's columns in the order of {@link NoteOutputs#names()}. */
  static float[] rows(int frames, List<Put> notes, long seed) {
    Random random = new Random(seed);
    float[] rows = new float[frames * 3 * KEYS];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 0.1f * random.nextFloat();
    }
    for (Put note : notes) {
      int key = note.pitch - NoteOutputs.LOWEST;
      rows[note.onset * 3 * KEYS + key] = 0.9f;
      for (int frame = note.onset; frame < note.end; frame++) {
        rows[(frame * 3 + 1) * KEYS + key] = 0.8f;
      }
      rows[(note.onset * 3 + 2) * KEYS + key] = 64f / 127;
    }
    return rows;
  }

  /** The rows in blocks of 1 to 124 frames, or none in the closing one. */
  static List<ActivationBlock> blocks(String id, float[] rows, long seed) {
    Random random = new Random(seed);
    List<ActivationBlock> blocks = new ArrayList<>();
    int columns = 3 * KEYS;
    int frames = rows.length / columns;
    int at = 0;
    do {
      int count = Math.min(frames - at, 1 + random.nextInt(124));
      boolean last = at + count == frames && (count == 0 || random.nextBoolean());
      blocks.add(
          ActivationBlock.newBuilder()
              .setRecordingId(id)
              .setStream("notes")
              .setSequence(blocks.size())
              .setFirstFrame(at)
              .setFrameCount(count)
              .setOutputs(NoteOutputs.names())
              .setFrameRate(FRAME_RATE)
              .setElementType(ElementType.F32)
              .setPayload(
                  TensorPayload.encode(ElementType.F32, rows, at * columns, count * columns))
              .setProvenance("test")
              .setDecoderName("notes")
              .setAnalyses(List.of("beats", "notes", "score"))
              .setEnd(last ? End.COMPLETE : End.OPEN)
              .build());
      at += count;
    } while (blocks.get(blocks.size() - 1).getEnd() == End.OPEN);
    return blocks;
  }
}

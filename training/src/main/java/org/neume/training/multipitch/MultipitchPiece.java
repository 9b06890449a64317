package org.neume.training.multipitch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A piece with what sounds in each of its frames: samples at 44.1 kHz, and for every frame, centered on
 * sample 512 n, the pitches whose notes cover that sample. Samples stay on disk. Immutable, safe for
 * several threads.
 */
public final class MultipitchPiece {
  /** Labels of a frame: one for each MIDI pitch. */
  public static final int PITCHES = 128;

  /** Samples from the center of a frame to that of the next. */
  public static final int HOP = 512;

  /** Samples by which a piece is told from one of the same notes that is played otherwise. */
  private static final int HEARD_SAMPLES = 8_192;

  private final String id;
  private final WaveFile wave;
  private final int notes;
  private final long[] low;
  private final long[] high;

  private MultipitchPiece(String id, WaveFile wave, List<LabeledNote> notes) {
    this.id = id;
    this.wave = wave;
    this.notes = notes.size();
    int frames = -Math.floorDiv(-wave.samples(), HOP);
    low = new long[frames];
    high = new long[frames];
    for (LabeledNote note : notes) {
      long first = -Math.floorDiv(-note.start(), (long) HOP);
      long end = Math.min(frames, -Math.floorDiv(-note.end(), (long) HOP));
      for (long frame = first; frame < end; frame++) {
        long[] half = note.note() < 64 ? low : high;
        half[(int) frame] |= 1L << (note.note() & 63);
      }
    }
  }

  /**
   * Opens a piece.
   *
   * @throws IOException in one line if either file cannot be used
   */
  public static MultipitchPiece open(String id, Path wave, Path labels) throws IOException {
    return new MultipitchPiece(id, WaveFile.open(wave), LabelFile.read(labels));
  }

  /** The piece's name. */
  public String id() {
    return id;
  }

  /** Number of frames. */
  public int frames() {
    return low.length;
  }

  /** Number of notes. */
  public int notes() {
    return notes;
  }

  /** Length in seconds. */
  public double seconds() {
    return wave.samples() / 44_100.0;
  }

  /** What tells this piece from others: its name, its labels, and how it sounds in its middle. */
  void addTo(CRC32C sum) {
    sum.update("%s %d %d;".formatted(id, frames(), notes).getBytes(StandardCharsets.UTF_8));
    float[] middle = new float[HEARD_SAMPLES];
    samples(wave.samples() / 2 - HEARD_SAMPLES / 2, HEARD_SAMPLES, middle, 0);
    ByteBuffer bytes =
        ByteBuffer.allocate(HEARD_SAMPLES * Float.BYTES + 2 * low.length * Long.BYTES);
    for (float sample : middle) {
      bytes.putFloat(sample);
    }
    for (int frame = 0; frame < low.length; frame++) {
      bytes.putLong(low[frame]).putLong(high[frame]);
    }
    sum.update(bytes.flip());
  }

  /** Whether a pitch sounds in a frame. */
  public boolean sounds(int frame, int pitch) {
    long half = pitch < 64 ? low[frame] : high[frame];
    return (half >>> (pitch & 63) & 1) != 0;
  }

  /** Copies samples; zeros outside of the piece. */
  public void samples(long from, int count, float[] target, int offset) {
    wave.read(from, count, target, offset);
  }

  /** Copies the labels of {@code count} frames, 1 where a pitch sounds; zeros outside of the piece. */
  public void labels(int firstFrame, int count, float[] target, int offset) {
    for (int i = 0; i < count; i++) {
      int frame = firstFrame + i;
      boolean inside = frame >= 0 && frame < low.length;
      for (int pitch = 0; pitch < PITCHES; pitch++) {
        target[offset + i * PITCHES + pitch] = inside && sounds(frame, pitch) ? 1 : 0;
      }
    }
  }
}

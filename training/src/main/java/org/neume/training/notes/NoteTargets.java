package org.neume.training.notes;

import java.util.List;
import org.neume.annotation.PlayedNote;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.transcription.notes.NoteActivations;

/**
 * What a note network should say of frames.
 *
 * <p>Onset: a triangle around the onset's position between frames, 1 at its top, which lets a decoder
 * find that position again (Kong et al., "High-resolution piano transcription", 2021). Frame: the share
 * of the frame in which the note sounds. Velocity: wherever the onset's triangle is.
 */
final class NoteTargets {
  /** Frames from an onset's top to where its triangle is 0. */
  static final double REACH = 2;

  private static final int KEYS = NoteNetworkConfig.KEYS;
  private static final int OUTPUTS = NoteNetworkConfig.OUTPUTS;

  private NoteTargets() {}

  /**
   * Adds notes to rows of zeros.
   *
   * @param start position, in frames of the piece, of the first row
   * @param frames rows
   * @param semitones added to every pitch; what leaves the keyboard is left out
   * @param rows receives [frames, 264] from {@code offset} on
   */
  static void write(
      List<PlayedNote> notes, double start, int frames, int semitones, float[] rows, int offset) {
    for (PlayedNote note : notes) {
      double onset = note.onset() * NoteNetworkConfig.FRAME_RATE - start;
      double end = note.offset() * NoteNetworkConfig.FRAME_RATE - start;
      int key = note.pitch() + semitones - NoteActivations.LOWEST_PITCH;
      if (key < 0 || key >= KEYS || onset - REACH > frames || end < -1) {
        continue;
      }
      int first = (int) Math.max(0, Math.floor(onset - REACH));
      int last = (int) Math.min(frames - 1.0, Math.ceil(Math.max(end, onset + REACH)));
      for (int frame = first; frame <= last; frame++) {
        int at = offset + frame * OUTPUTS + key;
        float struck = (float) Math.max(0, 1 - Math.abs(frame - onset) / REACH);
        if (struck > rows[at]) {
          rows[at] = struck;
          rows[at + 2 * KEYS] = note.velocity() / 127f;
        }
        double share = Math.min(frame + 0.5, end) - Math.max(frame - 0.5, onset);
        rows[at + KEYS] = (float) Math.min(1, rows[at + KEYS] + Math.max(0, share));
      }
    }
  }
}

package org.neume.training.notes;

import java.util.List;
import org.neume.annotation.PlayedNote;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.transcription.notes.NoteActivations;

/**
 * Keys that sound at the centers of frames, in a reference and in an estimate, summed over a piece.
 *
 * @param right in both
 * @param references in the reference
 * @param estimates in the estimate
 */
record FrameCounts(long right, long references, long estimates) {

  /** Counts the frames of a piece. */
  static FrameCounts of(List<PlayedNote> references, List<PlayedNote> estimates, int frames) {
    boolean[] truth = sounding(references, frames);
    boolean[] found = sounding(estimates, frames);
    long right = 0;
    long inReference = 0;
    long inEstimate = 0;
    for (int i = 0; i < truth.length; i++) {
      right += truth[i] && found[i] ? 1 : 0;
      inReference += truth[i] ? 1 : 0;
      inEstimate += found[i] ? 1 : 0;
    }
    return new FrameCounts(right, inReference, inEstimate);
  }

  /** Harmonic mean of precision and recall; 0 where nothing sounds on either side. */
  double fMeasure() {
    return references + estimates == 0 ? 0 : 2.0 * right / (references + estimates);
  }

  private static boolean[] sounding(List<PlayedNote> notes, int frames) {
    boolean[] sounding = new boolean[frames * NoteNetworkConfig.KEYS];
    for (PlayedNote note : notes) {
      int key = note.pitch() - NoteActivations.LOWEST_PITCH;
      int first = (int) Math.ceil(note.onset() * NoteNetworkConfig.FRAME_RATE);
      double end = Math.min(frames, note.offset() * NoteNetworkConfig.FRAME_RATE);
      for (int frame = first; frame < end; frame++) {
        sounding[frame * NoteNetworkConfig.KEYS + key] = true;
      }
    }
    return sounding;
  }
}

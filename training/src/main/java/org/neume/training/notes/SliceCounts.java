package org.neume.training.notes;

import java.util.List;
import java.util.Map;
import org.neume.annotation.PlayedNote;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.transcription.notes.NoteActivations;

/**
 * The measures of the text that this project started from: at every moment at which notes begin, each
 * of the 88 outputs is rounded to on or off and compared with the notes that begin there.
 *
 * <p>Notes within {@value #TOGETHER} s of a moment's first one begin there. The output of a key is its
 * largest onset posterior within {@value #AROUND} frames of the moment.
 */
final class SliceCounts {
  private static final double TOGETHER = 0.05;
  private static final int AROUND = 2;
  private static final int KEYS = NoteNetworkConfig.KEYS;

  private long moments;
  private long allRight;
  private long rightOutputs;
  private long on;

  /** Adds a piece with notes by onset and its activations [frames, 264]. */
  void add(List<PlayedNote> notes, float[] activations, int frames) {
    int next = 0;
    while (next < notes.size()) {
      double moment = notes.get(next).onset();
      boolean[] begin = new boolean[KEYS];
      while (next < notes.size() && notes.get(next).onset() - moment <= TOGETHER) {
        begin[notes.get(next).pitch() - NoteActivations.LOWEST_PITCH] = true;
        next++;
      }
      count(begin, (int) Math.round(moment * NoteNetworkConfig.FRAME_RATE), activations, frames);
    }
  }

  private void count(boolean[] begin, int center, float[] activations, int frames) {
    int right = 0;
    for (int key = 0; key < KEYS; key++) {
      float largest = 0;
      int last = Math.min(frames - 1, center + AROUND);
      for (int frame = Math.max(0, center - AROUND); frame <= last; frame++) {
        largest = Math.max(largest, activations[frame * NoteNetworkConfig.OUTPUTS + key]);
      }
      right += (largest >= 0.5f) == begin[key] ? 1 : 0;
      on += begin[key] ? 1 : 0;
    }
    moments++;
    rightOutputs += right;
    allRight += right == KEYS ? 1 : 0;
  }

  /** Adds the figures, where there was a moment. */
  void put(Map<String, Double> figures) {
    if (moments > 0) {
      double outputs = (double) moments * KEYS;
      figures.put(NoteFigures.OUTPUTS, rightOutputs / outputs);
      figures.put(NoteFigures.ALL_OFF, 1 - on / outputs);
      figures.put(NoteFigures.ALL_RIGHT, (double) allRight / moments);
    }
  }
}

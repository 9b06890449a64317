package org.neume.training.notes;

import java.util.ArrayList;
import java.util.List;
import org.neume.annotation.PlayedNote;
import org.neume.training.evaluation.NoteEvent;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.train.Validator;
import org.neume.transcription.notes.NoteDecision;
import org.neume.transcription.notes.NoteDecoder;
import org.neume.transcription.notes.NoteSettings;

/** Hears pieces as the finished network would, and forms notes of what it says. */
final class NoteHearing {
  /** Frames that are computed at once: a minute. */
  private static final int WINDOW = 3000;

  private static final int BINS = NoteNetworkConfig.BINS;
  private static final int OUTPUTS = NoteNetworkConfig.OUTPUTS;

  private NoteHearing() {}

  /**
   * What a network says of a piece.
   *
   * @param context frames to either side that can change what it says of a frame
   * @return [frames, 264]
   */
  static float[] activations(NotePiece piece, Validator.Inference network, int context) {
    float[] all = new float[piece.frames() * OUTPUTS];
    for (int first = 0; first < piece.frames(); first += WINDOW) {
      int last = Math.min(piece.frames(), first + WINDOW);
      int from = Math.max(0, first - context);
      int to = Math.min(piece.frames(), last + context);
      float[] features = new float[(to - from) * BINS];
      piece.copyFrames(from, to - from, features, 0);
      float[] heard = network.activations(features);
      System.arraycopy(
          heard, (first - from) * OUTPUTS, all, first * OUTPUTS, (last - first) * OUTPUTS);
    }
    return all;
  }

  /** The notes of a whole piece; of one that no decoder follows to its end, those before. */
  static List<PlayedNote> notes(float[] activations, int frames, NoteSettings settings) {
    NoteDecoder decoder = NoteDecoder.of(settings);
    List<NoteDecision> decisions = new ArrayList<>(decoder.push(activations, frames));
    if (decoder.failure() == null) {
      decisions.add(decoder.finish());
    }
    return decisions.stream().flatMap(decision -> decision.notes().stream()).toList();
  }

  /** Notes as they are scored. */
  static List<NoteEvent> events(List<PlayedNote> notes) {
    return notes.stream().map(NoteEvent::of).toList();
  }
}

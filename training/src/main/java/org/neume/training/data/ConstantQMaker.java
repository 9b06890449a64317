package org.neume.training.data;

import java.util.List;
import org.neume.annotation.PlayedNote;
import org.neume.feature.signal.ConstantQConfig;
import org.neume.feature.signal.ConstantQPlan;
import org.neume.training.render.SoundfontRenderer;

/** Computes the constant-Q features of labeled audio, in the representation that the services use. */
final class ConstantQMaker {
  /** What the features are computed by. */
  static final String PROVENANCE = ConstantQConfig.DEFAULT.provenance("constant-q-48");

  private ConstantQMaker() {}

  /**
   * Computes features.
   *
   * @param mono samples at 44.1 kHz
   * @param notes those that begin within the recording
   */
  static LabeledNotes features(float[] mono, List<PlayedNote> notes) {
    float[] values = new ConstantQPlan(SoundfontRenderer.RATE, 1).extract(mono);
    short[] halves = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      halves[i] = HalfFloat.bits(values[i]);
    }
    int bins = ConstantQConfig.BINS;
    int frames = halves.length / bins;
    double end = frames / ConstantQConfig.DEFAULT.framesPerSecond();
    return new LabeledNotes(
        bins, halves, notes.stream().filter(note -> note.onset() < end).toList());
  }
}

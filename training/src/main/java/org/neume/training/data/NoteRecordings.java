package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.neume.annotation.PlayedNote;
import org.neume.training.render.MixChain;
import org.neume.training.render.SoundfontRenderer;

/** Makes features of recordings with note truth: as they are, and in altered copies. */
final class NoteRecordings {
  private NoteRecordings() {}

  /**
   * Makes one copy.
   *
   * @param copy 0 for the recording as it is; others are detuned by up to 40 cents and mixed again
   */
  static LabeledNotes make(Path audio, int copy, long seed) throws IOException {
    float[] samples = RecordingReader.read(audio);
    List<PlayedNote> notes = NoteLabels.merge(NoteTable.read(NoteTable.beside(audio)).notes());
    double speed = 1;
    if (copy > 0) {
      SplittableRandom random = new SplittableRandom(seed);
      speed = Math.pow(2, (2 * random.nextDouble() - 1) * 40 / 1200);
      samples = Varispeed.play(samples, speed);
      MixChain.apply(samples, 0.5, random);
    }
    double end = samples.length / (double) SoundfontRenderer.RATE;
    return ConstantQMaker.features(samples, NoteLabels.atSpeed(notes, speed, end));
  }
}

package org.neume.training.pitch;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.training.data.Sound;
import org.neume.training.data.SoundLabel;
import org.neume.training.train.BatchSource;
import org.neume.training.train.PieceDraw;

/**
 * Draws batches of notes, each varied anew. Batch n depends on the seed, n and the notes alone, so that a
 * run can be resumed anywhere.
 */
final class PitchSampler implements BatchSource {
  private final List<Sound> sounds;
  private final PitchOptions options;
  private final PieceDraw draw;

  /**
   * Prepares the draw.
   *
   * @throws IllegalArgumentException if there is nothing to learn from
   */
  PitchSampler(List<Sound> sounds, PitchOptions options) {
    this.sounds = List.copyOf(sounds);
    this.options = options;
    double[] weights = new double[sounds.size()];
    boolean[] real = new boolean[weights.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1;
      real[i] = sounds.get(i).label().source() == SoundLabel.Source.RECORDED;
    }
    draw = new PieceDraw(weights, real, options.run().realShare());
  }

  @Override
  public PitchBatch batch(long step) {
    int items = options.run().batchSize();
    long[] window = options.kind().window();
    int size = (int) LongStream.of(window).reduce(1, (a, b) -> a * b);
    int classes = options.kind().answers();
    PitchBatch batch =
        new PitchBatch(items, window, new float[items * size], new float[items * classes]);
    SplittableRandom random = PieceDraw.random(options.run().seed(), step);
    for (int item = 0; item < items; item++) {
      SplittableRandom own = random.split();
      Sound sound = sounds.get(draw.piece(own));
      NoteVariation varied =
          options.kind() == PitchNetworkKind.CLASSIC
              ? new WaveVariation(options, own).write(sound, batch.sounds(), item * size)
              : new SpectrumVariation(options, own).write(sound, batch.sounds(), item * size);
      target(sound.label(), varied, batch.targets(), item * classes, classes);
    }
    return batch;
  }

  /**
   * What became of a note.
   *
   * @param pitch its MIDI pitch now
   * @param sameLevel whether it is as loud as it was
   */
  record NoteVariation(int pitch, boolean sameLevel) {}

  private static void target(
      SoundLabel label, NoteVariation varied, float[] targets, int at, int classes) {
    targets[at + varied.pitch()] = 1;
    int pitches = SingleNoteOutputs.PITCHES;
    if (classes == pitches) {
      return;
    }
    if (label.family() >= 0) {
      targets[at + pitches + label.family()] = 1;
    }
    if (label.velocity() >= 0 && varied.sameLevel()) {
      targets[at + pitches + SingleNoteOutputs.FAMILIES.size() + label.velocity()] = 1;
    }
  }
}

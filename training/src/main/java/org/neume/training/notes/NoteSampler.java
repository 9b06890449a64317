package org.neume.training.notes;

import java.util.List;
import java.util.SplittableRandom;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.train.BatchSource;
import org.neume.training.train.PieceDraw;

/**
 * Draws batches of segments. Batch n depends on the seed, n and the pieces alone, so that a run can be
 * resumed anywhere. Segments are transposed and detuned by
 * moving whole bins, and played louder or softer.
 */
public final class NoteSampler implements BatchSource {
  private static final int BINS = NoteNetworkConfig.BINS;
  private static final int OUTPUTS = NoteNetworkConfig.OUTPUTS;

  /** Decibels that a segment may be louder or softer. */
  private static final double LEVEL = 12;

  /** Values of the representation are multiples of a 64th, below 5. */
  private static final int STEPS = 64;

  private static final int MOST = 5;

  private final List<NotePiece> pieces;
  private final PieceDraw draw;
  private final NoteOptions options;

  /**
   * Prepares the draw.
   *
   * @throws IllegalArgumentException if there is nothing to learn from
   */
  public NoteSampler(List<NotePiece> pieces, NoteOptions options) {
    this.pieces = List.copyOf(pieces);
    this.options = options;
    this.draw = draw(pieces, options.run().realShare());
  }

  /** Longer pieces are drawn more often; real ones get {@code realShare} of all. */
  private static PieceDraw draw(List<NotePiece> pieces, double realShare) {
    double[] weights = new double[pieces.size()];
    boolean[] real = new boolean[weights.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = pieces.get(i).frames();
      real[i] = pieces.get(i).kind() == NotePiece.Kind.REAL;
    }
    return new PieceDraw(weights, real, realShare);
  }

  @Override
  public NoteBatch batch(long step) {
    int items = options.run().batchSize();
    int frames = options.run().segmentFrames();
    NoteBatch batch =
        new NoteBatch(
            items, frames, new float[items * frames * BINS], new float[items * frames * OUTPUTS]);
    SplittableRandom random = PieceDraw.random(options.run().seed(), step);
    for (int item = 0; item < items; item++) {
      fill(batch, item, random.split());
    }
    return batch;
  }

  private void fill(NoteBatch batch, int item, SplittableRandom random) {
    NotePiece piece = pieces.get(draw.piece(random));
    int frames = batch.frames();
    int room = Math.max(1, piece.frames() - frames + 1);
    int start = random.nextInt(room);
    int count = Math.min(frames, piece.frames() - start);
    float[] read = new float[count * BINS];
    piece.copyFrames(start, count, read, 0);
    int semitones = 0;
    int bins = 0;
    if (random.nextDouble() < options.variation().transposedShare()) {
      int most = options.variation().transposition();
      semitones = random.nextInt(2 * most + 1) - most;
    }
    if (random.nextDouble() < options.variation().detunedShare()) {
      bins = random.nextBoolean() ? 1 : -1;
    }
    if (random.nextDouble() < options.variation().levelShare()) {
      level(read, Math.pow(10, (2 * random.nextDouble() - 1) * LEVEL / 20));
    }
    move(
        read,
        count,
        NoteNetworkConfig.BINS_PER_SEMITONE * semitones + bins,
        batch.features(),
        item * frames * BINS);
    NoteTargets.write(
        piece.notes(), start, count, semitones, batch.targets(), item * frames * OUTPUTS);
  }

  /** Plays louder by a factor: the representation is log10(1 + 10,000 amplitude). */
  private static void level(float[] frames, double factor) {
    float[] table = new float[MOST * STEPS + 1];
    for (int i = 0; i < table.length; i++) {
      double amplitude = Math.pow(10, i / (double) STEPS) - 1;
      table[i] = (float) Math.log10(1 + factor * amplitude);
    }
    for (int i = 0; i < frames.length; i++) {
      int entry = Math.round(frames[i] * STEPS);
      frames[i] = table[Math.max(0, Math.min(table.length - 1, entry))];
    }
  }

  /** Moves every frame up by bins; what comes in from outside is silence. */
  private static void move(float[] frames, int count, int bins, float[] target, int offset) {
    int from = Math.max(0, -bins);
    int to = Math.max(0, bins);
    int length = BINS - Math.abs(bins);
    for (int frame = 0; frame < count; frame++) {
      System.arraycopy(frames, frame * BINS + from, target, offset + frame * BINS + to, length);
    }
  }
}

package org.neume.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.neume.media.WavWriter;
import org.neume.training.render.Beat;
import org.neume.training.render.Composer;
import org.neume.training.render.OscillatorRenderer;
import org.neume.training.render.Score;
import org.neume.training.render.SoundfontRenderer;

/**
 * A piece that the project composes and plays itself, so that there is something to annotate where
 * there is no file at hand, and its true beats are known. The same seed gives the same samples.
 *
 * @param samples one channel at {@link #RATE}, within -0.8 to 0.8
 * @param beats its true beats
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record DemoPiece(float[] samples, List<Beat> beats) {
  /** Samples per second. */
  public static final int RATE = SoundfontRenderer.RATE;

  private static final float PEAK = 0.8f;

  /**
   * Composes and plays a piece.
   *
   * @param seed decides everything
   * @param seconds length
   */
  public static DemoPiece make(long seed, double seconds) {
    SplittableRandom random = new SplittableRandom(seed);
    Score score = Composer.compose(random, seconds).score().excerpt(0, seconds);
    float[] samples = OscillatorRenderer.render(score, seconds, random);
    float peak = 1e-9f;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= PEAK / peak;
    }
    return new DemoPiece(samples, score.beats());
  }

  /** Writes the sound as a WAV file. */
  public void writeTo(Path file) throws IOException {
    try (WavWriter out = new WavWriter(file, RATE, 1)) {
      out.write(samples, samples.length);
    }
  }
}

package org.neume.feature.signal;

import java.util.Objects;
import org.neume.feature.signal.ConstantQConfig.Quality;

/**
 * Mono samples at 32 kHz to constant-Q frames with dynamic Q, as a stream.
 *
 * <p>Keeps the powers of the {@link DynamicQ#REACH} frames before and after the one that is decided
 * upon. The values depend only on the samples: however they are cut into pushes and wherever the
 * extractor starts, a frame has the same bytes. Belongs to one thread; allocates nothing per frame.
 */
final class ConstantQExtractor implements FrameExtractor {

  private static final int RUN = 4_096;
  private static final int ROWS = 2 * DynamicQ.REACH + 1;

  private final ConstantQConfig config;
  private final ConstantQSpectra spectra;
  private final DynamicQ dynamic = new DynamicQ();
  private final float[][] low = new float[ROWS][ConstantQBins.BINS];
  private final float[][] high = new float[ROWS][ConstantQBins.BINS];
  private final DynamicQ.Frames around;
  private final float[] weights = new float[ConstantQBins.BINS];
  private final float[] values = new float[ConstantQBins.BINS];
  private long nextFrame;
  private boolean finished;

  ConstantQExtractor(ConstantQConfig config, long firstSample, long firstFrame) {
    StartRule.check(config, firstSample, firstFrame);
    this.config = config;
    spectra = new ConstantQSpectra(firstSample, firstFrame - DynamicQ.REACH);
    nextFrame = firstFrame;
    around = distance -> row(high, nextFrame + distance);
  }

  @Override
  public int bins() {
    return ConstantQBins.BINS;
  }

  @Override
  public long nextFrame() {
    return nextFrame;
  }

  @Override
  public long position() {
    return spectra.position();
  }

  @Override
  public void push(float[] samples, int offset, int length, FrameSink sink) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    if (finished) {
      throw new IllegalStateException("samples after the end of the recording");
    }
    SampleGuard.check(samples, offset, length, position(), 1);
    append(samples, offset, length, Long.MAX_VALUE, sink);
  }

  @Override
  public void finish(FrameSink sink) {
    if (finished) {
      throw new IllegalStateException("the recording has ended already");
    }
    finished = true;
    long frames = config.frames(position());
    float[] silence = new float[RUN];
    while (nextFrame < frames) {
      append(silence, 0, RUN, frames, sink);
    }
  }

  private void append(float[] samples, int offset, int length, long frames, FrameSink sink) {
    spectra.push(
        samples,
        offset,
        length,
        (frame, lowPowers, highPowers) -> {
          System.arraycopy(lowPowers, 0, row(low, frame), 0, lowPowers.length);
          System.arraycopy(highPowers, 0, row(high, frame), 0, highPowers.length);
          if (frame - DynamicQ.REACH >= nextFrame && nextFrame < frames) {
            decide();
            sink.frame(nextFrame++, values);
          }
        });
  }

  private static float[] row(float[][] rows, long frame) {
    return rows[(int) Math.floorMod(frame, (long) ROWS)];
  }

  private void decide() {
    float[] lows = row(low, nextFrame);
    float[] highs = row(high, nextFrame);
    if (config.quality() == Quality.DYNAMIC) {
      dynamic.weigh(around, weights);
    }
    for (int bin = 0; bin < values.length; bin++) {
      float power = config.quality() == Quality.HIGH ? highs[bin] : lows[bin];
      double amplitude = Math.sqrt(power);
      if (weights[bin] > 0) {
        amplitude += weights[bin] * (Math.sqrt(highs[bin]) - amplitude);
      }
      values[bin] = scaled(amplitude);
    }
  }

  private float scaled(double amplitude) {
    double value = Log10.of(1 + config.gain() * amplitude);
    int steps = config.steps();
    return (float) (steps == 0 ? value : Math.rint(value * steps) / steps);
  }
}

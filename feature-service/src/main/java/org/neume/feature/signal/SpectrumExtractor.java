package org.neume.feature.signal;

import org.jspecify.annotations.Nullable;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Mono samples at 44.1 kHz to frames of a {@link SpectrumConfig}, as a stream: Hamming window, Fourier
 * transform, and what the kind makes of it. Belongs to one thread; allocates nothing per frame.
 */
final class SpectrumExtractor implements FrameExtractor {
  private static final float SCALE = 1_000;
  private static final double LN_10 = 2.302585092994046;

  private final SpectrumConfig config;
  private final float[] hamming;
  private final FloatFFT_1D fft;
  private final float[] transform;
  private final float[] magnitudes;
  private final float[] values;
  private final @Nullable MelBands mel;
  private final FramesOfWindow frames;

  /**
   * An extractor that begins in the middle of a recording.
   *
   * @param firstSample position of the first sample that will be pushed, at most that of {@code
   *     firstFrame}
   * @param firstFrame the first frame to give out
   */
  SpectrumExtractor(SpectrumConfig config, long firstSample, long firstFrame) {
    StartRule.check(config, firstSample, firstFrame);
    this.config = config;
    int size = config.window();
    // A sine of amplitude 1 reads SCALE in its own bin.
    hamming = HammingWindow.scaled(size, 2 * SCALE / HammingWindow.sum(size));
    fft = new FloatFFT_1D(size);
    transform = new float[size];
    magnitudes = new float[config.highestBin() + 1];
    values = new float[config.bins()];
    mel =
        config.kind().isMel()
            ? new MelBands(values.length, (double) SpectrumConfig.RATE / size, config.highestBin())
            : null;
    frames =
        new FramesOfWindow(
            config,
            2 * size + 4 * SpectrumConfig.HOP,
            firstSample,
            firstFrame,
            values,
            this::transform);
  }

  @Override
  public int bins() {
    return values.length;
  }

  @Override
  public long nextFrame() {
    return frames.nextFrame();
  }

  @Override
  public long position() {
    return frames.position();
  }

  @Override
  public void push(float[] samples, int offset, int length, FrameSink sink) {
    frames.push(samples, offset, length, sink);
  }

  @Override
  public void finish(FrameSink sink) {
    frames.finish(sink);
  }

  private void transform(float[] samples, int start) {
    for (int k = 0; k < hamming.length; k++) {
      float sample = samples[start + k];
      // Louder than any audio is meant to be; float16 holds what comes of it.
      transform[k] =
          hamming[k] * Math.max(-RawFrameConfig.LOUDEST, Math.min(RawFrameConfig.LOUDEST, sample));
    }
    fft.realForward(transform);
    boolean sum =
        config.kind() == SpectrumKind.RELUGRAM || config.kind() == SpectrumKind.LOG_RELUGRAM;
    for (int bin = 1; bin < magnitudes.length; bin++) {
      float re = transform[2 * bin];
      float im = transform[2 * bin + 1];
      magnitudes[bin] = sum ? Math.abs(re) + Math.abs(im) : (float) Math.sqrt(re * re + im * im);
    }
    if (mel == null) {
      System.arraycopy(magnitudes, 1, values, 0, values.length);
    } else {
      mel.apply(magnitudes, values);
    }
    if (config.kind().isLogarithmic()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (LN_10 * Log10.of(1 + (double) values[i]));
      }
    }
  }
}

package org.neume.feature.signal;

/**
 * Mono samples to logarithmic band spectra, as a stream.
 *
 * <p>Frame n is the {@code frameSize} samples whose center (index frameSize / 2) is sample n·hop;
 * samples before the start and behind the end of the recording are zeros, and there is a frame for
 * every center inside the recording: {@link LogBandConfig#frames}. The amplitude spectrum of a frame
 * (a full-scale sine reads 1) is summed by the filters of {@link LogFilterBank} to bands b, and the
 * value is log10(logAdd + logMultiplier · b).
 *
 * <p>With the defaults silence is exactly 0, a band at full scale reads 3.3 and one 66 dB below it
 * 0.3; loud music lies between 0 and about 3. Well above -66 dB a gain of g dB adds g / 20 to every
 * value, so a change of level is nearly an offset. The multiplier 2,000 is of the size that beat
 * trackers of this kind have been trained with (about 550 in madmom's units, 8,000 in those of
 * "Beat This!", 2024): larger, and the window's side lobes under a loud bass fill the upper bands;
 * smaller, and quiet percussion vanishes.
 *
 * <p>An extractor belongs to one thread. The values depend only on the samples: however they are cut
 * into pushes and wherever the extractor starts, a frame has the same bytes. Nothing is allocated
 * per frame.
 */
public final class LogBandExtractor implements FrameExtractor {

  private final LogBandConfig config;
  private final LogFilterBank filters;
  private final FrameSpectrum spectrum;
  private final float[] bands;

  private final FramesOfWindow frames;

  /** An extractor of whole recordings: begins with sample 0 and frame 0. */
  public LogBandExtractor(LogBandConfig config) {
    this(config, 0, 0);
  }

  /**
   * An extractor that begins in the middle of a recording.
   *
   * @param firstSample absolute position of the first sample that will be pushed, at most {@code
   *     max(0, config.firstSample(firstFrame))}; what comes before that is skipped
   * @param firstFrame the first frame to give out
   */
  public LogBandExtractor(LogBandConfig config, long firstSample, long firstFrame) {
    StartRule.check(config, firstSample, firstFrame);
    this.config = config;
    int size = config.frameSize();
    filters = new LogFilterBank(config);
    spectrum = new FrameSpectrum(size, filters.lowestBin(), filters.highestBin());
    bands = new float[filters.bands()];
    frames = new FramesOfWindow(config, 3 * size, firstSample, firstFrame, bands, this::transform);
  }

  @Override
  public int bins() {
    return bands.length;
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

  /** The whole spectrogram of a recording: frames x bands, row by row. */
  public static float[] extract(LogBandConfig config, float[] mono) {
    return config.extract(mono);
  }

  private void transform(float[] samples, int start) {
    filters.apply(spectrum.of(samples, start), bands);
    for (int band = 0; band < bands.length; band++) {
      bands[band] =
          (float) Log10.of(config.logAdd() + config.logMultiplier() * (double) bands[band]);
    }
  }
}

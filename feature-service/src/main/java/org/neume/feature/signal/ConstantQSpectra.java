package org.neume.feature.signal;

/**
 * The powers of every constant-Q bin at low and at high Q, frame by frame.
 *
 * <p>Low bins need long windows and few samples: bins from {@value ConstantQBins#FIRST_EQUAL} on are
 * read at 32 kHz, those from {@value #MIDDLE} on at 4 kHz, those below at 1 kHz (Schörkhuber and
 * Klapuri, "Constant-Q transform toolbox for music processing", SMC 2010, decimate octave by octave;
 * two steps are enough where windows reach from 60 ms to 1 s). The center of frame n is sample n·640
 * at 32 kHz, n·80 and n·20 below; samples before the recording and behind it are zeros. Frames may
 * have negative numbers. Belongs to one thread.
 */
final class ConstantQSpectra {

  /** The first bin that is read at 4 kHz: 370 Hz. */
  private static final int MIDDLE = 180;

  private static final int RATE = ConstantQBins.SAMPLE_RATE;
  private static final int HOP = ConstantQBins.HOP;
  private static final int FIRST_FACTOR = 8;
  private static final int SECOND_FACTOR = 4;
  private static final int FACTOR = FIRST_FACTOR * SECOND_FACTOR;
  private static final int LONGEST = 1024;

  // Where the bins of a rate end, and a window's own width beyond, as a fraction of the input rate.
  private static final double FIRST_PASS = 1_300.0 / RATE;
  private static final double SECOND_PASS = 390.0 * FIRST_FACTOR / RATE;
  private static final int FIRST_HALF = Decimator.half(FIRST_FACTOR, FIRST_PASS);
  private static final int SECOND_HALF = Decimator.half(SECOND_FACTOR, SECOND_PASS);

  /** Samples at 32 kHz to each side of a frame's center that it needs, the farther side. */
  private static final int REACH = FACTOR * LONGEST / 2 + FIRST_FACTOR * SECOND_HALF + FIRST_HALF;

  /** Most samples taken at a time: what waits for the slowest windows must fit as well. */
  private static final int RUN = 4_096;

  private final BandPowers upper = new BandPowers(ConstantQBins.FIRST_EQUAL);
  private final SpectralKernel middleLow = kernel(FIRST_FACTOR, 256, MIDDLE, false);
  private final SpectralKernel middleHigh = kernel(FIRST_FACTOR, LONGEST, MIDDLE, true);
  private final SpectralKernel lowerLow = kernel(FACTOR, 512, 0, false);
  private final SpectralKernel lowerHigh = kernel(FACTOR, LONGEST, 0, true);
  private final Decimator first;
  private final Decimator second;
  private final SampleWindow full;
  private final SampleWindow eighth;
  private final SampleWindow thirtySecond;
  private final float[] low = new float[ConstantQBins.BINS];
  private final float[] high = new float[ConstantQBins.BINS];
  private final SampleSink decimated;
  private final SampleSink twiceDecimated;
  private long nextFrame;

  /** Receives the powers of a frame at low and at high Q; the arrays are overwritten by the next. */
  @FunctionalInterface
  interface Sink {
    void powers(long frame, float[] low, float[] high);
  }

  /**
   * Spectra from frame {@code firstFrame} on, which may be negative.
   *
   * @param firstSample position of the first sample that will be pushed, at most {@code max(0,
   *     firstSample(firstFrame))}
   */
  ConstantQSpectra(long firstSample, long firstFrame) {
    nextFrame = firstFrame;
    long start = firstFrame * HOP;
    full = new SampleWindow(1 << 15, start - BandPowers.SIZE / 2, firstSample);
    long lowest = start / FACTOR - LONGEST / 2;
    long middle = SECOND_FACTOR * lowest - SECOND_HALF;
    first = new Decimator(FIRST_FACTOR, FIRST_PASS, 1 << 15, middle, firstSample);
    second = new Decimator(SECOND_FACTOR, SECOND_PASS, 1 << 13, lowest, middle);
    eighth = new SampleWindow(1 << 13, start / FIRST_FACTOR - LONGEST / 2, middle);
    thirtySecond = new SampleWindow(1 << 12, lowest, lowest);
    twiceDecimated = thirtySecond::append;
    decimated =
        (samples, offset, length) -> {
          eighth.append(samples, offset, length);
          second.push(samples, offset, length, twiceDecimated);
        };
  }

  private static SpectralKernel kernel(int factor, int size, int firstBin, boolean high) {
    int endBin = firstBin == MIDDLE ? ConstantQBins.FIRST_EQUAL : MIDDLE;
    return new SpectralKernel(
        RATE / factor,
        size,
        firstBin,
        endBin,
        high ? ConstantQBins::highSeconds : ConstantQBins::lowSeconds);
  }

  /** Position of the first sample that frame {@code frame} needs. */
  static long firstSample(long frame) {
    return frame * HOP - REACH;
  }

  /** Position of the last sample that frame {@code frame} needs. */
  static long lastSample(long frame) {
    return frame * HOP + REACH;
  }

  /** Position of the sample that the next push must begin with. */
  long position() {
    return full.position();
  }

  /** Takes the next samples and hands every frame that they complete to {@code sink}. */
  void push(float[] samples, int offset, int length, Sink sink) {
    for (int done = 0; done < length; ) {
      int run = Math.min(RUN, length - done);
      full.append(samples, offset + done, run);
      first.push(samples, offset + done, run, decimated);
      done += run;
      while (complete()) {
        transform();
        sink.powers(nextFrame++, low, high);
      }
      full.dropBefore(nextFrame * HOP - BandPowers.SIZE / 2);
      eighth.dropBefore(nextFrame * HOP / FIRST_FACTOR - LONGEST / 2);
      thirtySecond.dropBefore(nextFrame * HOP / FACTOR - LONGEST / 2);
    }
  }

  private boolean complete() {
    return nextFrame * HOP / FACTOR + LONGEST / 2 <= thirtySecond.end();
  }

  private void transform() {
    long center = nextFrame * HOP;
    upper.apply(full.samples(), full.index(center - BandPowers.SIZE / 2), high);
    apply(middleLow, eighth, center / FIRST_FACTOR, low);
    apply(middleHigh, eighth, center / FIRST_FACTOR, high);
    apply(lowerLow, thirtySecond, center / FACTOR, low);
    apply(lowerHigh, thirtySecond, center / FACTOR, high);
    int equal = ConstantQBins.FIRST_EQUAL;
    System.arraycopy(high, equal, low, equal, ConstantQBins.BINS - equal);
  }

  private static void apply(SpectralKernel kernel, SampleWindow from, long center, float[] to) {
    kernel.apply(from.samples(), from.index(center - kernel.half()), to);
  }
}

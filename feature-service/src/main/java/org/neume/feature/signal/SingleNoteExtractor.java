package org.neume.feature.signal;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;

/**
 * Mono samples to frames of a representation with level and fundamental behind them. Belongs to one
 * thread. A frame has the same bytes however the samples are cut and wherever the extractor starts: its
 * measures are computed from its own samples alone.
 */
final class SingleNoteExtractor implements FrameExtractor {
  private static final int RUN = 4_096;
  private static final int KEYS = 128;
  private static final double CONCERT_PITCH = 440;
  private static final int CONCERT_KEY = 69;

  private final SingleNoteConfig config;
  private final FrameExtractor base;
  private final int bins;
  private final int hop;
  private final int window;
  private final SampleWindow samples;
  private final PeriodFinder periods;
  private final Queue<float[]> spectra = new ArrayDeque<>();
  private final Queue<float[]> measures = new ArrayDeque<>();
  private final float[] frame;
  private long nextMeasured;
  private long nextFrame;
  private boolean finished;

  SingleNoteExtractor(SingleNoteConfig config, long firstSample, long firstFrame) {
    StartRule.check(config, firstSample, firstFrame);
    this.config = config;
    base = config.base().extractor(firstSample, firstFrame);
    bins = base.bins();
    hop = config.hop();
    window = config.window();
    samples = new SampleWindow(window + RUN, firstFrame * hop, firstSample);
    periods = new PeriodFinder(config.sampleRate());
    frame = new float[bins()];
    nextMeasured = firstFrame;
    nextFrame = firstFrame;
  }

  @Override
  public int bins() {
    return bins + SingleNoteConfig.MEASURES;
  }

  @Override
  public long nextFrame() {
    return nextFrame;
  }

  @Override
  public long position() {
    return base.position();
  }

  @Override
  public void push(float[] from, int offset, int length, FrameSink sink) {
    Objects.checkFromIndexSize(offset, length, from.length);
    if (finished) {
      throw new IllegalStateException("samples after the end of the recording");
    }
    base.push(from, offset, length, (number, values) -> spectra.add(values.clone()));
    take(from, offset, length, Long.MAX_VALUE);
    give(sink);
  }

  @Override
  public void finish(FrameSink sink) {
    if (finished) {
      throw new IllegalStateException("the recording has ended already");
    }
    finished = true;
    long frames = config.frames(base.position());
    base.finish((number, values) -> spectra.add(values.clone()));
    float[] silence = new float[RUN];
    while (nextMeasured < frames) {
      take(silence, 0, RUN, frames);
    }
    give(sink);
  }

  private void take(float[] from, int offset, int length, long frames) {
    int done = 0;
    do {
      done += samples.append(from, offset + done, length - done);
      while (nextMeasured < frames && nextMeasured * hop + window <= samples.end()) {
        measures.add(measured(samples.samples(), samples.index(nextMeasured * hop)));
        nextMeasured++;
        samples.dropBefore(nextMeasured * hop);
      }
    } while (done < length && nextMeasured < frames);
  }

  private float[] measured(float[] held, int start) {
    double power = 0;
    for (int i = 0; i < hop; i++) {
      power += (double) held[start + i] * held[start + i];
    }
    double decibels = power == 0 ? -100 : 10 * StrictMath.log10(power / hop);
    double level = Math.max(0, Math.min(1, 1 + decibels / 100));
    double frequency = periods.frequency(held, start);
    if (frequency == 0) {
      return new float[] {(float) level, 0, 0};
    }
    double pitch = CONCERT_KEY + 12 * StrictMath.log(frequency / CONCERT_PITCH) / StrictMath.log(2);
    double key = Math.max(1, Math.min(KEYS - 1, Math.rint(pitch)));
    double deviation = Math.max(0, Math.min(1, 0.5 + pitch - key));
    return new float[] {(float) level, (float) (key / KEYS), (float) deviation};
  }

  private void give(FrameSink sink) {
    while (!spectra.isEmpty() && !measures.isEmpty()) {
      System.arraycopy(spectra.remove(), 0, frame, 0, bins);
      System.arraycopy(measures.remove(), 0, frame, bins, SingleNoteConfig.MEASURES);
      sink.frame(nextFrame++, frame);
    }
  }
}

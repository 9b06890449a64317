package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.neume.feature.signal.Downmix;
import org.neume.feature.signal.Resampler;
import org.neume.feature.signal.ResamplingFilter;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.training.render.SoundfontRenderer;

/** Reads a recording as the services hear it: one channel at 44.1 kHz. */
final class RecordingReader {
  private static final int BLOCK = 1 << 14;

  private RecordingReader() {}

  static float[] read(Path file) throws IOException {
    try (AudioSource source = AudioFile.open(file)) {
      int channels = source.format().channels();
      int rate = source.format().sampleRate();
      Downmix downmix = new Downmix(channels);
      float[] interleaved = new float[BLOCK * channels];
      float[] mono = new float[BLOCK];
      float[] all = new float[1 << 22];
      int filled = 0;
      for (int got = source.read(interleaved); got >= 0; got = source.read(interleaved)) {
        downmix.apply(interleaved, 0, got, mono);
        if (filled + got > all.length) {
          all = Arrays.copyOf(all, 2 * all.length);
        }
        System.arraycopy(mono, 0, all, filled, got);
        filled += got;
      }
      float[] exact = Arrays.copyOf(all, filled);
      return rate == SoundfontRenderer.RATE ? exact : resample(exact, rate);
    }
  }

  private static float[] resample(float[] in, int rate) {
    Growing out = new Growing((int) (in.length * (double) SoundfontRenderer.RATE / rate) + 4096);
    Resampler resampler = new Resampler(new ResamplingFilter(rate, SoundfontRenderer.RATE));
    resampler.push(in, 0, in.length, out::add);
    resampler.finish(out::add);
    return Arrays.copyOf(out.samples, out.size);
  }

  private static final class Growing {
    private float[] samples;
    private int size;

    Growing(int capacity) {
      samples = new float[capacity];
    }

    void add(float[] block, int offset, int length) {
      if (size + length > samples.length) {
        samples = Arrays.copyOf(samples, 2 * (size + length));
      }
      System.arraycopy(block, offset, samples, size, length);
      size += length;
    }
  }
}

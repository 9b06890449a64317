package org.neume.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jtransforms.fft.FloatFFT_1D;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;

/**
 * The least that anybody has to do with audio: decode the files and take a 2,048 point FFT a hundred
 * times a second. A yardstick of the machine as it is in this minute, for ratios that hold on others.
 */
final class ReferenceRun {
  private static final int FRAME = 2_048;
  private static final int PER_SECOND = 100;

  private ReferenceRun() {}

  /**
   * Runs over all files.
   *
   * @return CPU seconds per second of audio
   */
  static double cpuPerSecond(List<Path> files) throws IOException {
    double start = ProcessUse.cpuSeconds();
    double audio = 0;
    float check = 0;
    FloatFFT_1D fft = new FloatFFT_1D(FRAME);
    float[] frame = new float[FRAME];
    for (Path file : files) {
      try (AudioSource source = AudioFile.open(file)) {
        int channels = source.format().channels();
        int hop = source.format().sampleRate() / PER_SECOND;
        float[] samples = new float[hop * channels];
        for (int n = source.read(samples); n >= 0; n = source.read(samples)) {
          System.arraycopy(frame, n, frame, 0, FRAME - n);
          for (int i = 0; i < n; i++) {
            frame[FRAME - n + i] = samples[i * channels];
          }
          float[] spectrum = frame.clone();
          fft.realForward(spectrum);
          check += spectrum[0];
        }
        audio += (double) source.position() / source.format().sampleRate();
      }
    }
    if (Float.isInfinite(check)) {
      throw new IOException("the reference run met samples that are no numbers");
    }
    return (ProcessUse.cpuSeconds() - start) / audio;
  }
}

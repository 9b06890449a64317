package org.neume.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.neume.media.AudioEncoder;
import org.neume.media.Codec;

/** Small pieces with known beats. */
final class TestAudio {
  static final int RATE = 44_100;

  private TestAudio() {}

  /** Drum-like strokes on every beat, the first of four lower and louder; one channel. */
  static float[] clicks(double seconds, double beatsPerMinute) {
    float[] samples = new float[(int) (seconds * RATE)];
    Random random = new Random(3);
    double period = 60 / beatsPerMinute;
    for (int beat = 0; beat * period < seconds; beat++) {
      int start = (int) Math.round(beat * period * RATE);
      boolean down = beat % 4 == 0;
      for (int i = 0; i < RATE / 8 && start + i < samples.length; i++) {
        double t = (double) i / RATE;
        double tone = Math.sin(2 * Math.PI * (down ? 60 : 200) * t) * Math.exp(-t * 25);
        double hiss = (random.nextDouble() - 0.5) * Math.exp(-t * 90);
        samples[start + i] += (float) ((down ? 0.8 : 0.35) * tone + (down ? 0.3 : 0.5) * hiss);
      }
    }
    return samples;
  }

  /** The samples as a 16-bit WAV file, written here so that the media module is not its own judge. */
  static byte[] wav(float[] samples) {
    ByteBuffer out = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    out.putShort((short) 2).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples.length);
    for (float sample : samples) {
      out.putShort((short) Math.round(Math.max(-1, Math.min(1, sample)) * 32_767));
    }
    return out.array();
  }

  /** The samples on two channels in a compressed file. */
  static void encode(Path file, Codec codec, float[] samples) throws IOException {
    float[] stereo = new float[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      stereo[2 * i] = samples[i];
      stereo[2 * i + 1] = samples[i];
    }
    try (AudioEncoder encoder = new AudioEncoder(file, codec, RATE, 2)) {
      encoder.write(stereo, samples.length);
    }
  }
}

package org.neume.gateway.it;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Wav files of 16 bits, true ones and such as promise more than they hold. */
final class Wav {
  static final int HEADER = 44;

  private Wav() {}

  static byte[] of(int rate, int channels, byte[] samples) {
    return promising(rate, channels, samples, samples.length);
  }

  /** A file whose header says that this many bytes of samples follow. */
  static byte[] promising(int rate, int channels, byte[] samples, int promised) {
    ByteBuffer wav = ByteBuffer.allocate(HEADER + samples.length).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(36 + promised).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) 1).putShort((short) channels).putInt(rate);
    wav.putInt(rate * channels * 2).putShort((short) (channels * 2)).putShort((short) 16);
    wav.put(ascii("data")).putInt(promised).put(samples);
    return wav.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

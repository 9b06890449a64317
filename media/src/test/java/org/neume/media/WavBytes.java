package org.neume.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds RIFF WAVE files byte by byte, true ones and lying ones. */
final class WavBytes {
  private int type = 1;
  private int channels = 1;
  private long rate = 44_100;
  private int bits = 16;
  private boolean extensible;
  private long claimed = -1;

  WavBytes type(int code) {
    type = code;
    return this;
  }

  WavBytes channels(int count) {
    channels = count;
    return this;
  }

  WavBytes rate(long hz) {
    rate = hz;
    return this;
  }

  WavBytes bits(int count) {
    bits = count;
    return this;
  }

  WavBytes extensible() {
    extensible = true;
    return this;
  }

  /** The size of the data chunk that the header claims, true or not. */
  WavBytes claimed(long bytes) {
    claimed = bytes;
    return this;
  }

  byte[] with(byte[] data) {
    int fmt = extensible ? 40 : 16;
    ByteBuffer b = ByteBuffer.allocate(28 + fmt + data.length).order(ByteOrder.LITTLE_ENDIAN);
    long size = claimed < 0 ? data.length : claimed;
    b.put(ascii("RIFF")).putInt((int) (20 + fmt + size)).put(ascii("WAVEfmt ")).putInt(fmt);
    b.putShort((short) (extensible ? 0xFFFE : type)).putShort((short) channels).putInt((int) rate);
    int frame = channels * bits / 8;
    b.putInt((int) (rate * frame)).putShort((short) frame).putShort((short) bits);
    if (extensible) {
      b.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) type);
      b.put(
          new byte[] {
            0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71
          });
    }
    b.put(ascii("data")).putInt((int) size).put(data);
    return b.array();
  }

  /** Little-endian samples of this object's type and width. */
  byte[] encode(double... samples) {
    ByteBuffer b = ByteBuffer.allocate(samples.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
    for (double x : samples) {
      if (type == 3) {
        if (bits == 32) {
          b.putFloat((float) x);
        } else {
          b.putDouble(x);
        }
      } else if (bits == 8) {
        b.put((byte) (Math.round(x * 128) + 128));
      } else {
        long v = Math.round(x * (1L << (bits - 1)));
        for (int i = 0; i < bits / 8; i++) {
          b.put((byte) (v >> (8 * i)));
        }
      }
    }
    return b.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

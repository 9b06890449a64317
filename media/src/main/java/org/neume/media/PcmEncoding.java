package org.neume.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How one sample is laid out as little-endian bytes. */
public enum PcmEncoding {
  /** Signed 16-bit; full scale is 32,768. */
  S16(2) {
    @Override
    float decode(ByteBuffer in) {
      return in.getShort() / 32_768f;
    }

    @Override
    void encode(float sample, ByteBuffer out) {
      out.putShort(toShort(sample));
    }
  },
  /** 32-bit IEEE 754; full scale is 1. */
  F32(4) {
    @Override
    float decode(ByteBuffer in) {
      return in.getFloat();
    }

    @Override
    void encode(float sample, ByteBuffer out) {
      out.putFloat(sample);
    }
  };

  private final int bytes;

  PcmEncoding(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes per sample. */
  public int bytes() {
    return bytes;
  }

  abstract float decode(ByteBuffer in);

  abstract void encode(float sample, ByteBuffer out);

  /** Rounds to the nearest step and clips; NaN becomes silence. */
  static short toShort(float sample) {
    return (short) Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768f)));
  }

  /** The first {@code count} values as bytes. */
  public byte[] encode(float[] values, int count) {
    ByteBuffer out =
        ByteBuffer.allocate(Math.multiplyExact(count, bytes)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      encode(values[i], out);
    }
    return out.array();
  }
}

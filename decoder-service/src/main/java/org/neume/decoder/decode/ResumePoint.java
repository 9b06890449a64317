package org.neume.decoder.decode;

import java.util.Arrays;

/**
 * The state of a decoder behind one of its decisions, as a few bytes: opaque to everybody but the
 * decoder that wrote it. Immutable; equal bytes are equal points.
 */
public final class ResumePoint {
  /** The point of a closing decision, behind which there is nothing to resume. */
  public static final ResumePoint NONE = new ResumePoint(new byte[0]);

  private final byte[] bytes;

  private ResumePoint(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The point that these bytes, which are copied, were made from. */
  public static ResumePoint of(byte[] bytes) {
    return new ResumePoint(bytes.clone());
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResumePoint point && Arrays.equals(bytes, point.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "ResumePoint[" + bytes.length + " bytes]";
  }
}

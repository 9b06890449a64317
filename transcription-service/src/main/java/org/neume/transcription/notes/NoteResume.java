package org.neume.transcription.notes;

import java.util.Arrays;

/**
 * The state of a note decoder behind one of its decisions, as bytes: opaque to everybody but the
 * decoder that wrote it. Immutable; equal bytes are equal points.
 */
public final class NoteResume {
  /** The point of a closing decision, behind which there is nothing to go on with. */
  public static final NoteResume NONE = new NoteResume(new byte[0]);

  private final byte[] bytes;

  private NoteResume(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The point that these bytes, which are copied, were made from. */
  public static NoteResume of(byte[] bytes) {
    return new NoteResume(bytes.clone());
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteResume point && Arrays.equals(bytes, point.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "NoteResume[" + bytes.length + " bytes]";
  }
}

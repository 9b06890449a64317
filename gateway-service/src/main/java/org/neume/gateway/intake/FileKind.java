package org.neume.gateway.intake;

import java.nio.charset.StandardCharsets;

/**
 * Whether the first bytes of a file may be those of audio that can be decoded: a quick look at the
 * door, so that a picture is refused there. The decoder has the last word.
 */
public final class FileKind {
  /** Bytes that are looked at. */
  public static final int BYTES = 16;

  private static final String[] MARKS = {
    "RIFF", "RF64", "BW64", "riff", "FORM", "fLaC", "OggS", "ID3"
  };

  private FileKind() {}

  /**
   * Whether the bytes may begin an audio file: wav, w64, aiff, flac, ogg, mp3, bare AAC, or mp4.
   *
   * @param head the first {@value #BYTES} bytes, or all of a shorter file
   */
  public static boolean mayBeAudio(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    for (String mark : MARKS) {
      if (text.startsWith(mark)) {
        return true;
      }
    }
    boolean mp4 = text.length() >= 8 && text.startsWith("ftyp", 4);
    return mp4 || isFrameHeader(head) || isZero(head);
  }

  /** MPEG audio and bare AAC begin with eleven ones or more. */
  private static boolean isFrameHeader(byte[] head) {
    return head.length >= 2 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xE0) == 0xE0;
  }

  /** Some mp3 files begin with padding. */
  private static boolean isZero(byte[] head) {
    for (byte b : head) {
      if (b != 0) {
        return false;
      }
    }
    return head.length == BYTES;
  }
}

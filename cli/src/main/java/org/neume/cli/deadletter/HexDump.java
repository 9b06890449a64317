package org.neume.cli.deadletter;

import java.util.HexFormat;

/** Bytes for people: sixteen a line, with their position and what of them is ASCII. */
public final class HexDump {
  private static final int WIDTH = 16;
  private static final HexFormat DIGITS = HexFormat.ofDelimiter(" ");

  private HexDump() {}

  /**
   * The first bytes, in lines.
   *
   * @param most how many are shown; a last line says how many are left
   */
  public static String of(byte[] bytes, int most) {
    int shown = Math.min(bytes.length, most);
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < shown; at += WIDTH) {
      int end = Math.min(shown, at + WIDTH);
      StringBuilder letters = new StringBuilder();
      for (int i = at; i < end; i++) {
        letters.append(bytes[i] >= ' ' && bytes[i] < 0x7F ? (char) bytes[i] : '.');
      }
      text.append("%06x  %-47s  %s%n".formatted(at, DIGITS.formatHex(bytes, at, end), letters));
    }
    if (shown < bytes.length) {
      text.append("        and %d bytes more%n".formatted(bytes.length - shown));
    }
    return text.toString();
  }
}

package org.neume.gateway.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document, in bytes (RFC 9110, section 14).
 *
 * @param first the first byte
 * @param end the byte behind the last
 */
record ByteRange(long first, long end) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads the header {@code Range}.
   *
   * @param length bytes of the whole document
   * @return null for what is to be answered with the whole: several parts, other units, or nonsense; an
   *     empty range for one that lies behind the end
   */
  static @Nullable ByteRange parse(String header, long length) {
    Matcher matcher = ONE.matcher(header.strip());
    if (!matcher.matches()) {
      return null;
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty() && to.isEmpty()) {
      return null;
    }
    if (from.isEmpty()) {
      return new ByteRange(Math.max(0, length - Long.parseLong(to)), length);
    }
    long first = Long.parseLong(from);
    long end = to.isEmpty() ? length : Math.min(length, Long.parseLong(to) + 1);
    if (!to.isEmpty() && Long.parseLong(to) < first) {
      return null;
    }
    return first >= length ? new ByteRange(length, length) : new ByteRange(first, end);
  }

  /** Whether nothing is in it. */
  boolean isEmpty() {
    return first >= end;
  }

  /** As the header {@code Content-Range} has it. */
  String text(long length) {
    return "bytes %d-%d/%d".formatted(first, end - 1, length);
  }
}

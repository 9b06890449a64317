package org.neume.gateway.view;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a listener has heard a recording: the last offset in each topic, in the partition that the
 * recording has in all of them. Every gateway reads the same offsets, so that a listener may go on at
 * any other.
 *
 * <p>As text: letter and offset of each topic that was heard of, with dots between, for example
 * {@code t3.b12.n7}. Immutable.
 */
public final class Cursor {
  /** Nothing was heard yet. */
  public static final Cursor START = new Cursor(filled());

  private static final Pattern PART = Pattern.compile("([a-z])(\\d{1,18})");
  private static final int MOST_CHARACTERS = 200;

  private final long[] offsets;

  private Cursor(long[] offsets) {
    this.offsets = offsets;
  }

  private static long[] filled() {
    long[] offsets = new long[Place.COUNT];
    Arrays.fill(offsets, -1);
    return offsets;
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException in one line if it is none
   */
  public static Cursor parse(String text) {
    if (text.isEmpty()) {
      return START;
    }
    long[] offsets = filled();
    if (text.length() > MOST_CHARACTERS) {
      throw refused(text.substring(0, MOST_CHARACTERS) + "...");
    }
    for (String part : text.split("\\.", -1)) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        throw refused(text);
      }
      Place place = Place.of(part.charAt(0)).orElseThrow(() -> refused(text));
      offsets[place.number()] = Long.parseLong(matcher.group(2));
    }
    return new Cursor(offsets);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "[%s] is no id of an event: give the last one received, or none to begin with the first"
            .formatted(text.replaceAll("\\p{Cntrl}", "?")));
  }

  /** Whether the record at this place was heard. */
  boolean covers(Place place, long offset) {
    return offset <= offsets[place.number()];
  }

  /** The cursor behind this record. */
  Cursor behind(Place place, long offset) {
    long[] next = offsets.clone();
    next[place.number()] = offset;
    return new Cursor(next);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Place place : Place.values()) {
      long offset = offsets[place.number()];
      if (offset >= 0) {
        text.append(text.isEmpty() ? "" : ".").append(place.letter()).append(offset);
      }
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor cursor && Arrays.equals(offsets, cursor.offsets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(offsets);
  }
}

package org.neume.cli.deadletter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record is in its topic, as people type it: {@code 3-17}.
 *
 * @param partition from 0
 * @param offset from 0
 */
public record LetterPlace(int partition, long offset) implements Comparable<LetterPlace> {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

  /** What people typed; empty if it is no place. */
  public static Optional<LetterPlace> of(String text) {
    Matcher place = TEXT.matcher(text);
    return place.matches()
        ? Optional.of(
            new LetterPlace(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(LetterPlace other) {
    return partition != other.partition
        ? Integer.compare(partition, other.partition)
        : Long.compare(offset, other.offset);
  }

  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}

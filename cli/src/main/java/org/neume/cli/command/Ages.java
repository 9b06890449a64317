package org.neume.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neume.cli.CommandException;

/** Times and spans of time as people type and read them. */
final class Ages {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,6})(s|m|h|d)?");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Ages() {}

  /**
   * A span such as {@code 90s}, {@code 15m}, {@code 1h}, {@code 7d}; seconds without a unit.
   *
   * @throws CommandException if it is none
   */
  static Duration span(String option, String text) {
    Matcher span = SPAN.matcher(text.strip());
    if (!span.matches()) {
      throw CommandException.usage(
          "%s is %s; give a span of time such as 90s, 15m, 1h or 7d".formatted(option, text));
    }
    return Duration.of(
        Long.parseLong(span.group(1)),
        switch (Optional.ofNullable(span.group(2)).orElse("s")) {
          case "m" -> ChronoUnit.MINUTES;
          case "h" -> ChronoUnit.HOURS;
          case "d" -> ChronoUnit.DAYS;
          default -> ChronoUnit.SECONDS;
        });
  }

  /** A time in UTC. */
  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  /** A span in its two largest units, for example {@code 3m 12s}. */
  static String text(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3_600) {
      return "%dm %ds".formatted(seconds / 60, seconds % 60);
    }
    return seconds < 86_400
        ? "%dh %dm".formatted(seconds / 3_600, seconds / 60 % 60)
        : "%dd %dh".formatted(seconds / 86_400, seconds / 3_600 % 24);
  }
}

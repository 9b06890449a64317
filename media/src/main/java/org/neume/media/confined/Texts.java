package org.neume.media.confined;

import java.time.Duration;
import java.util.Locale;

/** Times in messages. */
final class Texts {
  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;

  private Texts() {}

  /** Two hours as "2:00:00", a minute as "1:00 min", less as "1.5 s". */
  static String of(Duration time) {
    long seconds = time.toSeconds();
    if (seconds >= HOUR) {
      return String.format(
          Locale.ROOT, "%d:%02d:%02d h", seconds / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE);
    }
    return seconds >= MINUTE
        ? String.format(Locale.ROOT, "%d:%02d min", seconds / MINUTE, seconds % MINUTE)
        : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }
}

package org.neume.cli.bench;

import java.util.List;

/**
 * What a reader of the log saw, in its order.
 *
 * @param all records without repeats
 */
record Arrivals(List<Arrival> all) {
  private static final double NANOS = 1e9;

  Arrivals {
    all = List.copyOf(all);
  }

  /** Windows a second whose outputs came in a span of {@link System#nanoTime}. */
  double windowsPerSecond(long from, long to) {
    long windows = all.stream().filter(a -> a.window() && within(a, from, to)).count();
    return windows * NANOS / (to - from);
  }

  /** Output frames a second in that span. */
  double framesPerSecond(long from, long to) {
    long frames = all.stream().filter(a -> within(a, from, to)).mapToLong(Arrival::frames).sum();
    return frames * NANOS / (to - from);
  }

  /**
   * How long a partition is silent around an arbitrary moment of a span, in seconds: its silences,
   * each weighted by its length, as a moment falls into a long one more often.
   *
   * @return NaN where fewer than two records came
   */
  double usualSilence(int partition, long from, long to) {
    long[] times = times(partition).filter(t -> t >= from && t < to).toArray();
    double sum = 0;
    double squares = 0;
    for (int i = 1; i < times.length; i++) {
      double silence = (times[i] - times[i - 1]) / NANOS;
      sum += silence;
      squares += silence * silence;
    }
    return sum > 0 ? squares / sum : Double.NaN;
  }

  /**
   * The longest silence of a partition that has something in common with a span, in seconds. Where no
   * record came ahead of the span, it begins with that; where none came behind it, it lasts to the end of
   * all that is looked at: so long at least.
   *
   * @param end of what is looked at
   */
  double silenceAround(int partition, long from, long to, long end) {
    long before = from;
    double longest = 0;
    for (long time : times(partition).filter(t -> t < end).toArray()) {
      if (time >= from && before <= to) {
        longest = Math.max(longest, (time - before) / NANOS);
      }
      before = time;
    }
    return before <= to ? Math.max(longest, (end - before) / NANOS) : longest;
  }

  /** Windows of each of so many partitions that came in a span. */
  long[] windows(int partitions, long from, long to) {
    long[] windows = new long[partitions];
    all.stream()
        .filter(a -> a.window() && within(a, from, to))
        .forEach(a -> windows[a.partition()]++);
    return windows;
  }

  private java.util.stream.LongStream times(int partition) {
    return all.stream().filter(a -> a.partition() == partition).mapToLong(Arrival::nanos);
  }

  private static boolean within(Arrival arrival, long from, long to) {
    return arrival.nanos() >= from && arrival.nanos() < to;
  }
}

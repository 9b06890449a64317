package org.neume.decoder.decode;

import java.util.List;

/**
 * Which bars there are and how readily the bar length changes at a bar line.
 *
 * @param barLengths beats per bar, ascending, 1 to 15 each, at most 15 of them; empty to decode
 *     beats without bars
 * @param changeProbability probability in 0..1 that the bar length changes at a bar line, shared
 *     evenly by the other lengths; of no effect with fewer than two lengths
 */
public record MeterModel(List<Integer> barLengths, double changeProbability) {
  /** Bar lengths that a back-pointer can name, and the longest bar. */
  static final int MAX_LENGTHS = 15;

  /** Refuses what is no meter model, saying why. */
  public MeterModel {
    barLengths = List.copyOf(barLengths);
    if (barLengths.size() > MAX_LENGTHS) {
      throw new IllegalArgumentException(
          barLengths.size() + " bar lengths: give at most " + MAX_LENGTHS);
    }
    for (int i = 0; i < barLengths.size(); i++) {
      int length = barLengths.get(i);
      if (length < 1 || length > MAX_LENGTHS || (i > 0 && length <= barLengths.get(i - 1))) {
        throw new IllegalArgumentException(
            "bar length " + length + ": lengths must ascend and lie in 1.." + MAX_LENGTHS);
      }
    }
    if (!(changeProbability >= 0 && changeProbability <= 1)) {
      throw new IllegalArgumentException(
          "meter change probability is " + changeProbability + ": it must lie in 0..1");
    }
  }

  /** Beats without bars. */
  public static MeterModel none() {
    return new MeterModel(List.of(), 0);
  }

  /** Bars of one length for the whole recording. */
  public static MeterModel only(int barLength) {
    return new MeterModel(List.of(barLength), 0);
  }

  boolean hasBars() {
    return !barLengths.isEmpty();
  }
}

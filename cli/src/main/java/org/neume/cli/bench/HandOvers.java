package org.neume.cli.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds out how long partitions were silent because they went from one replica to another. */
final class HandOvers {
  private final List<Ownership> history;
  private final Arrivals arrivals;

  /** From who had what and what came when. */
  HandOvers(List<Ownership> history, Arrivals arrivals) {
    this.history = List.copyOf(history);
    this.arrivals = arrivals;
  }

  /** A partition that went to another member: last seen with the one, first seen with the other. */
  private record Move(int partition, long left, long came) {}

  /**
   * The pauses of all partitions that moved in a span, in seconds: from the last record of the old
   * owner to the first of the new one, less what that partition's silences usually are, where that is
   * known; 0 where that is more. Of a partition that moved several times, the longest. Nobody is left out: one
   * of which nothing came any more has paused to the end of what is looked at.
   *
   * @param usualFrom begin of the span, ahead of the moves, that says what is usual
   * @param from begin of the span, by {@link System#nanoTime}
   * @param to its end
   * @param end of what is looked at
   */
  List<Double> pauses(long usualFrom, long from, long to, long end) {
    Map<Integer, Double> pauses = new TreeMap<>();
    for (Move move : moves()) {
      if (move.came >= from && move.came < to) {
        double silence = arrivals.silenceAround(move.partition, move.left, move.came, end);
        double usual = arrivals.usualSilence(move.partition, usualFrom, from);
        double pause = Double.isNaN(usual) ? silence : Math.max(0, silence - usual);
        pauses.merge(move.partition, pause, Math::max);
      }
    }
    return List.copyOf(pauses.values());
  }

  private List<Move> moves() {
    List<Move> moves = new ArrayList<>();
    Map<Integer, String> owners = new HashMap<>();
    Map<Integer, Long> lastSeen = new HashMap<>();
    for (Ownership seen : history) {
      seen.owners()
          .forEach(
              (partition, owner) -> {
                String before = owners.put(partition, owner);
                if (before != null && !before.equals(owner)) {
                  moves.add(new Move(partition, lastSeen.getOrDefault(partition, 0L), seen.from()));
                }
                lastSeen.put(partition, seen.to());
              });
    }
    return moves;
  }
}

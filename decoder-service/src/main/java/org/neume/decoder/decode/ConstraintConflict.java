package org.neume.decoder.decode;

import java.util.List;

/** Finds out which constraints leave no path through a passage. */
final class ConstraintConflict {
  private final DecoderConfig config;
  private final ConstraintMap map;
  private final ConstraintWords words;

  ConstraintConflict(DecoderConfig config, ConstraintMap map, ConstraintWords words) {
    this.config = config;
    this.map = map;
    this.words = words;
  }

  /**
   * What to tell people.
   *
   * @param reached last frame in which a beat can begin; negative if in none
   */
  ConstraintConflictException in(Passages.Passage passage, long reached) {
    List<Long> placed =
        map.placed().stream()
            .filter(frame -> frame >= passage.start() && frame < passage.end())
            .toList();
    long behind = map.nextPlaced(Math.max(reached, passage.start() - 1));
    int at = placed.indexOf(behind);
    if (at < 0) {
      return words.nothingFits(Math.max(reached, passage.start()));
    }
    // A beat that nothing can follow is not reached either.
    boolean fitsBefore = at == 0 || fits(placed.get(at - 1), behind);
    boolean fitsBehind = at + 1 == placed.size() || fits(behind, placed.get(at + 1));
    if (fitsBefore && !fitsBehind) {
      return unreachable(behind, placed.get(at + 1));
    }
    return at == 0 ? unreachable(-1, behind) : unreachable(placed.get(at - 1), behind);
  }

  private ConstraintConflictException unreachable(long before, long behind) {
    long frame = before < 0 ? behind : before;
    return words.unreachable(before, behind, shortest(frame), longest(frame));
  }

  /** Whether some whole number of beats fits between two. */
  private boolean fits(long from, long to) {
    long gap = to - from;
    long most = gap / shortest(from);
    return most > 0 && most * longest(from) >= gap;
  }

  private int shortest(long frame) {
    int shortest = map.shortest(frame);
    return shortest == 0 ? config.tempo().shortest() : shortest;
  }

  private int longest(long frame) {
    int longest = map.longest(frame);
    return longest == 0 ? config.tempo().longest() : longest;
  }
}

package org.neume.decoder.decode;

/**
 * Where a beat may follow another of whatever period, at a price that the model's own changes never exceed
 * there. Immutable.
 */
final class LooseFrames {
  private final ConstraintMap map;
  private final boolean[] loose;
  private final long[] lastPlaced;

  /**
   * That is at a placed beat, before the beat that leads to one and behind the one that leads away, so
   * that a beat can be moved and its neighbors stay; and where the first beat of another tempo range
   * may begin.
   */
  LooseFrames(ConstraintMap map, BeatStateSpace space) {
    this.map = map;
    loose = new boolean[map.frames()];
    lastPlaced = new long[map.frames()];
    long last = Long.MIN_VALUE;
    for (int frame = 0; frame < lastPlaced.length; frame++) {
      lastPlaced[frame] = last;
      last = map.isPlaced(frame) ? frame : last;
    }
    int longest = space.longest();
    for (long placed : map.placed()) {
      mark(placed, placed);
    }
    int states = space.beatFrames(space.intervalCount() - 1);
    for (int frame = 1; frame < map.frames(); frame++) {
      if (map.shortest(frame) != map.shortest(frame - 1)
          || map.longest(frame) != map.longest(frame - 1)) {
        mark(frame - states, (long) frame + longest);
      }
    }
  }

  private void mark(long first, long last) {
    for (long frame = Math.max(first, 0); frame <= Math.min(last, loose.length - 1); frame++) {
      loose[(int) frame] = true;
    }
  }

  /** Whether every beat may follow every other in a frame. */
  boolean isLoose(long frame) {
    return frame < loose.length && loose[(int) frame];
  }

  /** The period of the beat from here to the next placed one; beyond all periods if none follows. */
  long toNext(long frame) {
    return map.nextPlaced(frame) - frame;
  }

  /** The period of the beat from the last placed one to here; beyond all periods if none came. */
  long fromLast(long frame) {
    long last = lastPlaced[(int) frame];
    return last == Long.MIN_VALUE ? Long.MAX_VALUE : frame - last;
  }
}

package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;

/** The passages of a recording that is at hand as a whole, see {@link PassageRule}. */
final class Passages {
  /**
   * A passage.
   *
   * @param start its first frame
   * @param end the frame behind its last
   */
  record Passage(long start, long end) {}

  private Passages() {}

  /**
   * The passages of a recording in which somebody placed beats: there is music at each of them, whatever
   * the activations say. Beats far from all music make passages of their own, from the first to the
   * last between which no gap of the rule lies.
   *
   * @param placed frames of the beats, ascending
   */
  static List<Passage> of(Activations activations, List<Long> placed, DecoderConfig config) {
    PassageRule rule = config.passages();
    List<Passage> found = heard(loudAt(placed, activations), config);
    List<Passage> all = new ArrayList<>();
    int next = 0;
    long from = -1;
    long to = -1;
    for (long beat : placed) {
      while (next < found.size() && found.get(next).end() <= beat) {
        next++;
      }
      if (next < found.size() && found.get(next).start() <= beat) {
        continue;
      }
      if (from >= 0 && beat - to <= rule.gapFrames()) {
        to = beat;
      } else {
        if (from >= 0) {
          all.add(new Passage(from, to + 1));
        }
        from = beat;
        to = beat;
      }
    }
    if (from >= 0) {
      all.add(new Passage(from, to + 1));
    }
    all.addAll(found);
    return joined(all);
  }

  /** In order of time, and those that lie within another's reach as one. */
  private static List<Passage> joined(List<Passage> passages) {
    passages.sort((a, b) -> Long.compare(a.start(), b.start()));
    List<Passage> all = new ArrayList<>();
    for (Passage passage : passages) {
      Passage last = all.isEmpty() ? null : all.get(all.size() - 1);
      if (last != null && passage.start() < last.end()) {
        all.set(all.size() - 1, new Passage(last.start(), Math.max(last.end(), passage.end())));
      } else {
        all.add(passage);
      }
    }
    return all;
  }

  private static List<Passage> heard(Activations activations, DecoderConfig config) {
    PassageGate gate = new PassageGate(config.passages(), config.stream().idleFrames());
    List<Passage> passages = new ArrayList<>();
    long start = -1;
    for (long frame = activations.first(); frame < activations.end(); frame++) {
      switch (gate.step(frame, activations)) {
        case OPENED -> start = gate.start();
        case CLOSED -> {
          passages.add(new Passage(start, gate.lastActive() + 1));
          start = -1;
        }
        case EXTENDED, NONE -> {}
      }
    }
    if (start >= 0) {
      passages.add(new Passage(start, gate.lastActive() + 1));
    }
    return passages;
  }

  private static Activations loudAt(List<Long> placed, Activations activations) {
    if (placed.isEmpty()) {
      return activations;
    }
    Activations loud = new Activations(activations.first());
    int next = 0;
    for (long frame = activations.first(); frame < activations.end(); frame++) {
      boolean isPlaced = next < placed.size() && placed.get(next) == frame;
      next += isPlaced ? 1 : 0;
      loud.add(isPlaced ? 1 : activations.beat(frame), activations.downbeat(frame));
    }
    return loud;
  }
}

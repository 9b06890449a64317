package org.neume.decoder.decode;

import java.util.Arrays;

/**
 * Finds better entries in loose frames: from any period to any other, and onto a placed beat whose
 * number is known from whatever beat, as if the bar before had been broken off. Confined to one
 * passage.
 */
final class LooseEntries {
  /** The price of any change of tempo: that of 25 % where lambda is 100. */
  private static final long CHANGE = FixedPoint.fromNats(-25);

  /** A bar that is broken off: rarer than two changes of meter. */
  private static final long BROKEN_BAR = FixedPoint.log(1e-18);

  private static final int ALL = -1;

  private final ConstraintMap map;
  private final ConstrainedNetwork constrained;
  private final BeatNetwork network;
  private final BeatStateSpace space;
  private final LooseFrames frames;

  LooseEntries(ConstraintMap map, ConstrainedNetwork constrained, LooseFrames frames) {
    this.map = map;
    this.constrained = constrained;
    this.frames = frames;
    network = constrained.network();
    space = network.space();
  }

  /** As {@link EntryRules#apply}. */
  void apply(
      long first,
      int count,
      ScoreWindow window,
      BeatCandidates candidates,
      Lineage lineage,
      char[] codes) {
    Block block = new Block(first, count, window, candidates, lineage, codes);
    for (int x = 0; x < count; x++) {
      long frame = first + x;
      if (frames.isLoose(frame)) {
        block.relax(x, ALL, ALL);
      } else {
        int to = interval(frames.toNext(frame));
        if (to >= 0) {
          block.relax(x, ALL, to);
        }
        int from = interval(frames.fromLast(frame));
        if (from >= 0) {
          block.relax(x, from, ALL);
        }
      }
    }
  }

  /** The number of a period; negative if there is none such. */
  private int interval(long period) {
    return period > space.longest() ? -1 : Arrays.binarySearch(space.intervals(), (int) period);
  }

  /** Frames that are scored at once. */
  private final class Block {
    private final long first;
    private final int count;
    private final ScoreWindow window;
    private final BeatCandidates candidates;
    private final Lineage lineage;
    private final char[] codes;

    private Block(
        long first,
        int count,
        ScoreWindow window,
        BeatCandidates candidates,
        Lineage lineage,
        char[] codes) {
      this.first = first;
      this.count = count;
      this.window = window;
      this.candidates = candidates;
      this.lineage = lineage;
      this.codes = codes;
    }

    /** Beats of one period or all follow those of one or all. */
    private void relax(int x, int from, int to) {
      int number = map.number(first + x);
      for (int chain = 0; chain < space.chainCount(); chain++) {
        int source = from == ALL ? best(chain, x) : from;
        long score = candidates.exact(source, chain, x, count) + CHANGE;
        if (FixedPoint.isImpossible(score)) {
          continue;
        }
        int last = to == ALL ? space.intervalCount() - 1 : to;
        for (int target = Math.max(to, 0); target <= last; target++) {
          follow(chain, target, x, score, source);
          if (number > 0 && space.number(chain) > 0) {
            breakOff(chain, target, x, number);
          }
        }
      }
    }

    /** The best period of the beats of a chain that end here, the longest of equals. */
    private int best(int chain, int x) {
      int best = 0;
      for (int from = 1; from < space.intervalCount(); from++) {
        boolean better =
            candidates.exact(from, chain, x, count) >= candidates.exact(best, chain, x, count);
        best = better ? from : best;
      }
      return best;
    }

    /** A bar is broken off, for the beat's number is another. */
    private void breakOff(int chain, int target, int x, int number) {
      long best = FixedPoint.IMPOSSIBLE;
      int source = 0;
      for (int from = space.intervalCount() - 1; from >= 0; from--) {
        long change = Math.max(network.tempo().score(from, target), CHANGE);
        long score = candidates.exact(from, chain, x, count) + change;
        if (score > best) {
          best = score;
          source = from;
        }
      }
      breakOff(chain, target, x, best + BROKEN_BAR, source, number);
    }

    /** The bar goes on, or another begins. */
    private void follow(int chain, int target, int x, long score, int source) {
      if (!space.endsBar(chain)) {
        improve(chain + 1, target, x, score, Lineage.code(source, 0));
        return;
      }
      int meter = space.meterOf(chain);
      for (int to = 0; to < space.meterCount(); to++) {
        long change = network.meter().score(meter, to);
        improve(space.firstChainOf(to), target, x, score + change, Lineage.code(source, meter));
      }
    }

    private void breakOff(int chain, int target, int x, long score, int source, int number) {
      int wanted = map.meter(first + x);
      for (int meter = 0; meter < space.meterCount(); meter++) {
        int beats = space.beatsPerBar(space.firstChainOf(meter));
        boolean fits = wanted == 0 ? constrained.isOwnMeter(meter) : beats == wanted;
        if (fits && number <= beats) {
          int to = space.firstChainOf(meter) + number - 1;
          if (improve(to, target, x, score, Lineage.code(source, Lineage.NOTED))) {
            lineage.noteChain(first + x, to * space.intervalCount() + target, chain);
          }
        }
      }
    }

    private boolean improve(int chain, int target, int x, long score, char code) {
      int cell = chain * space.intervalCount() + target;
      int at = window.row(cell) + window.index(first + x);
      if (score <= window.entries[at] || FixedPoint.isImpossible(score)) {
        return false;
      }
      window.entries[at] = score;
      codes[cell * count + x] = code;
      return true;
    }
  }
}

package org.neume.decoder.decode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The forward pass of the Viterbi algorithm in segment form: instead of a score per state and frame
 * it keeps one per entry, the best score of any path that enters a beat of some chain and period in
 * some frame.
 *
 * <p>Between two entries a path has no choice, so the score of a whole beat is a difference of
 * prefix sums, and the score of an entry is the maximum over the periods of the beat before. This is
 * the same maximum over the same paths as that of the full state space. Only the differences between
 * beat and non-beat densities are summed here; what every path pays alike is kept apart.
 *
 * <p>As the shortest beat separates an entry from the next, that many frames are scored at once.
 */
final class Trellis {
  private final BeatNetwork network;
  private final BeatStateSpace space;
  private final Lineage lineage;
  private final ScoreWindow window;
  private final BeatCandidates candidates;
  private final int[] results;
  private final @Nullable BeatEntry anchor;
  private final long start;
  private long next;
  private long nonBeatSum;
  private final EntryRules rules;

  private Trellis(BeatNetwork network, long start, @Nullable BeatEntry anchor, EntryRules rules) {
    this.network = network;
    this.anchor = anchor;
    this.rules = rules;
    space = network.space();
    lineage = new Lineage(space);
    window = new ScoreWindow(space, start);
    candidates = new BeatCandidates(network, window);
    results = new int[space.chainCount() * space.shortest()];
    this.start = start;
    next = start;
  }

  /** A trellis of all paths from this frame on, every state being equally likely before it. */
  static Trellis startingAt(BeatNetwork network, long frame, EntryRules rules) {
    Trellis trellis = new Trellis(network, frame, null, rules);
    int start = trellis.window.index(frame);
    for (int cell = 0; cell < trellis.space.cellCount(); cell++) {
      // State k before the first frame belongs to a beat entered k + 1 frames before it.
      int row = trellis.window.row(cell) + start;
      int period = trellis.space.interval(cell % trellis.space.intervalCount());
      Arrays.fill(trellis.window.entries, row - period, row, network.initialScore());
    }
    rules.begin(trellis.window);
    return trellis;
  }

  /** A trellis of all paths from this entry on. */
  static Trellis continuing(BeatNetwork network, BeatEntry entry) {
    Trellis trellis = new Trellis(network, entry.frame(), entry, EntryRules.NONE);
    trellis.placeStart(entry);
    return trellis;
  }

  /** The first frame that has not been scored. */
  long next() {
    return next;
  }

  /** The first frame whose entries have predecessors. */
  long origin() {
    return anchor == null ? start : start + 1;
  }

  Lineage lineage() {
    return lineage;
  }

  /** Scores all frames before {@code end}. */
  void advance(Activations activations, long end) {
    while (next < end) {
      int frames = (int) Math.min(space.shortest(), end - next);
      window.reserve(next, frames);
      observe(activations, frames);
      score(frames);
      next += frames;
    }
  }

  private void observe(Activations activations, int frames) {
    FrameScores scores = network.frames();
    int index = window.index(next);
    for (long frame = next; frame < next + frames; frame++, index++) {
      float beat = activations.beat(frame);
      float downbeat = activations.downbeat(frame);
      long nonBeat = scores.nonBeat(beat, downbeat);
      nonBeatSum += nonBeat;
      window.beatGains[index + 1] = window.beatGains[index] + scores.beat(beat, downbeat) - nonBeat;
      window.downbeatGains[index + 1] =
          window.downbeatGains[index] + scores.downbeat(downbeat) - nonBeat;
    }
  }

  private void score(int frames) {
    candidates.collect(next, frames);
    char[] codes = new char[space.cellCount() * frames];
    int width = space.chainCount() * frames;
    for (int target = 0; target < space.intervalCount(); target++) {
      if (!rules.mayEnter(target, next, frames)) {
        close(target, frames, codes);
        continue;
      }
      network.kernel().best(candidates.encoded(), width, target, results);
      for (int chain = 0; chain < space.chainCount(); chain++) {
        if (!space.endsBar(chain)) {
          enter(chain, target, frames, codes);
        }
      }
      for (int meter = 0; meter < space.meterCount(); meter++) {
        enterBar(meter, target, frames, codes);
      }
    }
    if (anchor != null && next == start) {
      placeStart(anchor);
      for (int cell = 0; cell < space.cellCount(); cell++) {
        codes[cell * frames] = Lineage.UNREACHED;
      }
    }
    rules.apply(next, frames, window, candidates, lineage, codes);
    lineage.add(next, frames, codes);
  }

  /** No beat of this period begins in these frames. */
  private void close(int target, int frames, char[] codes) {
    for (int cell = target; cell < space.cellCount(); cell += space.intervalCount()) {
      int to = window.row(cell) + window.index(next);
      Arrays.fill(window.entries, to, to + frames, FixedPoint.IMPOSSIBLE);
      Arrays.fill(codes, cell * frames, (cell + 1) * frames, Lineage.UNREACHED);
    }
  }

  /** Entries of the beat that follows a beat inside its bar. */
  private void enter(int chain, int target, int frames, char[] codes) {
    MaxPlusKernel kernel = network.kernel();
    long[] entries = window.entries;
    int cell = (chain + 1) * space.intervalCount() + target;
    int to = window.row(cell) + window.index(next);
    long best = candidates.best(chain);
    for (int x = 0; x < frames; x++) {
      int result = results[chain * frames + x];
      int source;
      long score;
      if (kernel.isExact(result)) {
        source = kernel.source(result, target);
        score = best - kernel.below(result);
      } else if (kernel.isImpossible(result)) {
        source = target;
        score = FixedPoint.IMPOSSIBLE;
      } else {
        source = candidates.source(chain, target, x, frames);
        score = candidates.score(source, chain, target, x, frames);
      }
      boolean reached = !FixedPoint.isImpossible(score);
      entries[to + x] = reached ? score : FixedPoint.IMPOSSIBLE;
      codes[cell * frames + x] = reached ? Lineage.code(source, 0) : Lineage.UNREACHED;
    }
  }

  /** Entries of downbeats, where the bar length may change; without bars, of all beats. */
  private void enterBar(int meter, int target, int frames, char[] codes) {
    MaxPlusKernel kernel = network.kernel();
    long[] entries = window.entries;
    int cell = space.firstChainOf(meter) * space.intervalCount() + target;
    int to = window.row(cell) + window.index(next);
    Arrays.fill(entries, to, to + frames, FixedPoint.IMPOSSIBLE);
    Arrays.fill(codes, cell * frames, (cell + 1) * frames, Lineage.UNREACHED);
    for (int k = 0; k < space.meterCount(); k++) {
      // The bar length itself comes first, so that of equal scores it wins.
      int from = k == 0 ? meter : k <= meter ? k - 1 : k;
      int chain = space.lastChainOf(from);
      long change = network.meter().score(from, meter);
      long best = candidates.best(chain) + change;
      for (int x = 0; x < frames; x++) {
        int result = results[chain * frames + x];
        int source;
        long score;
        if (kernel.isExact(result)) {
          source = kernel.source(result, target);
          score = best - kernel.below(result);
        } else if (kernel.isImpossible(result)) {
          continue;
        } else {
          source = candidates.source(chain, target, x, frames);
          score = candidates.score(source, chain, target, x, frames) + change;
        }
        if (score > entries[to + x] && !FixedPoint.isImpossible(score)) {
          entries[to + x] = score;
          codes[cell * frames + x] = Lineage.code(source, from);
        }
      }
    }
  }

  /** Makes an entry the only one possible in its frame, with score 0. */
  private void placeStart(BeatEntry entry) {
    int index = window.index(entry.frame());
    for (int cell = 0; cell < space.cellCount(); cell++) {
      window.entries[window.row(cell) + index] = FixedPoint.IMPOSSIBLE;
    }
    int cell = entry.chain() * space.intervalCount() + entry.interval();
    window.entries[window.row(cell) + index] = 0;
  }

  /**
   * The entry that the best path to the last scored frame went through last; of equal ones that of
   * the first chain, then of the shortest period, then the latest. Null if no path is possible.
   */
  @Nullable BeatEntry bestLive() {
    BeatEntry found = null;
    long highest = FixedPoint.IMPOSSIBLE / 2;
    for (int cell = 0; cell < space.cellCount(); cell++) {
      int chain = cell / space.intervalCount();
      int interval = cell % space.intervalCount();
      for (int k = 1; k <= space.interval(interval); k++) {
        long score = liveScore(chain, interval, next - k);
        if (score > highest) {
          highest = score;
          found = new BeatEntry(next - k, chain, interval);
        }
      }
    }
    return found;
  }

  /** Score up to the last scored frame of the best path that went through this live entry last. */
  private long liveScore(int chain, int interval, long frame) {
    long[] gains = space.isDownbeat(chain) ? window.downbeatGains : window.beatGains;
    long beatEnd = Math.min(frame + space.beatFrames(interval), next);
    int row = window.row(chain * space.intervalCount() + interval);
    return window.entries[row + window.index(frame)]
        + gains[window.index(beatEnd)]
        - gains[window.index(frame)];
  }

  /** Log probability in nats of the best path to the last scored frame. */
  double logProbability(BeatEntry bestLive) {
    return FixedPoint.toNats(
        liveScore(bestLive.chain(), bestLive.interval(), bestLive.frame()) + nonBeatSum);
  }
}

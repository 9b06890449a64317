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
  private final int mask;
  private final int ring;
  private final long[] entries;
  private final long[] beatSums;
  private final long[] downbeatSums;
  private final long[] candidates;
  private final int[] encoded;
  private final int[] results;
  private final long[] best;
  private final long origin;
  private long next;
  private long nonBeatSum;

  private Trellis(BeatNetwork network, long start, long origin) {
    this.network = network;
    space = network.space();
    lineage = new Lineage(space);
    next = start;
    this.origin = origin;
    int block = space.shortest();
    ring = Integer.highestOneBit(space.longest() + block + 1) * 2;
    mask = ring - 1;
    entries = new long[space.cellCount() * ring];
    Arrays.fill(entries, FixedPoint.IMPOSSIBLE);
    beatSums = new long[ring];
    downbeatSums = new long[ring];
    candidates = new long[space.cellCount() * block];
    encoded = new int[candidates.length];
    results = new int[space.chainCount() * block];
    best = new long[space.chainCount()];
  }

  /** A trellis of all paths from this frame on, every state being equally likely before it. */
  static Trellis startingAt(BeatNetwork network, long frame) {
    Trellis trellis = new Trellis(network, frame, frame);
    BeatStateSpace space = network.space();
    long score = network.initialScore();
    for (int cell = 0; cell < space.cellCount(); cell++) {
      // State k before the first frame belongs to a beat entered k + 1 frames before it.
      int interval = space.interval(cell % space.intervalCount());
      for (int k = 1; k <= interval; k++) {
        trellis.entries[trellis.at(cell, frame - k)] = score;
      }
    }
    return trellis;
  }

  /** A trellis of all paths from this entry on. */
  static Trellis continuing(BeatNetwork network, BeatEntry entry) {
    Trellis trellis = new Trellis(network, entry.frame(), entry.frame() + 1);
    int cell = entry.chain() * network.space().intervalCount() + entry.interval();
    trellis.entries[trellis.at(cell, entry.frame())] = 0;
    return trellis;
  }

  /** The first frame that has not been scored. */
  long next() {
    return next;
  }

  /** The first frame whose entries have predecessors. */
  long origin() {
    return origin;
  }

  Lineage lineage() {
    return lineage;
  }

  /** Scores all frames before {@code end}. */
  void advance(Activations activations, long end) {
    while (next < end) {
      int frames = (int) Math.min(space.shortest(), end - next);
      observe(activations, frames);
      score(frames);
      next += frames;
    }
  }

  private void observe(Activations activations, int frames) {
    FrameScores scores = network.frames();
    for (long frame = next; frame < next + frames; frame++) {
      float beat = activations.beat(frame);
      float downbeat = activations.downbeat(frame);
      long nonBeat = scores.nonBeat(beat, downbeat);
      nonBeatSum += nonBeat;
      int here = (int) frame & mask;
      int behind = (int) (frame + 1) & mask;
      beatSums[behind] = beatSums[here] + scores.beat(beat, downbeat) - nonBeat;
      downbeatSums[behind] = downbeatSums[here] + scores.downbeat(downbeat) - nonBeat;
    }
  }

  private void score(int frames) {
    collect(frames);
    encode(frames);
    int width = space.chainCount() * frames;
    char[] codes = new char[space.cellCount() * frames];
    for (int target = 0; target < space.intervalCount(); target++) {
      network.kernel().best(encoded, width, target, results);
      for (int chain = 0; chain < space.chainCount(); chain++) {
        if (!space.endsBar(chain)) {
          enter(chain, target, frames, codes);
        }
      }
      enterBars(target, frames, codes);
    }
    lineage.add(next, frames, codes);
  }

  /** Scores of all beats that end in each of the frames, from their entries on. */
  private void collect(int frames) {
    int chains = space.chainCount();
    Arrays.fill(best, FixedPoint.IMPOSSIBLE);
    for (int interval = 0; interval < space.intervalCount(); interval++) {
      int period = space.interval(interval);
      int beatFrames = space.beatFrames(interval);
      for (int chain = 0; chain < chains; chain++) {
        long[] sums = space.isDownbeat(chain) ? downbeatSums : beatSums;
        int row = (chain * space.intervalCount() + interval) * ring;
        int to = (interval * chains + chain) * frames;
        long highest = best[chain];
        for (int x = 0; x < frames; x++) {
          int start = (int) (next + x - period);
          long score =
              entries[row + (start & mask)]
                  + sums[start + beatFrames & mask]
                  - sums[start & mask];
          candidates[to + x] = score;
          highest = Math.max(highest, score);
        }
        best[chain] = highest;
      }
    }
  }

  private void encode(int frames) {
    MaxPlusKernel kernel = network.kernel();
    int chains = space.chainCount();
    for (int i = 0; i < space.intervalCount() * chains; i++) {
      long highest = best[i % chains];
      for (int k = i * frames; k < (i + 1) * frames; k++) {
        encoded[k] = kernel.encode(highest - candidates[k]);
      }
    }
  }

  /** Entries of the beat that follows a beat inside its bar. */
  private void enter(int chain, int target, int frames, char[] codes) {
    MaxPlusKernel kernel = network.kernel();
    int cell = (chain + 1) * space.intervalCount() + target;
    for (int x = 0; x < frames; x++) {
      int result = results[chain * frames + x];
      long score;
      char code;
      if (kernel.isExact(result)) {
        score = best[chain] - kernel.below(result);
        code = Lineage.code(kernel.source(result, target), 0);
      } else {
        int source = exactSource(chain, target, x, frames);
        score = exactScore(source, chain, target, x, frames);
        code = Lineage.code(source, 0);
      }
      put(cell, x, frames, score, code, codes);
    }
  }

  /** Entries of downbeats, where the bar length may change; without bars, of all beats. */
  private void enterBars(int target, int frames, char[] codes) {
    MaxPlusKernel kernel = network.kernel();
    for (int meter = 0; meter < space.meterCount(); meter++) {
      int cell = space.firstChainOf(meter) * space.intervalCount() + target;
      for (int x = 0; x < frames; x++) {
        long score = FixedPoint.IMPOSSIBLE;
        char code = Lineage.UNREACHED;
        for (int k = 0; k < space.meterCount(); k++) {
          // The bar length itself comes first, so that of equal scores it wins.
          int from = k == 0 ? meter : k <= meter ? k - 1 : k;
          int chain = space.lastChainOf(from);
          int result = results[chain * frames + x];
          boolean exact = kernel.isExact(result);
          int source =
              exact ? kernel.source(result, target) : exactSource(chain, target, x, frames);
          long arrived =
              exact
                  ? best[chain] - kernel.below(result)
                  : exactScore(source, chain, target, x, frames);
          long changed = arrived + network.meter().score(from, meter);
          if (changed > score) {
            score = changed;
            code = Lineage.code(source, from);
          }
        }
        put(cell, x, frames, score, code, codes);
      }
    }
  }

  private void put(int cell, int x, int frames, long score, char code, char[] codes) {
    boolean reached = !FixedPoint.isImpossible(score);
    entries[at(cell, next + x)] = reached ? score : FixedPoint.IMPOSSIBLE;
    codes[cell * frames + x] = reached ? code : Lineage.UNREACHED;
  }

  private int exactSource(int chain, int target, int x, int frames) {
    TempoTransitions tempo = network.tempo();
    int source = tempo.firstSource(target);
    long score = exactScore(source, chain, target, x, frames);
    for (int from = source + 1; from <= tempo.lastSource(target); from++) {
      long other = exactScore(from, chain, target, x, frames);
      if (other >= score) {
        score = other;
        source = from;
      }
    }
    return source;
  }

  private long exactScore(int source, int chain, int target, int x, int frames) {
    return candidates[(source * space.chainCount() + chain) * frames + x]
        + network.tempo().score(source, target);
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
    long[] sums = space.isDownbeat(chain) ? downbeatSums : beatSums;
    long beatEnd = Math.min(frame + space.beatFrames(interval), next);
    return entries[at(chain * space.intervalCount() + interval, frame)]
        + sums[(int) beatEnd & mask]
        - sums[(int) frame & mask];
  }

  /** Log probability in nats of the best path to the last scored frame. */
  double logProbability(BeatEntry bestLive) {
    return FixedPoint.toNats(
        liveScore(bestLive.chain(), bestLive.interval(), bestLive.frame()) + nonBeatSum);
  }

  private int at(int cell, long frame) {
    return cell * ring + ((int) frame & mask);
  }
}

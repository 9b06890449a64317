package org.neume.decoder.decode;

import java.util.Arrays;

/**
 * Scores of all beats that end in the frames of a block, exact and as the kernel wants them. Laid
 * out by period, then chain, then frame.
 */
final class BeatCandidates {
  private final BeatNetwork network;
  private final BeatStateSpace space;
  private final ScoreWindow window;
  private final long[][] exact;
  private final int[][] encoded;
  private final long[] best;

  BeatCandidates(BeatNetwork network, ScoreWindow window) {
    this.network = network;
    this.window = window;
    space = network.space();
    int width = space.chainCount() * space.shortest();
    exact = new long[space.intervalCount()][width];
    encoded = new int[space.intervalCount()][width];
    best = new long[space.chainCount()];
  }

  /** Scores the beats that end where each of the frames from {@code next} on begins. */
  void collect(long next, int frames) {
    Arrays.fill(best, FixedPoint.IMPOSSIBLE);
    for (int interval = 0; interval < space.intervalCount(); interval++) {
      int start = window.index(next - space.interval(interval));
      int beatEnd = start + space.beatFrames(interval);
      for (int chain = 0; chain < space.chainCount(); chain++) {
        long[] gains = space.isDownbeat(chain) ? window.downbeatGains : window.beatGains;
        int row = window.row(chain * space.intervalCount() + interval) + start;
        add(exact[interval], chain * frames, frames, row, gains, start, beatEnd);
        best[chain] = Math.max(best[chain], largest(exact[interval], chain * frames, frames));
      }
    }
    for (int interval = 0; interval < space.intervalCount(); interval++) {
      for (int chain = 0; chain < space.chainCount(); chain++) {
        encode(exact[interval], encoded[interval], chain * frames, frames, best[chain]);
      }
    }
  }

  private void add(
      long[] scores, int to, int frames, int row, long[] gains, int start, int beatEnd) {
    long[] entries = window.entries;
    for (int x = 0; x < frames; x++) {
      scores[to + x] = entries[row + x] + gains[beatEnd + x] - gains[start + x];
    }
  }

  private static long largest(long[] scores, int from, int frames) {
    long largest = scores[from];
    for (int x = 1; x < frames; x++) {
      largest = Math.max(largest, scores[from + x]);
    }
    return largest;
  }

  private void encode(long[] scores, int[] codes, int from, int frames, long highest) {
    MaxPlusKernel kernel = network.kernel();
    for (int k = from; k < from + frames; k++) {
      codes[k] = kernel.encode(highest - scores[k]);
    }
  }

  /** By period, the scores encoded relative to the best of their chain. */
  int[][] encoded() {
    return encoded;
  }

  /** Largest score of a chain. */
  long best(int chain) {
    return best[chain];
  }

  /** Exact score of the beat of a chain and period that ends before frame {@code x} of the block. */
  long exact(int source, int chain, int x, int frames) {
    return exact[source][chain * frames + x];
  }

  /** The period of a chain from which a target is reached best in frame {@code x} of the block. */
  int source(int chain, int target, int x, int frames) {
    TempoTransitions tempo = network.tempo();
    int source = tempo.firstSource(target);
    long score = score(source, chain, target, x, frames);
    for (int from = source + 1; from <= tempo.lastSource(target); from++) {
      long other = score(from, chain, target, x, frames);
      if (other >= score) {
        score = other;
        source = from;
      }
    }
    return source;
  }

  /** Exact score of going from a period of a chain to a target in frame {@code x} of the block. */
  long score(int source, int chain, int target, int x, int frames) {
    return exact[source][chain * frames + x] + network.tempo().score(source, target);
  }
}

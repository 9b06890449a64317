package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Viterbi algorithm over every single state, one frame after the other, as textbooks have it:
 * slow, and simple enough to be believed. The oracle for the segment form.
 *
 * <p>States are numbered by chain, period and frame of the period. Ties go as the segment form
 * documents them: the same bar length, else the first; the longest period; at the end the first
 * chain, the shortest period, the earliest state.
 */
final class FullStateViterbi {
  private final BeatNetwork network;
  private final BeatStateSpace space;
  private final int[] firstState;
  private final int states;
  private long score;

  FullStateViterbi(DecoderConfig config) {
    network = new BeatNetwork(config);
    space = network.space();
    firstState = new int[space.cellCount() + 1];
    for (int cell = 0; cell < space.cellCount(); cell++) {
      firstState[cell + 1] = firstState[cell] + space.interval(cell % space.intervalCount());
    }
    states = firstState[space.cellCount()];
  }

  /** Score of the path that {@link #decode} found last. */
  long score() {
    return score;
  }

  /** The beats' entries of the best path, the first perhaps before frame 0. */
  List<BeatEntry> decode(float[] beat, float[] downbeat) {
    int frames = beat.length;
    int[][] from = new int[frames][states];
    long[] scores = new long[states];
    Arrays.fill(scores, network.initialScore());
    for (int frame = 0; frame < frames; frame++) {
      scores = step(scores, from[frame], beat[frame], downbeat[frame]);
    }
    int state = 0;
    for (int s = 1; s < states; s++) {
      state = scores[s] > scores[state] ? s : state;
    }
    score = scores[state];
    List<BeatEntry> entries = new ArrayList<>();
    for (int frame = frames - 1; frame >= 0; frame--) {
      int cell = cellOf(state);
      int position = state - firstState[cell];
      if (position == 0 || frame == 0) {
        entries.add(
            0,
            new BeatEntry(
                frame - position, cell / space.intervalCount(), cell % space.intervalCount()));
      }
      state = from[frame][state];
    }
    int before = cellOf(state);
    if (entries.get(0).frame() == 0) {
      entries.add(
          0,
          new BeatEntry(
              -space.interval(before % space.intervalCount()),
              before / space.intervalCount(),
              before % space.intervalCount()));
    }
    return entries;
  }

  private long[] step(long[] scores, int[] from, float beat, float downbeat) {
    long[] next = new long[states];
    for (int cell = 0; cell < space.cellCount(); cell++) {
      int chain = cell / space.intervalCount();
      int interval = cell % space.intervalCount();
      for (int position = 0; position < space.interval(interval); position++) {
        int state = firstState[cell] + position;
        from[state] = position > 0 ? state - 1 : bestBefore(chain, interval, scores);
        long arrived = position > 0 ? scores[state - 1] : arrival(from[state], state, scores);
        next[state] = arrived + density(chain, interval, position, beat, downbeat);
      }
    }
    return next;
  }

  private int bestBefore(int chain, int interval, long[] scores) {
    int state = firstState[chain * space.intervalCount() + interval];
    int meter = space.meterOf(chain);
    List<Integer> before = new ArrayList<>();
    if (space.startsBar(chain)) {
      before.add(space.lastChainOf(meter));
      for (int other = 0; other < space.meterCount(); other++) {
        if (other != meter) {
          before.add(space.lastChainOf(other));
        }
      }
    } else {
      before.add(chain - 1);
    }
    int best = -1;
    for (int source : before) {
      for (int i = space.intervalCount() - 1; i >= 0; i--) {
        int last = firstState[source * space.intervalCount() + i + 1] - 1;
        if (best < 0 || arrival(last, state, scores) > arrival(best, state, scores)) {
          best = last;
        }
      }
    }
    return best;
  }

  private long arrival(int last, int state, long[] scores) {
    int from = cellOf(last);
    int to = cellOf(state);
    int chain = to / space.intervalCount();
    int source = from / space.intervalCount();
    long tempo = network.tempo().score(from % space.intervalCount(), to % space.intervalCount());
    long meter =
        space.startsBar(chain)
            ? network.meter().score(space.meterOf(source), space.meterOf(chain))
            : 0;
    return scores[last] + tempo + meter;
  }

  private long density(int chain, int interval, int position, float beat, float downbeat) {
    // position / period < 1 / lambda, in whole numbers.
    boolean isBeat = position * network.config().observation().lambda() < space.interval(interval);
    if (!isBeat) {
      return network.frames().nonBeat(beat, downbeat);
    }
    return space.isDownbeat(chain)
        ? network.frames().downbeat(downbeat)
        : network.frames().beat(beat, downbeat);
  }

  private int cellOf(int state) {
    int found = Arrays.binarySearch(firstState, state);
    return found >= 0 ? found : -found - 2;
  }
}

package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Viterbi algorithm over every single state under constraints, one frame after the other: which
 * states a frame may have and what a step costs is asked of the list of constraints each time. Slow,
 * and simple enough to be believed. The oracle for {@link ConstrainedDecoder}.
 */
final class ConstrainedViterbi {
  private static final long NEVER = Long.MIN_VALUE / 4;
  private static final double UNITS = 65_536;

  private final DecoderConfig config;
  private final List<BeatConstraint> constraints;
  private final TempoCorridor corridor;
  private final BeatNetwork network;
  private final BeatStateSpace space;
  private final FrameScores scores;
  private final float[] beat;
  private final float[] downbeat;

  /** The network has the periods and bars that the constraints ask for. */
  ConstrainedViterbi(
      DecoderConfig config,
      BeatNetwork network,
      List<BeatConstraint> constraints,
      TempoCorridor corridor,
      float[] beat,
      float[] downbeat) {
    this.config = config;
    this.network = network;
    this.constraints = constraints;
    this.corridor = corridor;
    this.beat = beat;
    this.downbeat = downbeat;
    space = network.space();
    scores = network.frames();
  }

  /** A state: a frame of a beat of a cell; unheard if nobody is to hear the beat. */
  private record State(int cell, int position, boolean unheard) {}

  /** Score of the best path, empty sum first; {@link Long#MIN_VALUE} if there is none. */
  long best() {
    List<State> states = new ArrayList<>();
    for (int cell = 0; cell < space.cellCount(); cell++) {
      for (int position = 0; position < period(cell); position++) {
        states.add(new State(cell, position, false));
        states.add(new State(cell, position, true));
      }
    }
    int[] index = new int[space.cellCount() + 1];
    for (int cell = 0; cell < space.cellCount(); cell++) {
      index[cell + 1] = index[cell] + 2 * period(cell);
    }
    long[] now = new long[states.size()];
    for (int s = 0; s < now.length; s++) {
      now[s] = before(states.get(s)) ? network.initialScore() : NEVER;
    }
    for (int frame = 0; frame < beat.length; frame++) {
      long[] next = new long[now.length];
      Arrays.fill(next, NEVER);
      for (int s = 0; s < now.length; s++) {
        State state = states.get(s);
        long arrived = NEVER;
        if (state.position() > 0) {
          arrived = placed(frame) == null ? now[s - 2] : NEVER;
        } else if (mayBegin(frame, state)) {
          for (int cell = 0; cell < space.cellCount(); cell++) {
            for (int unheard = 0; unheard < 2; unheard++) {
              long last = now[index[cell + 1] - 2 + unheard];
              long step = step(frame, cell, state.cell());
              if (last > NEVER / 2 && step > NEVER / 2) {
                arrived = Math.max(arrived, last + step);
              }
            }
          }
          arrived -= state.unheard() ? Math.round(0.2 * period(state.cell()) * UNITS) : 0;
        }
        next[s] = arrived > NEVER / 2 ? arrived + density(frame, state) : NEVER;
      }
      now = next;
    }
    long best = Arrays.stream(now).max().orElseThrow();
    return best > NEVER / 2 ? best : Long.MIN_VALUE;
  }

  /** Whether a beat may be under way in a state before the first frame. */
  private boolean before(State state) {
    if (state.unheard()) {
      return false;
    }
    int entry = -1 - state.position();
    int states = beatFrames(state.cell());
    int place = entry + states > 0 ? peak(0, Math.min(entry + states, beat.length)) : 0;
    return periodFits(entry, place, state.cell()) && meterFits(place, state.cell());
  }

  private boolean mayBegin(int frame, State state) {
    BeatConstraint.Beat placed = placed(frame);
    int place =
        placed != null
            ? frame
            : peak(frame, Math.min(frame + beatFrames(state.cell()), beat.length));
    boolean silent = placed == null && isSilent(place);
    if (state.unheard() != silent || !periodFits(frame, place, state.cell())) {
      return false;
    }
    int number = space.number(chain(state.cell()));
    if (number == 1 && !meterFits(place, state.cell())) {
      return false;
    }
    return placed == null || number(frame) == 0 || number == 0 || number == number(frame);
  }

  private long step(int frame, int from, int to) {
    long tempo = network.tempo().score(interval(from), interval(to));
    boolean leads = placed(frame + period(to)) != null && !crossed(frame + 1, frame + period(to));
    boolean led = placed(frame - period(from)) != null && !crossed(frame - period(from) + 1, frame);
    if (isLoose(frame) || leads || led) {
      tempo = Math.max(tempo, Math.round(-25 * UNITS));
    }
    if (tempo < NEVER / 2) {
      return NEVER;
    }
    int source = chain(from);
    int target = chain(to);
    long best = NEVER;
    if (space.startsBar(target) && space.endsBar(source)) {
      best = network.meter().score(space.meterOf(source), space.meterOf(target));
    } else if (!space.startsBar(target) && source == target - 1) {
      best = 0;
    }
    if (placed(frame) != null && number(frame) > 0 && space.number(target) == number(frame)) {
      boolean fits = meterFits(frame, to);
      best = Math.max(best, fits ? Math.round(Math.log(1e-18) * UNITS) : NEVER);
    }
    return best < NEVER / 2 ? NEVER : tempo + best;
  }

  private long density(int frame, State state) {
    long none = scores.nonBeat(beat[frame], downbeat[frame]);
    if (state.unheard() || state.position() >= beatFrames(state.cell())) {
      return none;
    }
    return space.isDownbeat(chain(state.cell()))
        ? scores.downbeat(downbeat[frame])
        : scores.beat(beat[frame], downbeat[frame]);
  }

  private boolean crossed(int from, int end) {
    return IntStream.range(from, end).anyMatch(frame -> placed(frame) != null);
  }

  private boolean isLoose(int frame) {
    if (placed(frame) != null) {
      return true;
    }
    int states = space.beatFrames(space.intervalCount() - 1);
    for (int border = 1; border < beat.length; border++) {
      boolean near = frame >= border - states && frame <= border + space.longest();
      if (near && !range(border).equals(range(border - 1))) {
        return true;
      }
    }
    return false;
  }

  /** Shortest and longest period of beats in a frame. */
  private List<Integer> range(int frame) {
    int shortest = 0;
    int longest = Integer.MAX_VALUE;
    for (BeatConstraint constraint : constraints) {
      if (constraint instanceof BeatConstraint.Tempo t && t.first() <= frame && frame < t.last()) {
        shortest = Math.max(shortest, (int) Math.rint(60 * config.frameRate() / t.fastest()));
        longest = Math.min(longest, (int) Math.rint(60 * config.frameRate() / t.slowest()));
      }
    }
    return List.of(shortest, longest);
  }

  private boolean periodFits(int entry, int frame, int cell) {
    List<Integer> range = range(frame);
    if (range.get(0) > 0) {
      return period(cell) >= range.get(0) && period(cell) <= range.get(1);
    }
    boolean beside = placed(entry) != null || placed(entry + period(cell)) != null;
    return config.tempo().intervals().contains(period(cell))
        && (beside || corridor.allows(period(cell), frame));
  }

  private boolean meterFits(int frame, int cell) {
    int beats = space.beatsPerBar(chain(cell));
    if (beats == 0) {
      return true;
    }
    for (BeatConstraint constraint : constraints) {
      if (constraint instanceof BeatConstraint.Meter m && m.first() <= frame && frame < m.last()) {
        return beats == m.beatsPerBar();
      }
    }
    return config.meter().barLengths().contains(beats);
  }

  private boolean isSilent(int frame) {
    return constraints.stream()
        .anyMatch(
            c -> c instanceof BeatConstraint.NoBeat n && n.first() <= frame && frame < n.last());
  }

  private BeatConstraint.@org.jspecify.annotations.Nullable Beat placed(int frame) {
    for (BeatConstraint constraint : constraints) {
      if (constraint instanceof BeatConstraint.Beat b && b.frame() == frame) {
        return b;
      }
    }
    return null;
  }

  private int number(int frame) {
    return constraints.stream()
        .mapToInt(c -> c instanceof BeatConstraint.Beat b && b.frame() == frame ? b.number() : 0)
        .max()
        .orElse(0);
  }

  private int peak(int from, int end) {
    int peak = from;
    for (int frame = from + 1; frame < end; frame++) {
      boolean higher =
          Math.max(beat[frame], downbeat[frame]) > Math.max(beat[peak], downbeat[peak]);
      peak = higher ? frame : peak;
    }
    return peak;
  }

  private int chain(int cell) {
    return cell / space.intervalCount();
  }

  private int interval(int cell) {
    return cell % space.intervalCount();
  }

  private int period(int cell) {
    return space.interval(interval(cell));
  }

  private int beatFrames(int cell) {
    int lambda = config.observation().lambda();
    return (period(cell) + lambda - 1) / lambda;
  }
}

package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What constraints say of each frame of a recording. Immutable once made. */
final class ConstraintMap {
  /** No beat was placed here. */
  static final int NONE = -1;

  private final int frames;
  private final int[] numbers;
  private final int[] shortest;
  private final int[] longest;
  private final byte[] meters;
  private final boolean[] silent;
  private final long[] nextBeats;
  private final List<Long> placed;

  /**
   * Draws the map.
   *
   * @param frames frames of the recording
   * @param frameRate frames per second
   * @throws ConstraintConflictException if two constraints, or a constraint and the recording,
   *     contradict each other
   */
  ConstraintMap(List<BeatConstraint> constraints, int frames, double frameRate)
      throws ConstraintConflictException {
    this.frames = frames;
    numbers = new int[frames];
    Arrays.fill(numbers, NONE);
    shortest = new int[frames];
    longest = new int[frames];
    meters = new byte[frames];
    silent = new boolean[frames];
    nextBeats = new long[frames + 1];
    ConstraintWords words = new ConstraintWords(frameRate);
    for (BeatConstraint constraint : constraints) {
      if (constraint instanceof BeatConstraint.NoBeat none) {
        Arrays.fill(silent, words.from(none.first(), none.last(), frames), end(none.last()), true);
      } else if (constraint instanceof BeatConstraint.Meter meter) {
        add(meter, words);
      } else if (constraint instanceof BeatConstraint.Tempo tempo) {
        add(tempo, frameRate, words);
      }
    }
    for (BeatConstraint constraint : constraints) {
      if (constraint instanceof BeatConstraint.Beat beat) {
        add(beat, words);
      }
    }
    placed = new ArrayList<>();
    long next = Long.MAX_VALUE;
    nextBeats[frames] = next;
    for (int frame = frames - 1; frame >= 0; frame--) {
      nextBeats[frame] = next;
      if (numbers[frame] != NONE) {
        next = frame;
        placed.add(next);
      }
    }
    Collections.reverse(placed);
  }

  private int end(long last) {
    return (int) Math.min(last, frames);
  }

  private void add(BeatConstraint.Meter meter, ConstraintWords words)
      throws ConstraintConflictException {
    if (meter.beatsPerBar() < 1 || meter.beatsPerBar() > MeterModel.MAX_LENGTHS) {
      throw words.noBar(meter);
    }
    int end = end(meter.last());
    for (int frame = words.from(meter.first(), meter.last(), frames); frame < end; frame++) {
      if (meters[frame] != 0 && meters[frame] != meter.beatsPerBar()) {
        throw words.twoMeters(frame, meters[frame], meter.beatsPerBar());
      }
      meters[frame] = (byte) meter.beatsPerBar();
    }
  }

  private void add(BeatConstraint.Tempo tempo, double frameRate, ConstraintWords words)
      throws ConstraintConflictException {
    if (!(tempo.slowest() >= BeatConstraint.Tempo.SLOWEST
        && tempo.slowest() <= tempo.fastest()
        && tempo.fastest() <= BeatConstraint.Tempo.FASTEST)) {
      throw words.noTempo(tempo);
    }
    List<Integer> periods = BeatIntervals.ofTempi(frameRate, tempo.slowest(), tempo.fastest());
    int least = Math.max(periods.get(0), 2);
    int most = Math.max(periods.get(periods.size() - 1), least);
    int end = end(tempo.last());
    for (int frame = words.from(tempo.first(), tempo.last(), frames); frame < end; frame++) {
      shortest[frame] = Math.max(shortest[frame], least);
      longest[frame] = longest[frame] == 0 ? most : Math.min(longest[frame], most);
      if (shortest[frame] > longest[frame]) {
        throw words.twoTempi(frame);
      }
    }
  }

  private void add(BeatConstraint.Beat beat, ConstraintWords words)
      throws ConstraintConflictException {
    if (beat.frame() < 0 || beat.frame() >= frames) {
      throw words.outside(beat, frames);
    }
    if (beat.number() < 0 || beat.number() > MeterModel.MAX_LENGTHS) {
      throw words.noNumber(beat);
    }
    int frame = (int) beat.frame();
    if (silent[frame]) {
      throw words.silenced(beat);
    }
    if (numbers[frame] > 0 && beat.number() > 0 && numbers[frame] != beat.number()) {
      throw words.twoNumbers(beat, numbers[frame]);
    }
    if (meters[frame] > 0 && beat.number() > meters[frame]) {
      throw words.beyondBar(beat, Integer.toString(meters[frame]));
    }
    numbers[frame] = Math.max(numbers[frame], beat.number());
  }

  /** Whether anything is said of the bars anywhere. */
  boolean hasMeters() {
    for (byte meter : meters) {
      if (meter != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is to be no beat anywhere. */
  boolean hasSilence() {
    for (boolean none : silent) {
      if (none) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is a region in this frame. */
  boolean isInRegion(long frame) {
    int at = (int) frame;
    return silent[at] || meters[at] != 0 || longest[at] != 0;
  }

  /** Frames of the recording. */
  int frames() {
    return frames;
  }

  /** Frames of the placed beats, ascending. */
  List<Long> placed() {
    return placed;
  }

  /** Whether a beat was placed in this frame. */
  boolean isPlaced(long frame) {
    return number(frame) != NONE;
  }

  /** The number of the beat that was placed in this frame, 0 for any, {@link #NONE} without one. */
  int number(long frame) {
    return frame < 0 || frame >= frames ? NONE : numbers[(int) frame];
  }

  /** The first frame behind this one in which a beat was placed; beyond all frames if in none. */
  long nextPlaced(long frame) {
    return frame < 0 ? (placed.isEmpty() ? Long.MAX_VALUE : placed.get(0)) : nextBeats[(int) frame];
  }

  /** Whether no beat may be reported in this frame. */
  boolean isSilent(long frame) {
    return silent[(int) frame];
  }

  /** Beats of the bars that begin in this frame; 0 where the decoder chooses. */
  int meter(long frame) {
    return meters[(int) frame];
  }

  /** Shortest period of the beats that begin in this frame; 0 where the decoder chooses. */
  int shortest(long frame) {
    return shortest[(int) frame];
  }

  /** Longest period of the beats that begin in this frame; 0 where the decoder chooses. */
  int longest(long frame) {
    return longest[(int) frame];
  }
}

package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers beats by the downbeats among them: from 1 at each downbeat, and backward from the first
 * full bar's length for the beats of a pickup. Holds the beats of a bar until its length is known.
 */
final class BarCounter {
  /** A beat and its place in its bar; both numbers are 0 while no downbeat tells. */
  record Counted(long frame, int number, int beatsPerBar) {}

  private final List<Long> held = new ArrayList<>();
  private int barLength;
  private int given;
  private int downbeatAt = -1;

  /**
   * @param barLength beats of the last full bar, 0 if there was none
   * @param given beats of the bar under way that have been given out already
   */
  BarCounter(int barLength, int given) {
    this.barLength = barLength;
    this.given = given;
  }

  /** Beats of the last full bar, 0 if there was none. */
  int barLength() {
    return barLength;
  }

  /** Beats of the bar under way that have been given out already. */
  int given() {
    return given;
  }

  /** Beats held, in order of time. */
  List<Long> held() {
    return held;
  }

  /** Takes a beat in; the beats that a downbeat completes. It is itself held in any case. */
  List<Counted> add(long frame, boolean downbeat) {
    List<Counted> complete = List.of();
    if (downbeat && (downbeatAt >= 0 || given > 0)) {
      barLength = given + held.size() - Math.max(downbeatAt, 0);
      complete = count();
    }
    if (downbeat) {
      downbeatAt = held.size();
    }
    held.add(frame);
    return complete;
  }

  /** Gives out all beats held although their bar goes on. */
  List<Counted> giveUp() {
    int under = downbeatAt >= 0 || given > 0 ? given + held.size() - Math.max(downbeatAt, 0) : 0;
    List<Counted> counted = count();
    given = under;
    return counted;
  }

  /** Gives out all beats held, after which nothing is known of bars. */
  List<Counted> end() {
    if (barLength == 0 && downbeatAt >= 0) {
      barLength = held.size() - downbeatAt;
    }
    List<Counted> counted = count();
    barLength = 0;
    return counted;
  }

  private List<Counted> count() {
    List<Counted> counted = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      counted.add(counted(i));
    }
    held.clear();
    given = 0;
    downbeatAt = -1;
    return counted;
  }

  private Counted counted(int index) {
    boolean known = downbeatAt >= 0 || given > 0;
    if (!known) {
      return new Counted(held.get(index), 0, 0);
    }
    int since = given > 0 ? given + index : index - downbeatAt;
    if (barLength == 0) {
      return new Counted(held.get(index), since >= 0 ? since + 1 : 0, 0);
    }
    return new Counted(held.get(index), Math.floorMod(since, barLength) + 1, barLength);
  }
}

package org.neume.decoder.decode;

import java.util.Arrays;

/** The whole-number sums behind {@link TempoEvidence}. Mutable. */
final class TempoSums {
  private static final int CYCLE = 6;

  private final long[] beats;
  private final long[] byPhase;
  private long onBeats;
  private long halves;
  private long thirds;
  private int phase;

  /** @param periods how many beat periods there are */
  TempoSums(int periods) {
    beats = new long[periods];
    byPhase = new long[CYCLE];
  }

  /** Adds one beat: its period and its activations on the beat, at its half, at its thirds. */
  void add(int period, long on, long half, long third) {
    beats[period]++;
    onBeats += on;
    halves += half;
    thirds += third;
    byPhase[phase] += on;
    phase = (phase + 1) % CYCLE;
  }

  /** How many beat periods there are. */
  int periods() {
    return beats.length;
  }

  /** Beats of a period. */
  long beats(int period) {
    return beats[period];
  }

  /** Activation at the half of the beats against that on the beats. */
  double half() {
    return onBeats == 0 ? 0 : (double) halves / onBeats;
  }

  /** The smaller of the activations at the thirds of the beats against that on the beats. */
  double thirds() {
    return onBeats == 0 ? 0 : (double) thirds / onBeats;
  }

  /** How far every second beat stands out, 0..1. */
  double everySecond() {
    return standingOut(2);
  }

  /** How far every third beat stands out, 0..1. */
  double everyThird() {
    return standingOut(3);
  }

  private double standingOut(int every) {
    long[] sums = new long[every];
    for (int i = 0; i < CYCLE; i++) {
      sums[i % every] += byPhase[i];
    }
    Arrays.sort(sums);
    long rest = onBeats - sums[every - 1];
    double mean = (double) rest / (every - 1);
    return sums[every - 1] == 0 ? 0 : 1 - mean / sums[every - 1];
  }

  /** The sums other than the beats per period, in an order of their own, for {@link #restore}. */
  long[] snapshot() {
    long[] all = Arrays.copyOf(byPhase, CYCLE + 4);
    all[CYCLE] = onBeats;
    all[CYCLE + 1] = halves;
    all[CYCLE + 2] = thirds;
    all[CYCLE + 3] = phase;
    return all;
  }

  /** How many numbers a snapshot has. */
  static int snapshotLength() {
    return CYCLE + 4;
  }

  /** Takes over a snapshot. */
  void restore(long[] all) {
    System.arraycopy(all, 0, byPhase, 0, CYCLE);
    onBeats = all[CYCLE];
    halves = all[CYCLE + 1];
    thirds = all[CYCLE + 2];
    phase = (int) all[CYCLE + 3];
  }

  /** Takes over the count of a period. */
  void restoreBeats(int period, long count) {
    beats[period] = count;
  }
}

package org.neume.training.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The tempo of a piece that keeps to one. */
public final class SteadyTempo {
  /** Intervals that are averaged: two bars of four. */
  private static final int INTERVALS = 8;

  /** Share of the piece that must keep to its tempo. */
  private static final double SHARE = 0.9;

  /** How far the tempo of eight beats may be away, in beats per minute. */
  private static final double NEAR = 2;

  private SteadyTempo() {}

  /**
   * The median tempo of runs of eight beats, if nine of ten of them are within 2 BPM of it; empty for
   * pieces of fewer beats or another tempo here and there.
   *
   * @param beats times in seconds, rising
   */
  public static OptionalDouble of(double[] beats) {
    int runs = beats.length - INTERVALS;
    if (runs < 1) {
      return OptionalDouble.empty();
    }
    double[] tempi = new double[runs];
    for (int i = 0; i < runs; i++) {
      tempi[i] = 60 * INTERVALS / (beats[i + INTERVALS] - beats[i]);
    }
    double[] sorted = tempi.clone();
    Arrays.sort(sorted);
    double median = sorted[runs / 2];
    long near = Arrays.stream(tempi).filter(tempo -> Math.abs(tempo - median) <= NEAR).count();
    return near >= SHARE * runs ? OptionalDouble.of(median) : OptionalDouble.empty();
  }
}

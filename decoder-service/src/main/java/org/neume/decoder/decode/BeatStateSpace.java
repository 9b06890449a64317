package org.neume.decoder.decode;

import java.util.Arrays;
import java.util.List;

/**
 * The states of a configuration: for every beat of every bar length (a chain) and every beat period
 * one state per frame of the period (Krebs, Böck and Widmer 2015, section 3.1).
 *
 * <p>Chains are numbered bar length by bar length in ascending order, within a bar from the
 * downbeat on. A cell is a chain together with a period: {@code chain * intervalCount + interval}.
 * Without bars there is one chain, whose beat follows itself.
 */
final class BeatStateSpace {
  private final int[] intervals;
  private final int[] beatFrames;
  private final int[] barLengths;
  private final int[] firstChain;
  private final int[] meterOfChain;
  private final boolean bars;

  BeatStateSpace(DecoderConfig config) {
    intervals = config.tempo().intervals().stream().mapToInt(i -> i).toArray();
    int lambda = config.observation().lambda();
    beatFrames = new int[intervals.length];
    for (int i = 0; i < intervals.length; i++) {
      beatFrames[i] = (intervals[i] + lambda - 1) / lambda;
    }
    bars = config.meter().hasBars();
    List<Integer> lengths = bars ? config.meter().barLengths() : List.of(1);
    barLengths = lengths.stream().mapToInt(i -> i).toArray();
    firstChain = new int[barLengths.length + 1];
    for (int m = 0; m < barLengths.length; m++) {
      firstChain[m + 1] = firstChain[m] + barLengths[m];
    }
    meterOfChain = new int[firstChain[barLengths.length]];
    for (int m = 0; m < barLengths.length; m++) {
      Arrays.fill(meterOfChain, firstChain[m], firstChain[m + 1], m);
    }
  }

  int intervalCount() {
    return intervals.length;
  }

  int chainCount() {
    return meterOfChain.length;
  }

  int meterCount() {
    return barLengths.length;
  }

  int cellCount() {
    return chainCount() * intervalCount();
  }

  /** States in all. */
  long stateCount() {
    long perBeat = 0;
    for (int interval : intervals) {
      perBeat += interval;
    }
    return perBeat * chainCount();
  }

  /** All beat periods in frames, ascending; not to be changed. */
  int[] intervals() {
    return intervals;
  }

  /** Frames of a beat period. */
  int interval(int index) {
    return intervals[index];
  }

  int longest() {
    return intervals[intervals.length - 1];
  }

  int shortest() {
    return intervals[0];
  }

  /** How many of a period's states, from the first on, are beat states. */
  int beatFrames(int index) {
    return beatFrames[index];
  }

  int meterOf(int chain) {
    return meterOfChain[chain];
  }

  int firstChainOf(int meter) {
    return firstChain[meter];
  }

  int lastChainOf(int meter) {
    return firstChain[meter + 1] - 1;
  }

  /** Whether a chain is the first beat of its bar; always so without bars. */
  boolean startsBar(int chain) {
    return firstChain[meterOfChain[chain]] == chain;
  }

  boolean endsBar(int chain) {
    return lastChainOf(meterOfChain[chain]) == chain;
  }

  /** Whether a chain's beat states are read from the downbeat activation. */
  boolean isDownbeat(int chain) {
    return bars && startsBar(chain);
  }

  /** Number of a chain's beat in its bar from 1; 0 without bars. */
  int number(int chain) {
    return bars ? chain - firstChain[meterOfChain[chain]] + 1 : 0;
  }

  /** Beats in a chain's bar; 0 without bars. */
  int beatsPerBar(int chain) {
    return bars ? barLengths[meterOfChain[chain]] : 0;
  }
}

package org.neume.transcription.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * As few tempi as keep every anchor within a tolerance: each holds for as long as some tempo does,
 * and is a round number of quarters per minute where one does. People who play to a click get one
 * tempo, and others those that they play in.
 *
 * <p>A cone of tempi is narrowed from anchor to anchor until nothing is left of it (the swinging door
 * of Bristol, US patent 4,669,097, long expired). One pass, in linear time.
 */
final class SteadyTempi {
  /** What a tempo may put an anchor off, in seconds: two frames of a beat tracker and a half. */
  static final double TOLERANCE = 0.025;

  // A tempo must not be infinite.
  private static final double FASTEST = 0.001;
  private static final double[] ROUND = {1, 0.5, 0.1};

  /**
   * A stretch of one tempo.
   *
   * @param toUnits where it ends, in units of a score
   * @param seconds how long it lasts
   */
  record Stretch(int toUnits, double seconds) {}

  private final double unitsPerQuarter;
  private final List<Stretch> stretches = new ArrayList<>();
  private int from;
  private double fromSeconds;
  private double least;
  private double most;

  private SteadyTempi(int from, double fromSeconds, int unitsPerQuarter) {
    this.from = from;
    this.fromSeconds = fromSeconds;
    this.unitsPerQuarter = unitsPerQuarter;
  }

  /**
   * The stretches through anchors.
   *
   * @param from where they begin, in units
   * @param fromSeconds when that sounds
   * @param anchors units behind {@code from} to seconds, both increasing
   */
  static List<Stretch> of(
      int from, double fromSeconds, NavigableMap<Integer, Double> anchors, int unitsPerQuarter) {
    SteadyTempi tempi = new SteadyTempi(from, fromSeconds, unitsPerQuarter);
    int last = from;
    tempi.open();
    for (Map.Entry<Integer, Double> anchor : anchors.entrySet()) {
      if (!tempi.holds(anchor.getKey(), anchor.getValue()) && last > tempi.from) {
        tempi.close(last);
        tempi.open();
      }
      tempi.narrow(anchor.getKey(), anchor.getValue());
      last = anchor.getKey();
    }
    if (last > tempi.from) {
      tempi.close(last);
    }
    return tempi.stretches;
  }

  private void open() {
    least = 0;
    most = Double.POSITIVE_INFINITY;
  }

  private boolean holds(int units, double seconds) {
    return Math.max(least, least(units, seconds)) <= Math.min(most, most(units, seconds));
  }

  // An anchor that alone is too much for the cone is met as nearly as the fastest tempo can.
  private void narrow(int units, double seconds) {
    double floor = FASTEST / (units - from);
    most = Math.max(floor, Math.min(most, most(units, seconds)));
    least = Math.min(most, Math.max(least, Math.max(floor, least(units, seconds))));
  }

  private double least(int units, double seconds) {
    return (seconds - TOLERANCE - fromSeconds) / (units - from);
  }

  private double most(int units, double seconds) {
    return (seconds + TOLERANCE - fromSeconds) / (units - from);
  }

  private void close(int units) {
    double seconds = secondsPerUnit() * (units - from);
    stretches.add(new Stretch(units, seconds));
    fromSeconds += seconds;
    from = units;
  }

  private double secondsPerUnit() {
    double middle = (least + most) / 2;
    for (double step : ROUND) {
      double tempo = Math.rint(60 / (middle * unitsPerQuarter) / step) * step;
      double rounded = 60 / (tempo * unitsPerQuarter);
      if (tempo > 0 && rounded >= least && rounded <= most) {
        return rounded;
      }
    }
    return middle;
  }
}

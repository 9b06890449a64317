package org.neume.training.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Changes the tempo of a piece: a constant factor and, on part of the pieces, a drift, a ritardando or accelerando, steps,
 * or rubato. The tempo stays between 40 and 240 beats per minute where the piece allows it.
 */
public final class TempoWarp {
  private static final double SLOWEST = 40;
  private static final double FASTEST = 240;

  private TempoWarp() {}

  /**
   * Warps a piece.
   *
   * @param factor how much faster it becomes, 1 keeps the tempo
   * @param curved true to let the tempo vary
   */
  public static Score apply(Score score, double factor, boolean curved, RandomGenerator random) {
    if (score.beats().size() < 2) {
      return score;
    }
    double tempo = score.medianTempo();
    double bounded = Math.max(SLOWEST / tempo, Math.min(FASTEST / tempo, factor));
    DoubleUnaryOperator speed = curved ? curve(score.end(), random) : time -> 1;
    double low = Math.min(bounded, SLOWEST / tempo);
    double high = Math.max(bounded, FASTEST / tempo);
    return score.mapTime(
        integrate(
            time -> Math.max(low, Math.min(high, bounded * speed.applyAsDouble(time))),
            score.end()));
  }

  /** A factor over time, near 1. */
  private static DoubleUnaryOperator curve(double end, RandomGenerator random) {
    double amount = 0.03 + 0.2 * random.nextDouble();
    double at = end * random.nextDouble();
    double phase = 2 * Math.PI * random.nextDouble();
    double period = 4 + 20 * random.nextDouble();
    double other = period * (1.7 + random.nextDouble());
    return switch (random.nextInt(6)) {
      case 0 -> time -> 1 + amount * (time / end - 0.5);
      case 1 -> time -> 1 - amount * (time / end - 0.5);
      case 2 -> time -> time < at ? 1 : 1 - 1.5 * amount * Math.min(1, (time - at) / 8);
      case 3 -> time -> time < at ? 1 : 1 + amount;
      case 4 -> time -> 1 + 0.3 * amount * Math.sin(2 * Math.PI * time / other + phase);
      default ->
          time ->
              1
                  + 0.6 * amount * Math.sin(2 * Math.PI * time / period + phase)
                  + 0.4 * amount * Math.sin(2 * Math.PI * time / other);
    };
  }

  /** New time as a function of old time: the integral of 1 / speed, in steps of 50 ms. */
  private static DoubleUnaryOperator integrate(DoubleUnaryOperator speed, double end) {
    double step = 0.05;
    List<Double> sums = new ArrayList<>();
    sums.add(0.0);
    int count = (int) Math.ceil(end / step) + 2;
    for (int i = 0; i < count; i++) {
      sums.add(sums.get(i) + step / speed.applyAsDouble((i + 0.5) * step));
    }
    double[] table = sums.stream().mapToDouble(Double::doubleValue).toArray();
    return time -> {
      int i = Math.max(0, Math.min(table.length - 2, (int) (time / step)));
      return table[i] + (time / step - i) * (table[i + 1] - table[i]);
    };
  }
}

package org.neume.training.render;

import java.util.random.RandomGenerator;

/**
 * How a performance departs from the grid.
 *
 * @param stepsPerBeat 4 for sixteenths, 3 for triplet (compound) subdivision
 * @param swingEighth where the off-beat eighth falls within the beat: 0.5 straight, 0.667 triplet swing
 * @param swingSixteenth where the off-beat sixteenth falls within the eighth
 * @param jitter standard deviation of an onset, in seconds
 */
public record Feel(int stepsPerBeat, double swingEighth, double swingSixteenth, double jitter) {
  /** Exactly on the grid. */
  public static final Feel STRAIGHT = new Feel(4, 0.5, 0.5, 0);

  /** Moves a position (in beats) by the swing. */
  public double place(double position) {
    double beat = Math.floor(position + 1e-9);
    double within = bend(position - beat, 0.5, swingEighth, 1);
    double half = within < swingEighth ? 0 : swingEighth;
    double length = half == 0 ? swingEighth : 1 - swingEighth;
    double inHalf = (within - half) / length;
    return beat + half + length * bend(inHalf, 0.5, swingSixteenth, 1);
  }

  private static double bend(double x, double from, double to, double end) {
    return x < from ? x * to / from : to + (x - from) * (end - to) / (end - from);
  }

  /** Draws the feel of swing: off-beat eighths between 0.58 (fast pieces) and 0.7 of the beat, played by people. */
  public static Feel swing(RandomGenerator random) {
    return new Feel(4, 0.58 + 0.12 * random.nextDouble(), 0.5, 0.002 + 0.012 * random.nextDouble());
  }

  /** Draws a feel: mostly straight and tight. */
  public static Feel draw(RandomGenerator random, int stepsPerBeat, boolean machine) {
    double jitter = machine ? 0 : random.nextDouble() * 0.009;
    if (stepsPerBeat == 3 || random.nextDouble() < 0.75) {
      return new Feel(stepsPerBeat, 0.5, 0.5, jitter);
    }
    return random.nextBoolean()
        ? new Feel(4, 0.54 + 0.14 * random.nextDouble(), 0.5, jitter)
        : new Feel(4, 0.5, 0.53 + 0.13 * random.nextDouble(), jitter);
  }
}

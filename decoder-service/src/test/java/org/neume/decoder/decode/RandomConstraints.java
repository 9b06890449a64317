package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Constraints for tests, made from a seed alone. Some contradict each other. */
final class RandomConstraints {
  private RandomConstraints() {}

  /**
   * Up to {@code most} constraints for a recording.
   *
   * @param slow a tempo around which ranges are chosen, in beats per minute
   */
  static List<BeatConstraint> of(long seed, int frames, int most, double slow) {
    Random random = new Random(seed);
    List<BeatConstraint> constraints = new ArrayList<>();
    int count = random.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      long first = random.nextInt(frames);
      long last =
          random.nextInt(4) == 0
              ? BeatConstraint.TO_THE_END
              : first + 1 + random.nextInt(Math.max(1, frames / 3));
      if (random.nextInt(4) == 0) {
        first = 0;
      }
      switch (random.nextInt(6)) {
        case 0, 1, 2 ->
            constraints.add(new BeatConstraint.Beat(first, Math.max(0, random.nextInt(6) - 2)));
        case 3 ->
            constraints.add(
                new BeatConstraint.NoBeat(first, first + 1 + random.nextInt(frames / 8 + 1)));
        case 4 -> constraints.add(new BeatConstraint.Meter(first, last, 1 + random.nextInt(5)));
        default -> {
          double from = slow * (0.5 + random.nextDouble());
          constraints.add(
              new BeatConstraint.Tempo(first, last, from, from * (1.05 + random.nextDouble())));
        }
      }
    }
    return constraints;
  }
}

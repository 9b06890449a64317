package org.neume.training.render;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Turns notes written in beats into notes in seconds, as a feel would play them. */
final class Performance {
  private Performance() {}

  /**
   * Plays notes.
   *
   * @param notes times and durations in beats
   */
  static List<Note> toTime(List<Note> notes, BeatClock clock, Feel feel, RandomGenerator random) {
    List<Note> played = new ArrayList<>(notes.size());
    for (Note n : notes) {
      double start = clock.timeAt(feel.place(Math.max(0, n.time())));
      double stop = clock.timeAt(feel.place(Math.max(0, n.time()) + n.duration()));
      double shift = feel.jitter() == 0 ? 0 : feel.jitter() * random.nextGaussian();
      played.add(
          new Note(
              Math.max(0, start + shift),
              Math.max(0.02, stop - start),
              n.channel(),
              n.pitch(),
              n.velocity()));
    }
    return played;
  }
}

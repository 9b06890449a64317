package org.neume.training.data;

import java.util.Optional;
import org.neume.training.render.BeatClock;
import org.neume.training.render.Note;
import org.neume.training.render.Score;

/**
 * Says whether a sequenced piece's own grid can be believed. Some files were played freely over a grid that nobody listened to,
 * some change between beats of different lengths.
 */
final class Suitability {
  private static final int FEWEST_BEATS = 24;
  private static final double SLOWEST = 45;
  private static final double FASTEST = 215;
  private static final double NEAR = 0.04;
  private static final double ON_GRID = 0.75;

  private Suitability() {}

  /** The reason why a piece is left out, if there is one. */
  static Optional<String> objection(Score score) {
    if (score.beats().size() < FEWEST_BEATS) {
      return Optional.of("has fewer than " + FEWEST_BEATS + " beats");
    }
    double tempo = score.medianTempo();
    if (tempo < SLOWEST || tempo > FASTEST) {
      return Optional.of("has a written pulse of " + Math.round(tempo) + " per minute");
    }
    for (int i = 0; i + 1 < score.beats().size(); i++) {
      double interval = score.beats().get(i + 1).time() - score.beats().get(i).time();
      double ratio = interval * tempo / 60;
      if (ratio > 1.45 || ratio < 0.65) {
        return Optional.of("changes the length of its beat");
      }
    }
    BeatClock clock = new BeatClock(score.beats());
    long on = score.notes().stream().filter(n -> onGrid(clock, n)).count();
    if (on < ON_GRID * score.notes().size()) {
      return Optional.of("does not follow its written grid");
    }
    return Optional.empty();
  }

  private static boolean onGrid(BeatClock clock, Note note) {
    double position = clock.positionAt(note.time());
    double quarter = position * 4;
    double third = position * 3;
    return Math.abs(quarter - Math.rint(quarter)) < 4 * NEAR
        || Math.abs(third - Math.rint(third)) < 3 * NEAR;
  }
}

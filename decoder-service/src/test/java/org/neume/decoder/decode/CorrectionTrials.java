package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What people do to single beats of a recording, one after the other, and how often everything that they
 * did not touch stays as it was, to 20 ms: where an activation has no clear peak, a beat may be reported
 * a frame or two beside.
 */
final class CorrectionTrials {
  /** What is done, and what is to stay. */
  enum Deed {
    /** A beat is placed up to 60 ms beside one: beats more than two away stay, and there are as many. */
    DRAG,
    /** A beat is made a downbeat: every beat stays where it is. */
    MARK_DOWNBEAT,
    /** A beat is placed midway between two: beats more than two away stay. */
    ADD,
    /** A beat is deleted: every other stays. */
    DELETE
  }

  /** How often it was tried, and how often all stayed. */
  record Outcome(int tries, int held) {
    Outcome and(Outcome other) {
      return new Outcome(tries + other.tries, held + other.held);
    }
  }

  private static final int[] OFFSETS = {-6, -2, 3, 6};
  private static final int AWAY = 2;
  private static final int WIDTH = 8;
  private static final int TOLERANCE = 2;

  private final DecoderConfig config;
  private final float[] rows;
  private final int columns;
  private final TempoCorridor corridor;
  private final List<Long> before;

  /** Trials on a recording, its tempo held in a corridor or not. */
  CorrectionTrials(DecoderConfig config, float[] rows, int columns, TempoCorridor corridor)
      throws ConstraintConflictException {
    this.config = config;
    this.rows = rows;
    this.columns = columns;
    this.corridor = corridor;
    before = decode(List.of());
  }

  private List<Long> decode(List<BeatConstraint> constraints) throws ConstraintConflictException {
    return ConstrainedDecoder.decode(config, rows, columns, constraints, () -> corridor)
        .beats()
        .stream()
        .map(DecodedBeat::frame)
        .toList();
  }

  /** Outcomes with every so manieth beat. */
  Map<Deed, Outcome> outcomes(int every) throws ConstraintConflictException {
    Map<Deed, Outcome> outcomes = new EnumMap<>(Deed.class);
    for (int at = every / 2; at + 1 < before.size(); at += every) {
      for (Deed deed : Deed.values()) {
        if (deed != Deed.MARK_DOWNBEAT || config.meter().hasBars()) {
          outcomes.merge(deed, outcome(deed, at), Outcome::and);
        }
      }
    }
    return outcomes;
  }

  private Outcome outcome(Deed deed, int at) throws ConstraintConflictException {
    long beat = before.get(at);
    return switch (deed) {
      case DRAG -> {
        Outcome outcome = new Outcome(0, 0);
        for (int offset : OFFSETS) {
          List<Long> after = decode(placed(beat + offset, 0));
          boolean held = after.size() == before.size() && apart(after, at);
          outcome = outcome.and(new Outcome(1, held ? 1 : 0));
        }
        yield outcome;
      }
      case MARK_DOWNBEAT -> new Outcome(1, alike(decode(placed(beat, 1)), before) ? 1 : 0);
      case ADD -> {
        long middle = (beat + before.get(at + 1)) / 2;
        yield new Outcome(1, apart(decode(placed(middle, 0)), at) ? 1 : 0);
      }
      case DELETE -> {
        List<Long> others = new ArrayList<>(before);
        others.removeIf(frame -> Math.abs(frame - beat) < WIDTH);
        List<BeatConstraint> none = List.of(new BeatConstraint.NoBeat(beat - WIDTH, beat + WIDTH));
        yield new Outcome(1, alike(decode(none), others) ? 1 : 0);
      }
    };
  }

  private static List<BeatConstraint> placed(long frame, int number) {
    return List.of(new BeatConstraint.Beat(frame, number));
  }

  /** Whether the beats that are more than two away from a place are as before. */
  private boolean apart(List<Long> after, int at) {
    long from = before.get(Math.max(0, at - AWAY)) - WIDTH / 2;
    long to = before.get(Math.min(before.size() - 1, at + AWAY + 1)) + WIDTH / 2;
    return alike(outside(after, from, to), outside(before, from, to));
  }

  private static boolean alike(List<Long> after, List<Long> before) {
    boolean alike = after.size() == before.size();
    for (int i = 0; alike && i < before.size(); i++) {
      alike = Math.abs(after.get(i) - before.get(i)) <= TOLERANCE;
    }
    return alike;
  }

  private static List<Long> outside(List<Long> beats, long from, long to) {
    return beats.stream().filter(frame -> frame < from || frame > to).toList();
  }
}

package org.neume.gateway.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.event.ConstraintBody;
import org.neume.schemas.record.Constraint;
import org.neume.schemas.record.ConstraintKind;

/** Reads corrections as people give them, and refuses those that mean nothing. */
final class Constraints {
  private static final int MOST = 1_000;
  private static final int MOST_BEATS_PER_BAR = 15;
  private static final double LONGEST_SECONDS = 24 * 3_600;
  private static final double SLOWEST = 20;
  private static final double FASTEST = 400;

  private Constraints() {}

  /**
   * The constraints.
   *
   * @param rate frames per second
   * @throws ProblemException in one line, naming the constraint by its place from 0
   */
  static List<Constraint> read(@Nullable List<ConstraintBody> bodies, double rate) {
    if (bodies == null) {
      throw ProblemException.badRequest(
          "there is no list of constraints; give all that are to be in force, perhaps none");
    }
    if (bodies.size() > MOST) {
      throw ProblemException.badRequest(
          "%d constraints are too many; give at most %d".formatted(bodies.size(), MOST));
    }
    List<Constraint> constraints = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      ConstraintBody body = bodies.get(i);
      if (body == null) {
        throw refused(i, "is null; give an object");
      }
      constraints.add(read(i, body, rate));
    }
    return constraints;
  }

  private static Constraint read(int place, ConstraintBody body, double rate) {
    String kind = body.kind() == null ? "" : body.kind().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case "beat" -> {
        long frame = frame(place, "time", body.time(), rate);
        int number = body.number() == null ? 0 : body.number();
        within(place, "number", number, 0, MOST_BEATS_PER_BAR);
        yield new Constraint(ConstraintKind.BEAT, frame, frame, number, 0.0, 0.0);
      }
      case "no-beat" -> region(place, ConstraintKind.NO_BEAT, body, rate, 0, 0, 0);
      case "meter" -> {
        int beats = body.beatsPerBar() == null ? 0 : body.beatsPerBar();
        within(place, "beatsPerBar", beats, 1, MOST_BEATS_PER_BAR);
        yield region(place, ConstraintKind.METER, body, rate, beats, 0, 0);
      }
      case "tempo" -> {
        double slowest = tempo(place, "minimum", body.minimum());
        double fastest = tempo(place, "maximum", body.maximum());
        if (slowest >= fastest) {
          throw refused(place, "has a minimum that is not below its maximum; give a range");
        }
        yield region(place, ConstraintKind.TEMPO, body, rate, 0, slowest, fastest);
      }
      default ->
          throw refused(place, "is of no known kind; there are beat, no-beat, meter and tempo");
    };
  }

  private static Constraint region(
      int place,
      ConstraintKind kind,
      ConstraintBody body,
      double rate,
      int value,
      double minimum,
      double maximum) {
    long first = frame(place, "from", body.from() == null ? Double.valueOf(0) : body.from(), rate);
    long last = body.to() == null ? Long.MAX_VALUE : frame(place, "to", body.to(), rate);
    if (last <= first) {
      throw refused(place, "has a region that ends where it begins, or before; give from < to");
    }
    return new Constraint(kind, first, last, value, minimum, maximum);
  }

  private static long frame(int place, String member, @Nullable Double seconds, double rate) {
    if (seconds == null || !(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
      throw refused(place, "has no %s from 0 to %.0f seconds".formatted(member, LONGEST_SECONDS));
    }
    return Math.round(seconds * rate);
  }

  private static double tempo(int place, String member, @Nullable Double tempo) {
    if (tempo == null || !(tempo >= SLOWEST && tempo <= FASTEST)) {
      throw refused(
          place,
          "has no %s from %.0f to %.0f beats per minute".formatted(member, SLOWEST, FASTEST));
    }
    return tempo;
  }

  private static void within(int place, String member, int value, int least, int most) {
    if (value < least || value > most) {
      throw refused(place, "has no %s from %d to %d".formatted(member, least, most));
    }
  }

  private static ProblemException refused(int place, String why) {
    return ProblemException.badRequest("constraint %d %s".formatted(place, why));
  }
}

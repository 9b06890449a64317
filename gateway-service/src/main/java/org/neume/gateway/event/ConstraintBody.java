package org.neume.gateway.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.Constraint;
import org.neume.schemas.record.ConstraintKind;

/**
 * A correction of one place or region as JSON: which members it has depends on its kind.
 *
 * @param kind {@code beat}, {@code no-beat}, {@code meter} or {@code tempo}
 * @param time where the beat is, in seconds
 * @param number the beat's number in its bar, 1 the downbeat; 0 or absent for any
 * @param from where the region begins, in seconds
 * @param to where it ends, in seconds; absent for the end of the recording
 * @param beatsPerBar how many beats its bars have
 * @param minimum the slowest tempo, in beats per minute
 * @param maximum the fastest tempo
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConstraintBody(
    @Nullable String kind,
    @Nullable Double time,
    @Nullable Integer number,
    @Nullable Double from,
    @Nullable Double to,
    @Nullable Integer beatsPerBar,
    @Nullable Double minimum,
    @Nullable Double maximum) {

  /** A constraint as it was written to the log. */
  public static ConstraintBody of(Constraint constraint, double rate) {
    double from = constraint.getFirst() / rate;
    Double to = constraint.getLast() == Long.MAX_VALUE ? null : constraint.getLast() / rate;
    ConstraintKind kind = constraint.getKind();
    return switch (kind) {
      case BEAT ->
          new ConstraintBody("beat", from, constraint.getValue(), null, null, null, null, null);
      case NO_BEAT -> new ConstraintBody("no-beat", null, null, from, to, null, null, null);
      case METER ->
          new ConstraintBody("meter", null, null, from, to, constraint.getValue(), null, null);
      case TEMPO ->
          new ConstraintBody(
              "tempo",
              null,
              null,
              from,
              to,
              null,
              constraint.getMinimum(),
              constraint.getMaximum());
    };
  }
}

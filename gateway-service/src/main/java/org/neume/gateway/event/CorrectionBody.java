package org.neume.gateway.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.Correction;

/**
 * A revision as JSON.
 *
 * @param revision its number, 0 what was found without any correction
 * @param base the revision that it was made from; null of revision 0
 * @param state {@code open}, {@code complete} or {@code aborted}; absent where it is being announced
 * @param cause why it was aborted
 * @param constraints all corrections in force
 */
public record CorrectionBody(
    int revision,
    @Nullable Integer base,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String state,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cause,
    List<ConstraintBody> constraints) {

  /** Copies the list. */
  public CorrectionBody {
    constraints = List.copyOf(constraints);
  }

  /** A correction as it stands in the log. */
  public static CorrectionBody of(
      Correction correction, @Nullable String state, @Nullable String cause) {
    return new CorrectionBody(
        correction.getRevision(),
        correction.getBase(),
        state,
        cause,
        correction.getConstraints().stream()
            .map(c -> ConstraintBody.of(c, correction.getFrameRate()))
            .toList());
  }
}

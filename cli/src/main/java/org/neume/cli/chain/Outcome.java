package org.neume.cli.chain;

import org.jspecify.annotations.Nullable;
import org.neume.cli.format.Annotation;

/**
 * How a recording ended.
 *
 * @param annotation what was found up to its end
 * @param cause why the recording was given up, in one line; null if it was not
 */
public record Outcome(Annotation annotation, @Nullable String cause) {
  /** Whether the recording was processed to its end. */
  public boolean complete() {
    return cause == null;
  }
}

package org.neume.transcription.score;

import org.jspecify.annotations.Nullable;

/**
 * A chord or a rest within one measure, of any length.
 *
 * @param from units from the start of the measure
 * @param to above {@code from}
 * @param chord what sounds; null for a rest
 */
record Span(int from, int to, @Nullable WrittenChord chord) {
  boolean isRest() {
    return chord == null;
  }
}

package org.neume.annotation.format;

import org.neume.annotation.AnnotatedBeat;

/**
 * Counts bars along the beats of one recording. Beats before the first downbeat are in bar 0; the
 * first downbeat begins bar 1. Stateful: one instance for one pass over the beats.
 */
final class Bars {
  private int bar;
  private int counted;

  /** The bar of the next beat. */
  int next(AnnotatedBeat beat) {
    counted++;
    if (beat.isDownbeat()) {
      bar++;
    }
    return bar;
  }

  /** {@code bar.beat} of the next beat, or its count where bars are unknown. */
  String label(AnnotatedBeat beat) {
    int current = next(beat);
    return beat.number() > 0 ? current + "." + beat.number() : Integer.toString(counted);
  }
}

package org.neume.training.render;

import java.util.List;

/**
 * One bar of a piece that is being arranged.
 *
 * @param start position of its downbeat, counted in beats from the first beat of the piece
 * @param chords one per beat; the list's size is the number of beats
 * @param section what plays in it
 * @param indexInSection 0 for the first bar of its section
 * @param lengthOfSection bars in its section
 */
public record Bar(
    double start, List<Chord> chords, Section section, int indexInSection, int lengthOfSection) {
  /** Number of beats. */
  public int beats() {
    return chords.size();
  }

  /** Says whether the next bar belongs to another section. */
  public boolean endsSection() {
    return indexInSection == lengthOfSection - 1;
  }
}

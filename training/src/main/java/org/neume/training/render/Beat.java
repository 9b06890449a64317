package org.neume.training.render;

/**
 * One beat of a piece.
 *
 * @param time seconds from the start of the piece
 * @param number position in the bar, 1 is the downbeat
 */
public record Beat(double time, int number) {
  /** Says whether this beat starts a bar. */
  public boolean isDownbeat() {
    return number == 1;
  }
}

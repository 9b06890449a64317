package org.neume.training.notes;

/**
 * How segments are varied while training. Every choice is drawn anew for every segment.
 *
 * @param transposedShare share of the segments that are transposed
 * @param transposition by so many semitones up or down at most
 * @param detunedShare share of the segments that are moved by a bin, 25 cents, up or down
 * @param levelShare share of the segments that are played louder or softer
 */
public record NoteVariation(
    double transposedShare, int transposition, double detunedShare, double levelShare) {

  /** Checks the ranges. */
  public NoteVariation {
    if (!isShare(transposedShare) || !isShare(detunedShare) || !isShare(levelShare)) {
      throw new IllegalArgumentException(
          "shares of transposed, detuned and leveled segments must be in [0, 1]");
    }
    if (transposition < 0 || transposition > 24) {
      throw new IllegalArgumentException("0 to 24 semitones of transposition are possible");
    }
  }

  /** What the recipe uses. */
  public static NoteVariation standard() {
    return new NoteVariation(0.5, 5, 0.3, 0.5);
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }
}

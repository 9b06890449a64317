package org.neume.training.train;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of the recordings a training holds out to validate on. A model's description names it, so
 * that a later training that begins with its weights knows which recordings they were trained on.
 *
 * @param number from 0; -1 where nothing is held out
 * @param of how many parts there are
 */
public record Fold(int number, int of) {
  private static final Pattern NAMED = Pattern.compile("(?:no fold|fold (\\d{1,4})) of (\\d{1,4})");

  /** Says whether any recording is held out. */
  public boolean holdsOut() {
    return number >= 0;
  }

  /** {@code fold 0 of 3}, or {@code no fold of 3}: what {@link #namedIn} reads. */
  @Override
  public String toString() {
    return (holdsOut() ? "fold " + number : "no fold") + " of " + of;
  }

  /** All folds that a description names, in its order; those of models from before this none. */
  public static Set<Fold> namedIn(String description) {
    Set<Fold> named = new LinkedHashSet<>();
    Matcher matcher = NAMED.matcher(description);
    while (matcher.find()) {
      String number = matcher.group(1);
      named.add(
          new Fold(
              number == null ? -1 : Integer.parseInt(number), Integer.parseInt(matcher.group(2))));
    }
    return named;
  }
}

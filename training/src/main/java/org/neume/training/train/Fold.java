package org.neume.training.train;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neume.inference.model.Sha256;

/**
 * Which part of the recordings a training holds out to validate on. A model's description names it, so
 * that a later training that begins with its weights knows which recordings they were trained on. The
 * number alone does not say that: one recording more in the data deals them anew.
 *
 * @param number from 0; -1 where nothing is held out
 * @param of how many parts there are
 * @param heldOut the first eight digits of a hash of the names of the recordings that are held out;
 *     empty where they are not known, or nothing is held out
 */
public record Fold(int number, int of, String heldOut) {
  private static final int DIGITS = 8;
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:no fold|fold (\\d{1,4})) of (\\d{1,4})(?:, held out ([0-9a-f]{%d}))?"
              .formatted(DIGITS));

  /** A fold that is known by its number alone. */
  public Fold(int number, int of) {
    this(number, of, "");
  }

  /**
   * The fold that holds these recordings out.
   *
   * @param recordings their names, in any order
   */
  public static Fold holdingOut(int number, int of, Collection<String> recordings) {
    if (number < 0) {
      return new Fold(number, of);
    }
    String names = String.join("\n", new TreeSet<>(recordings));
    return new Fold(number, of, Sha256.of(names).substring(0, DIGITS));
  }

  /** Says whether any recording is held out. */
  public boolean holdsOut() {
    return number >= 0;
  }

  /** Says whether the recordings that are held out are known, so that others can be told from them. */
  public boolean isNamed() {
    return !holdsOut() || !heldOut.isEmpty();
  }

  /**
   * Says whether {@code other} holds other recordings out: by their names where both know them, by the
   * number where one does not.
   */
  public boolean differsFrom(Fold other) {
    if (!heldOut.isEmpty() && !other.heldOut.isEmpty()) {
      return !heldOut.equals(other.heldOut);
    }
    return number != other.number || of != other.of;
  }

  /** {@code fold 0 of 3, held out 1a2b3c4d}, or {@code no fold of 3}: what {@link #namedIn} reads. */
  @Override
  public String toString() {
    String text = (holdsOut() ? "fold " + number : "no fold") + " of " + of;
    return heldOut.isEmpty() ? text : text + ", held out " + heldOut;
  }

  /** All folds that a description names, in its order; those of models from before this none. */
  public static Set<Fold> namedIn(String description) {
    Set<Fold> named = new LinkedHashSet<>();
    Matcher matcher = NAMED.matcher(description);
    while (matcher.find()) {
      String number = matcher.group(1);
      named.add(
          new Fold(
              number == null ? -1 : Integer.parseInt(number),
              Integer.parseInt(matcher.group(2)),
              Objects.requireNonNullElse(matcher.group(3), "")));
    }
    return named;
  }
}

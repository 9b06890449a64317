package org.neume.training.render;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A chord.
 *
 * @param root pitch class, 0 is C
 * @param minor true for a minor third
 * @param seventh semitones of the seventh above the root, or 0 without one
 */
public record Chord(int root, boolean minor, int seventh) {
  private static final Map<String, Integer> ROOTS = roots();

  /** Pitches of the chord from a lowest octave on, root first. */
  public int[] pitches(int base) {
    int low = base + Math.floorMod(root - base, 12);
    int third = low + (minor ? 3 : 4);
    return seventh == 0
        ? new int[] {low, third, low + 7}
        : new int[] {low, third, low + 7, low + seventh};
  }

  /**
   * Reads a chord name such as {@code Bb:min7} or {@code C#:maj/3}.
   *
   * @return empty for {@code N} and for names that cannot be read
   */
  public static Optional<Chord> parse(String name) {
    int colon = name.indexOf(':');
    String rootName = colon < 0 ? name : name.substring(0, colon);
    Integer root = ROOTS.get(rootName);
    if (root == null) {
      return Optional.empty();
    }
    String quality = colon < 0 ? "maj" : name.substring(colon + 1).toLowerCase(Locale.ROOT);
    boolean minor =
        quality.startsWith("min") || quality.startsWith("dim") || quality.startsWith("hdim");
    int seventh = 0;
    if (quality.startsWith("maj7")) {
      seventh = 11;
    } else if (quality.startsWith("7") || quality.startsWith("min7")) {
      seventh = 10;
    }
    return Optional.of(new Chord(root, minor, seventh));
  }

  private static Map<String, Integer> roots() {
    Map<String, Integer> roots = new TreeMap<>();
    String letters = "C D EF G A B";
    for (int i = 0; i < letters.length(); i++) {
      if (letters.charAt(i) != ' ') {
        String letter = letters.substring(i, i + 1);
        roots.put(letter, i);
        roots.put(letter + "#", (i + 1) % 12);
        roots.put(letter + "b", (i + 11) % 12);
      }
    }
    return Map.copyOf(roots);
  }
}

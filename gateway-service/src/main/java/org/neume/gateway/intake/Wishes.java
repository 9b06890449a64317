package org.neume.gateway.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.Constraint;
import org.neume.schemas.record.ConstraintKind;

/**
 * What whoever brings a recording knows of it beforehand: its tempo, its meter. The decoder that works
 * while the audio comes does not know; so once its beats are complete, they are decoded again under
 * these as the first revision. Immutable.
 *
 * @param tempo the slowest and the fastest tempo in beats per minute, as {@code 90-130}; null for any
 * @param beatsPerBar how many beats a bar has; null for any
 */
public record Wishes(@Nullable String tempo, @Nullable Integer beatsPerBar) {
  private static final String TEMPO = "tempo";
  private static final String BEATS_PER_BAR = "beats-per-bar";
  private static final Pattern RANGE =
      Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)-(\\d{1,3}(?:\\.\\d{1,3})?)");
  private static final double SLOWEST = 20;
  private static final double FASTEST = 400;
  private static final int LONGEST_BAR = 15;

  /**
   * Refuses what is no wish.
   *
   * @throws IllegalArgumentException in one line
   */
  public Wishes {
    if (tempo != null) {
      range(tempo);
    }
    if (beatsPerBar != null && (beatsPerBar < 1 || beatsPerBar > LONGEST_BAR)) {
      throw new IllegalArgumentException(
          "beatsPerBar is not from 1 to %d: leave it away for any".formatted(LONGEST_BAR));
    }
  }

  private static double[] range(String tempo) {
    Matcher matcher = RANGE.matcher(tempo);
    if (matcher.matches()) {
      double slowest = Double.parseDouble(matcher.group(1));
      double fastest = Double.parseDouble(matcher.group(2));
      if (slowest >= SLOWEST && fastest <= FASTEST && slowest < fastest) {
        return new double[] {slowest, fastest};
      }
    }
    throw new IllegalArgumentException(
        "tempo is no range in beats per minute such as 90-130, from %.0f to %.0f"
            .formatted(SLOWEST, FASTEST));
  }

  /** Whether nothing is wished for. */
  public boolean isEmpty() {
    return tempo == null && beatsPerBar == null;
  }

  /** As the log keeps them. */
  public Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    if (tempo != null) {
      options.put(TEMPO, tempo);
    }
    if (beatsPerBar != null) {
      options.put(BEATS_PER_BAR, Integer.toString(beatsPerBar));
    }
    return options;
  }

  /** What the log keeps; what cannot be read is not wished for. */
  public static Wishes of(Map<String, String> options) {
    try {
      String bar = options.get(BEATS_PER_BAR);
      return new Wishes(options.get(TEMPO), bar == null ? null : Integer.valueOf(bar));
    } catch (IllegalArgumentException e) {
      return new Wishes(null, null);
    }
  }

  /** The constraints of the whole recording. */
  public List<Constraint> constraints() {
    List<Constraint> constraints = new ArrayList<>();
    if (tempo != null) {
      double[] range = range(tempo);
      constraints.add(
          new Constraint(ConstraintKind.TEMPO, 0L, Long.MAX_VALUE, 0, range[0], range[1]));
    }
    if (beatsPerBar != null) {
      constraints.add(
          new Constraint(ConstraintKind.METER, 0L, Long.MAX_VALUE, beatsPerBar, 0.0, 0.0));
    }
    return constraints;
  }
}

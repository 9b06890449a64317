package org.neume.inference.messaging;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.neume.schemas.AnalysisNames;

/**
 * What other inference services on the same topics compute, as {@code neume.inference.elsewhere} says:
 * names of analyses, one that gives notes and has no model folder here as {@code NAME:notes}, and
 * {@code *} for all that have no model here. Immutable.
 *
 * @param names the analyses that are named
 * @param notes those of them that are said to give notes
 * @param others whether another service ends what nobody computes, and computes all else
 */
record Elsewhere(Set<String> names, Set<String> notes, boolean others) {
  /** Nothing: this service is alone. */
  static final Elsewhere NOTHING = new Elsewhere(Set.of(), Set.of(), false);

  private static final String ALL_OTHERS = "*";
  private static final String GIVES_NOTES = ":notes";

  /** Copies the sets. */
  Elsewhere {
    names = Set.copyOf(names);
    notes = Set.copyOf(notes);
  }

  /**
   * What a setting says.
   *
   * @throws IllegalArgumentException in one line if it names what is no analysis
   */
  static Elsewhere of(Collection<String> setting) {
    Set<String> names = new HashSet<>();
    Set<String> notes = new HashSet<>();
    boolean others = false;
    for (String entry : setting) {
      if (entry.equals(ALL_OTHERS)) {
        others = true;
        continue;
      }
      boolean gives = entry.endsWith(GIVES_NOTES);
      String name = gives ? entry.substring(0, entry.length() - GIVES_NOTES.length()) : entry;
      String problem = AnalysisNames.problem(List.of(name));
      if (problem != null) {
        throw new IllegalArgumentException(
            "neume.inference.elsewhere has the entry [%s]: give NAME, NAME:notes or *"
                .formatted(entry));
      }
      names.add(name);
      if (gives) {
        notes.add(name);
      }
    }
    return new Elsewhere(names, notes, others);
  }
}

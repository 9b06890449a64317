package org.neume.cli.deadletter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters that have a stage, a topic and a cause in common, whatever numbers and ids their causes
 * name.
 *
 * @param letters at least one, the oldest first
 */
public record LetterGroup(List<Letter> letters) {
  /** Copies what it is given. */
  public LetterGroup {
    letters = List.copyOf(letters);
  }

  /** The groups of letters, the largest first. */
  public static List<LetterGroup> of(List<Letter> letters) {
    Map<String, List<Letter>> groups = new LinkedHashMap<>();
    for (Letter letter : letters) {
      String group =
          "%s %s %s"
              .formatted(
                  letter.stage(), letter.topic(), shape(letter.cause(), letter.recordingId()));
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(letter);
    }
    return groups.values().stream()
        .map(LetterGroup::new)
        .sorted(Comparator.comparing((LetterGroup g) -> g.letters().size()).reversed())
        .toList();
  }

  /** A cause without what differs between recordings. */
  static String shape(String cause, @Nullable String recordingId) {
    String anybody =
        recordingId == null
            ? cause
            : cause.replaceAll(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(recordingId) + "(?![\\p{L}\\p{N}])", "ID");
    return anybody.replaceAll("\\d+(?:\\.\\d+)?", "#");
  }

  /** One that stands for the others: the last. */
  public Letter example() {
    return letters.get(letters.size() - 1);
  }

  /** The time of the oldest, in milliseconds since 1970. */
  public long first() {
    return letters.get(0).time();
  }

  /** The time of the latest, in milliseconds since 1970. */
  public long last() {
    return example().time();
  }

  /** How many recordings they belong to. */
  public long recordings() {
    return letters.stream().map(Letter::recordingId).filter(Objects::nonNull).distinct().count();
  }
}

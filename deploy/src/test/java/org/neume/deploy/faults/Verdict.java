package org.neume.deploy.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The one judge of all faults: what came out of a disturbed run beside what came out of the undisturbed
 * one.
 *
 * @param missing places of the undisturbed run at which nothing came
 * @param foreign places at which something came, but not in the undisturbed run
 * @param different places at which other bytes came
 * @param repeated a place for each copy beyond the first
 */
record Verdict(
    List<Place> missing, List<Place> foreign, List<Place> different, List<Place> repeated) {
  /** Compares two runs. */
  static Verdict of(Map<Place, List<byte[]>> undisturbed, Map<Place, List<byte[]>> disturbed) {
    List<Place> missing = new ArrayList<>();
    List<Place> foreign = new ArrayList<>();
    List<Place> different = new ArrayList<>();
    List<Place> repeated = new ArrayList<>();
    undisturbed.forEach(
        (place, expected) -> {
          List<byte[]> copies = disturbed.getOrDefault(place, List.of());
          if (copies.isEmpty()) {
            missing.add(place);
          }
          if (!copies.stream().allMatch(copy -> Arrays.equals(copy, expected.get(0)))) {
            different.add(place);
          }
          for (int copy = 1; copy < copies.size(); copy++) {
            repeated.add(place);
          }
        });
    disturbed
        .keySet()
        .forEach(
            place -> {
              if (!undisturbed.containsKey(place)) {
                foreign.add(place);
              }
            });
    return new Verdict(missing, foreign, different, repeated);
  }

  /** Whether every record is there, and every copy of it is equal; there may be several. */
  boolean isComplete() {
    return missing.isEmpty() && foreign.isEmpty() && different.isEmpty();
  }

  /** Whether every record is there exactly once. */
  boolean isOnceEach() {
    return isComplete() && repeated.isEmpty();
  }

  /** One line for people. */
  String line() {
    return "%d missing, %d foreign, %d different, %d repeated"
        .formatted(missing.size(), foreign.size(), different.size(), repeated.size());
  }
}

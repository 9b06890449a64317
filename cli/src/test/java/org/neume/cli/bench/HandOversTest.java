package org.neume.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pauses at hand-over")
class HandOversTest {
  private static final long SECOND = 1_000_000_000L;

  /** Partition 0 every second but for 10.5 to 14; partition 1 every two seconds all the time. */
  private static Arrivals arrivals() {
    List<Arrival> all = new ArrayList<>();
    for (int half = 0; half <= 60; half++) {
      double time = half / 2.0;
      boolean silent = time > 10.5 && time < 14;
      if (half % 2 == 0 && !silent) {
        all.add(new Arrival((long) (time * SECOND), 0, 100, true));
      }
      if (half % 4 == 0) {
        all.add(new Arrival((long) (time * SECOND), 1, 100, true));
      }
    }
    return new Arrivals(all);
  }

  private static Ownership seen(double from, double to, Map<Integer, String> owners) {
    return new Ownership((long) (from * SECOND), (long) (to * SECOND), owners);
  }

  @Test
  @DisplayName("are a moved partition's silence less what is usual; one that stayed has none")
  void moved() {
    List<Ownership> history =
        List.of(
            seen(0, 10.2, Map.of(0, "a", 1, "a")),
            seen(10.3, 11, Map.of(1, "a")),
            seen(11.5, 30, Map.of(0, "b", 1, "a")));
    List<Double> pauses =
        new HandOvers(history, arrivals()).pauses(0, 10 * SECOND, 20 * SECOND, 30 * SECOND);
    // From 10 to 14, where 1 s is usual.
    assertThat(pauses).hasSize(1);
    assertThat(pauses.get(0)).isCloseTo(3.0, within(1e-9));
  }

  @Test
  @DisplayName("are of moves within the span alone")
  void span() {
    List<Ownership> history =
        List.of(seen(0, 10.2, Map.of(0, "a", 1, "a")), seen(11.5, 30, Map.of(0, "b", 1, "a")));
    HandOvers handOvers = new HandOvers(history, arrivals());
    assertThat(handOvers.pauses(0, 12 * SECOND, 20 * SECOND, 30 * SECOND)).isEmpty();
    assertThat(handOvers.pauses(0, 2 * SECOND, 11 * SECOND, 30 * SECOND)).isEmpty();
  }

  @Test
  @DisplayName("count once for a partition that went to and fro, as the longest")
  void toAndFro() {
    List<Ownership> history =
        List.of(
            seen(0, 5.2, Map.of(0, "a", 1, "a")),
            seen(5.4, 10.2, Map.of(0, "b", 1, "a")),
            seen(11.5, 30, Map.of(0, "a", 1, "a")));
    assertThat(new HandOvers(history, arrivals()).pauses(0, 5 * SECOND, 20 * SECOND, 30 * SECOND))
        .containsExactly(3.0);
  }

  @Test
  @DisplayName("are none where the silence was shorter than usual")
  void none() {
    List<Ownership> history =
        List.of(seen(0, 20.2, Map.of(0, "a", 1, "a")), seen(20.4, 30, Map.of(0, "a", 1, "b")));
    assertThat(new HandOvers(history, arrivals()).pauses(0, 20 * SECOND, 30 * SECOND, 30 * SECOND))
        .containsExactly(0.0);
  }

  @Test
  @DisplayName(
      "last to the end of what is looked at where nothing came any more, and are whole where nothing is usual")
  void never() {
    List<Ownership> history =
        List.of(seen(0, 10.2, Map.of(0, "a", 2, "a")), seen(11.5, 30, Map.of(0, "b", 2, "b")));
    List<Double> pauses =
        new HandOvers(history, arrivals()).pauses(0, 10 * SECOND, 12 * SECOND, 13 * SECOND);
    // Partition 0 was heard at 10 and is usually silent for 1 s; of partition 2 nothing was ever
    // heard.
    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(0)).isCloseTo(2.0, within(1e-9));
    assertThat(pauses.get(1)).isCloseTo(2.8, within(1e-9));
  }
}

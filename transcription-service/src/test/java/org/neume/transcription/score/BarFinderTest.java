package org.neume.transcription.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarFinderTest {
  @Test
  void barLinesStandOnTheBeatsNumberedOne() {
    assertThat(lengths(1, 2, 3, 1, 2, 3, 1, 2, 3)).containsExactly(3, 3, 3);
    assertThat(lengths(1, 2, 3, 4, 5, 1, 2, 3, 4, 5)).containsExactly(5, 5);
  }

  @Test
  void beatsBeforeTheFirstOneAreAPickup() {
    List<BarFinder.Bar> bars = find(3, 4, 1, 2, 3, 4, 1, 2, 3, 4);
    assertThat(bars.get(0)).isEqualTo(new BarFinder.Bar(0, 2, 4));
    assertThat(bars.get(1)).isEqualTo(new BarFinder.Bar(2, 4, 4));
  }

  @Test
  void unknownNumbersAreBarsOfFour() {
    assertThat(lengths(0, 0, 0, 0, 0, 0, 0, 0)).containsExactly(4, 4);
  }

  @Test
  void oneBarCountedWrongDoesNotChangeTheMeter() {
    // The tracker lost a beat's number and found it again.
    assertThat(lengths(1, 2, 3, 4, 1, 2, 1, 2, 1, 2, 3, 4, 1, 2, 3, 4)).containsExactly(4, 4, 4, 4);
    assertThat(lengths(1, 2, 3, 4, 2, 3, 4, 1, 1, 2, 3, 4)).containsExactly(4, 4, 4);
  }

  @Test
  void oneShortBarIsWrittenWhereTheBarsBehindItStandElsewhere() {
    assertThat(lengths(1, 2, 3, 4, 1, 2, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4))
        .containsExactly(4, 2, 4, 4, 4, 4);
  }

  @Test
  void aMeterThatChangesForGoodIsFollowed() {
    assertThat(lengths(1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3))
        .containsExactly(4, 4, 4, 3, 3, 3, 3);
  }

  private static List<Integer> lengths(int... numbers) {
    return find(numbers).stream().map(BarFinder.Bar::beats).toList();
  }

  private static List<BarFinder.Bar> find(int... numbers) {
    double[] times = new double[numbers.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = 0.5 * i;
    }
    return BarFinder.find(new BeatGrid(times, numbers, 0, true), 0, numbers.length);
  }
}

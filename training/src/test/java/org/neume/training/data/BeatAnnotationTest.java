package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.training.render.Beat;

@DisplayName("An annotation made regular")
class BeatAnnotationTest {
  private static List<Beat> bars(double period, int... lengths) {
    List<Beat> beats = new ArrayList<>();
    for (int length : lengths) {
      for (int number = 1; number <= length; number++) {
        beats.add(new Beat(beats.size() * period, number));
      }
    }
    return beats;
  }

  private static List<Integer> numbers(List<Beat> beats) {
    return beats.stream().map(Beat::number).toList();
  }

  @Test
  @DisplayName("stays as it is where it is regular already")
  void regularStays() {
    List<Beat> beats = bars(0.5, 4, 4, 4, 4);
    assertThat(BeatAnnotation.regular(beats)).isEqualTo(beats);
  }

  @Test
  @DisplayName("has bars of double length divided")
  void divideLongBars() {
    List<Beat> regular = BeatAnnotation.regular(bars(0.5, 4, 4, 8, 4, 4));
    assertThat(numbers(regular)).isEqualTo(numbers(bars(0.5, 4, 4, 4, 4, 4, 4)));
  }

  @Test
  @DisplayName("has a pulse of 280 per minute halved, and its half bars joined")
  void halveFastPulse() {
    double period = 60.0 / 280;
    List<Beat> regular = BeatAnnotation.regular(bars(period, 8, 8, 8, 4, 4, 8));
    assertThat(numbers(regular)).isEqualTo(numbers(bars(0, 4, 4, 4, 4, 4)));
    assertThat(regular.get(5).time()).isCloseTo(10 * period, within(1e-9));
  }

  @Test
  @DisplayName(
      "has stretches written at an eighth of the pulse filled in, with bars of the usual length")
  void fillSlowStretches() {
    List<Beat> beats = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      beats.add(new Beat(i * 8 * 0.4, i + 1));
    }
    for (Beat beat : bars(0.4, 4, 4, 4, 4, 4)) {
      beats.add(new Beat(4 * 8 * 0.4 + beat.time(), beat.number()));
    }
    List<Beat> regular = BeatAnnotation.regular(beats);
    assertThat(numbers(regular)).isEqualTo(numbers(bars(0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4)));
    assertThat(regular.get(1).time()).isCloseTo(0.4, within(1e-9));
  }

  @Test
  @DisplayName("has bar lines that stand closer than any beat dropped")
  void dropTrickBars() {
    List<Beat> beats = new ArrayList<>(bars(0.48, 4, 4, 4));
    double end = beats.get(11).time();
    for (int i = 1; i <= 8; i++) {
      beats.add(new Beat(end + 0.48 + (i - 1) * 0.06, 1));
    }
    List<Beat> regular = BeatAnnotation.regular(beats);
    for (int i = 1; i < regular.size(); i++) {
      assertThat(regular.get(i).time() - regular.get(i - 1).time()).isGreaterThan(0.28);
    }
  }
}

package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bar length at a bar line")
class MeterTransitionsTest {
  private static final Offset<Double> ROUNDING = within(0.5 / (1 << 16));

  @Test
  @DisplayName("changes with the given probability and stays with the rest")
  void twoLengths() {
    MeterTransitions transitions = new MeterTransitions(new MeterModel(List.of(3, 4), 0.02));
    assertThat(FixedPoint.toNats(transitions.score(0, 0))).isCloseTo(-0.0202027, ROUNDING);
    assertThat(FixedPoint.toNats(transitions.score(1, 1))).isCloseTo(-0.0202027, ROUNDING);
    assertThat(FixedPoint.toNats(transitions.score(0, 1))).isCloseTo(-3.9120230, ROUNDING);
    assertThat(FixedPoint.toNats(transitions.score(1, 0))).isCloseTo(-3.9120230, ROUNDING);
  }

  @Test
  @DisplayName("shares the probability of a change evenly among the other lengths")
  void fourLengths() {
    MeterTransitions transitions = new MeterTransitions(new MeterModel(List.of(2, 3, 4, 7), 0.3));
    for (int from = 0; from < 4; from++) {
      double sum = 0;
      for (int to = 0; to < 4; to++) {
        double nats = FixedPoint.toNats(transitions.score(from, to));
        // ln 0.7 and ln 0.1
        assertThat(nats).isCloseTo(from == to ? -0.3566749 : -2.3025851, ROUNDING);
        sum += Math.exp(nats);
      }
      assertThat(sum).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  @DisplayName(
      "never changes where there is one length or the probability is 0, which costs nothing")
  void neverChanges() {
    MeterTransitions one = new MeterTransitions(new MeterModel(List.of(4), 0.5));
    assertThat(one.score(0, 0)).isZero();
    MeterTransitions rigid = new MeterTransitions(new MeterModel(List.of(3, 4), 0));
    assertThat(rigid.score(1, 1)).isZero();
    assertThat(FixedPoint.isImpossible(rigid.score(0, 1))).isTrue();
  }

  @Test
  @DisplayName("always changes where the probability is 1")
  void alwaysChanges() {
    MeterTransitions restless = new MeterTransitions(new MeterModel(List.of(3, 4), 1));
    assertThat(FixedPoint.isImpossible(restless.score(0, 0))).isTrue();
    assertThat(restless.score(0, 1)).isZero();
  }
}

package org.neume.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Forms on their way")
class FormSharesTest {
  private final FormShares shares = new FormShares(1_000, 3);

  private int refusal(String client, long bytes) {
    return catchThrowableOfType(ProblemException.class, () -> shares.take(client, bytes))
        .problem()
        .status();
  }

  @Test
  void ofOneClientKeepNobodyElseOut() {
    shares.take("a", 125);
    shares.take("a", 125);
    assertThat(refusal("a", 1)).isEqualTo(429);
    assertThatCode(() -> shares.take("b", 125)).doesNotThrowAnyException();
    shares.release("a", 125);
    assertThatCode(() -> shares.take("a", 1)).doesNotThrowAnyException();
  }

  @Test
  void areLimitedInNumberHoweverSmallTheyAre() {
    shares.take("a", 1);
    shares.take("a", 1);
    shares.take("a", 1);
    assertThat(refusal("a", 1)).isEqualTo(429);
    shares.release("a", 1);
    assertThatCode(() -> shares.take("a", 1)).doesNotThrowAnyException();
  }

  @Test
  void mayTakeAllThereIsWhereItIsOneAlone() {
    shares.take("a", 1_000);
    assertThat(refusal("b", 1)).isEqualTo(503);
    shares.release("a", 1_000);
    assertThatCode(() -> shares.take("b", 1_000)).doesNotThrowAnyException();
  }
}

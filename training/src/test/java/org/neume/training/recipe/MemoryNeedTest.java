package org.neume.training.recipe;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryNeedTest {
  private static final long GIGABYTE = 1L << 30;

  @Test
  void isMetByTheHeapThatTheLauncherGives() {
    assertThatCode(() -> MemoryNeed.check(40, 7 * GIGABYTE)).doesNotThrowAnyException();
    assertThatCode(() -> MemoryNeed.check(18, 5 * GIGABYTE)).doesNotThrowAnyException();
    assertThatCode(() -> MemoryNeed.check(0.1, 3 * GIGABYTE)).doesNotThrowAnyException();
  }

  @Test
  void isSaidBeforeTheTrainingBeginsWithWhatHelps() {
    assertThatThrownBy(() -> MemoryNeed.check(40, 4 * GIGABYTE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "training on 40.0 hours needs 6.0 GB of heap, there are 4.0: set NEUME_JAVA_OPTS=-Xmx6g,"
                + " or take fewer hours with --hours");
  }
}

package org.neume.training.recipe;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryNeedTest {
  private static final long GIGABYTE = 1L << 30;

  @Test
  void isMetByTheHeapThatTheLauncherGives() {
    assertThatCode(() -> MemoryNeed.HELD.check(40, 7 * GIGABYTE)).doesNotThrowAnyException();
    assertThatCode(() -> MemoryNeed.HELD.check(18, 5 * GIGABYTE)).doesNotThrowAnyException();
    assertThatCode(() -> MemoryNeed.HELD.check(0.1, 3 * GIGABYTE)).doesNotThrowAnyException();
  }

  @Test
  void doesNotGrowWithNotesThatStayOnTheDisk() {
    assertThatCode(() -> Recipes.named("notes").memory().check(40, 2 * GIGABYTE))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Recipes.named("beats").memory().check(40, 2 * GIGABYTE))
        .hasMessageContaining("needs 6.0 GB of heap");
  }

  @Test
  void isSaidBeforeTheTrainingBeginsWithWhatHelps() {
    assertThatThrownBy(() -> MemoryNeed.HELD.check(40, 4 * GIGABYTE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "training on 40.0 hours needs 6.0 GB of heap, there are 4.0: set NEUME_JAVA_OPTS=-Xmx6g,"
                + " or take fewer hours with --hours");
  }
}

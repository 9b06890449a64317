package org.neume.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchSizesTest {
  @ParameterizedTest
  @CsvSource({
    "1, 64, 0.25, 1",
    "2, 64, 0.25, 2",
    "3, 64, 0.25, 4",
    "3, 64, 0.2, 2",
    "3, 3, 0.25, 2",
    "4, 64, 0.25, 4",
    "5, 64, 0.25, 4",
    "6, 64, 0.25, 8",
    "7, 64, 0, 4",
    "8, 64, 0, 8",
    "8, 5, 0, 4",
    "30, 64, 0.25, 8",
    "30, 1, 0.25, 1"
  })
  void the_next_batch_is_the_largest_that_keeps_to_the_limits(
      int waiting, int most, double padding, int size) {
    assertThat(new BatchSizes(List.of(1, 2, 4, 8)).next(waiting, most, padding)).isEqualTo(size);
  }

  @Test
  void sizes_worth_trying_are_powers_of_two() {
    assertThat(BatchSizes.candidates(1)).containsExactly(1);
    assertThat(BatchSizes.candidates(12)).containsExactly(1, 2, 4, 8);
  }

  @Test
  void only_sizes_that_leave_results_untouched_are_used() {
    FakeEngine pure = FakeEngine.free();
    FakeEngine impure = FakeEngine.free();
    impure.impureFrom = 4;

    assertThat(BatchPurity.measure(pure, FakeEngine.manifest(), 4, 8).allowed())
        .containsExactly(1, 2, 4, 8);
    assertThat(BatchPurity.measure(impure, FakeEngine.manifest(), 4, 8).allowed())
        .containsExactly(1, 2);
  }

  @Test
  void every_size_is_warmed_up_even_the_only_one() {
    FakeEngine engine = FakeEngine.free();

    BatchPurity.measure(engine, FakeEngine.manifest(), 4, 1);
    assertThat(engine.batches).containsExactly(1);
  }
}

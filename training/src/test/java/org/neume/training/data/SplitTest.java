package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The split")
class SplitTest {
  private static final Set<String> RECORDED =
      new TreeSet<>(IntStream.range(0, 19).mapToObj(i -> "recorded/" + i).toList());

  @Test
  @DisplayName("lets every recording validate in exactly one fold")
  void foldsPartition() {
    for (String group : RECORDED) {
      long folds =
          IntStream.range(0, Split.FOLDS)
              .filter(fold -> new Split(RECORDED, fold).validates(group))
              .count();
      assertThat(folds).as(group).isEqualTo(1);
    }
    for (int fold = 0; fold < Split.FOLDS; fold++) {
      Split split = new Split(RECORDED, fold);
      assertThat(RECORDED.stream().filter(split::validates).count()).isBetween(3L, 4L);
    }
  }

  @Test
  @DisplayName("trains on all recordings when no fold validates")
  void noFold() {
    assertThat(RECORDED.stream().filter(new Split(RECORDED, -1)::validates)).isEmpty();
  }

  @Test
  @DisplayName("holds the same twentieth of the rendered groups out in every fold")
  void renderedHeldOutIsFixed() {
    Set<Set<String>> seen =
        IntStream.range(0, Split.FOLDS)
            .mapToObj(fold -> new Split(RECORDED, fold))
            .map(
                split ->
                    IntStream.range(0, 2000)
                        .mapToObj(i -> "composed/" + i)
                        .filter(split::validates)
                        .collect(Collectors.toSet()))
            .collect(Collectors.toSet());
    assertThat(seen).hasSize(1);
    assertThat(seen.iterator().next().size()).isBetween(60, 140);
  }

  @Test
  @DisplayName("refuses a fold that does not exist")
  void refusesUnknownFold() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Split(RECORDED, 5));
  }
}

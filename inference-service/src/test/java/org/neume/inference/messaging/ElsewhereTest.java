package org.neume.inference.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code neume.inference.elsewhere} says. */
class ElsewhereTest {
  @Test
  void names_analyses_those_that_give_notes_and_all_others() {
    Elsewhere elsewhere = Elsewhere.of(List.of("beats", "piano:notes", "*"));

    assertThat(elsewhere.names()).containsExactlyInAnyOrder("beats", "piano");
    assertThat(elsewhere.notes()).containsExactly("piano");
    assertThat(elsewhere.others()).isTrue();
    assertThat(Elsewhere.of(List.of())).isEqualTo(Elsewhere.NOTHING);
  }

  @Test
  void is_refused_in_one_line_where_it_names_no_analysis() {
    for (String entry : List.of("Beats", "piano:beats", ":notes", "", "**")) {
      assertThatThrownBy(() -> Elsewhere.of(List.of("beats", entry)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "neume.inference.elsewhere has the entry [%s]: give NAME, NAME:notes or *"
                  .formatted(entry));
    }
  }
}

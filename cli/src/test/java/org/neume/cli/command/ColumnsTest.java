package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.cli.CommandException;

@DisplayName("A table for people")
class ColumnsTest {
  @Test
  @DisplayName("has aligned columns, numbers to the right, and no blanks at the ends of lines")
  void aligned() {
    Columns table = new Columns("NAME", "COUNT", "WHY");
    assertThat(table.isEmpty()).isTrue();
    table.row("ä", 7, "short");
    table.row("longer", 1_000_000, "");
    assertThat(table.isEmpty()).isFalse();
    assertThat(table.text())
        .isEqualTo("NAME      COUNT  WHY\nä             7  short\nlonger  1000000\n");
  }

  @Test
  @DisplayName("has spans of time in two units, and understands those that people type")
  void ages() {
    assertThat(Ages.text(Duration.ofSeconds(-3))).isEqualTo("0s");
    assertThat(Ages.text(Duration.ofSeconds(59))).isEqualTo("59s");
    assertThat(Ages.text(Duration.ofSeconds(61))).isEqualTo("1m 1s");
    assertThat(Ages.text(Duration.ofSeconds(7_199))).isEqualTo("1h 59m");
    assertThat(Ages.text(Duration.ofHours(50))).isEqualTo("2d 2h");
    assertThat(Ages.span("--since", "90")).isEqualTo(Duration.ofSeconds(90));
    assertThat(Ages.span("--since", " 15m ")).isEqualTo(Duration.ofMinutes(15));
    assertThat(Ages.span("--since", "7d")).isEqualTo(Duration.ofDays(7));
    for (String none : new String[] {"", "h", "-1h", "1.5h", "1w"}) {
      assertThatThrownBy(() -> Ages.span("--since", none))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("--since");
    }
  }

  @Test
  @DisplayName("has times in UTC")
  void times() {
    assertThat(Ages.time(0)).isEqualTo("1970-01-01 00:00:00");
  }
}

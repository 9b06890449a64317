package org.neume.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where a listener is")
class CursorTest {
  @Property
  void whatIsWrittenIsReadAgain(
      @ForAll Place place,
      @ForAll @LongRange(min = 0, max = 999_999_999_999L) long offset,
      @ForAll Place other,
      @ForAll @LongRange(min = 0, max = 999_999_999_999L) long further) {
    Cursor cursor = Cursor.START.behind(place, offset).behind(other, further);
    assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    assertThat(Cursor.parse(cursor.toString()).covers(other, further)).isTrue();
    assertThat(Cursor.parse(cursor.toString()).covers(other, further + 1)).isFalse();
  }

  @Test
  void atTheBeginningNothingWasHeard() {
    assertThat(Cursor.parse("")).isEqualTo(Cursor.START);
    assertThat(Cursor.START.covers(Place.BEATS, 0)).isFalse();
    assertThat(Cursor.START).hasToString("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b",
        "12",
        "b-1",
        "b1.",
        ".b1",
        "x1",
        "b1 n2",
        "b9999999999999999999",
        "\n",
        "b1\r\nevil"
      })
  void whatIsNoCursorIsRefusedInOneLine(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("\n", "\r");
  }

  @Test
  void aTextWithoutEndIsNotRepeatedToWhoeverSentIt() {
    assertThatThrownBy(() -> Cursor.parse("b".repeat(10_000))).message().hasSizeLessThan(400);
  }
}

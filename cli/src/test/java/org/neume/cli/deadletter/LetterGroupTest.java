package org.neume.cli.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Dead letters")
class LetterGroupTest {
  @Test
  @DisplayName("are of one group where their causes differ in numbers and ids alone")
  void groups() {
    List<LetterGroup> groups =
        LetterGroup.of(
            List.of(
                letter("a", 10, "features", "record 12 of a is missing, 14 came instead"),
                letter("b", 20, "features", "record 3 of b is missing, 5 came instead"),
                letter("c", 30, "features", "an input cannot be read: it ends in the middle"),
                letter("b", 40, "features", "record 3 of b is missing, 9 came instead"),
                letter("b", 50, "inference", "record 3 of b is missing, 9 came instead")));
    assertThat(groups).hasSize(3);
    LetterGroup first = groups.get(0);
    assertThat(first.letters()).hasSize(3);
    assertThat(first.recordings()).isEqualTo(2);
    assertThat(first.first()).isEqualTo(10);
    assertThat(first.last()).isEqualTo(40);
    assertThat(first.example().cause()).contains("9 came instead");
    assertThat(groups.get(1).example().cause()).contains("middle");
    assertThat(groups.get(2).example().stage()).isEqualTo("inference");
  }

  @Test
  @DisplayName("are named by their place, which people type")
  void places() {
    assertThat(LetterPlace.of("3-17")).contains(new LetterPlace(3, 17));
    assertThat(new LetterPlace(3, 17)).hasToString("3-17");
    for (String none : List.of("", "3", "3-", "-17", "3-17-1", "a-b", "3 - 17", "9999999999-1")) {
      assertThat(LetterPlace.of(none)).as(none).isEmpty();
    }
  }

  @Test
  @DisplayName("that are no record are shown byte by byte, as far as it is asked for")
  void bytes() {
    byte[] bytes = "Seventeen letters\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(HexDump.of(bytes, 100).lines())
        .containsExactly(
            "000000  53 65 76 65 6e 74 65 65 6e 20 6c 65 74 74 65 72  Seventeen letter",
            "000010  73 0a                                            s.");
    assertThat(HexDump.of(bytes, 1).lines())
        .containsExactly(
            "000000  53                                               S",
            "        and 17 bytes more");
  }

  private static Letter letter(String id, long time, String stage, String cause) {
    return new Letter(
        new LetterPlace(0, time), time, id, stage, "t", new LetterPlace(0, time), cause, 9, 9);
  }
}

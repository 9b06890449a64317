package org.neume.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A part of a document (RFC 9110, section 14)")
class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-499, 0, 500",
    "bytes=500-999, 500, 1000",
    "bytes=-500, 9500, 10000",
    "bytes=9500-, 9500, 10000",
    "bytes=0-0, 0, 1",
    "bytes=-20000, 0, 10000",
    "bytes=9999-20000, 9999, 10000"
  })
  void theExamplesOfTheStandard(String header, long first, long end) {
    assertThat(ByteRange.parse(header, 10_000)).isEqualTo(new ByteRange(first, end));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10000-", "bytes=-0", "bytes=10000-10001"})
  void aPartBehindTheEndIsEmpty(String header) {
    assertThat(ByteRange.parse(header, 10_000)).satisfies(r -> assertThat(r.isEmpty()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=1-2,3-4",
        "lines=1-2",
        "bytes=2-1",
        "bytes=a-b"
      })
  void whatIsNotOnePartIsAnsweredWithTheWhole(String header) {
    assertThat(ByteRange.parse(header, 10_000)).isNull();
  }

  @Test
  void itSaysWhichPartOfHowMuchItIs() {
    assertThat(new ByteRange(0, 500).text(10_000)).isEqualTo("bytes 0-499/10000");
  }
}

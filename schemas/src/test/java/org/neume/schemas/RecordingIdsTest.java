package org.neume.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A recording's id")
class RecordingIdsTest {
  @Test
  @DisplayName("takes 1 to 256 bytes of UTF-8 and is not blank")
  void problems() {
    assertThat(RecordingIds.problem("x".repeat(256))).isNull();
    assertThat(RecordingIds.problem("é".repeat(128))).isNull();
    assertThat(RecordingIds.problem("x".repeat(257))).contains("257 bytes", "256", "shorter id");
    assertThat(RecordingIds.problem("é".repeat(129))).contains("258 bytes");
    assertThat(RecordingIds.problem("")).contains("blank");
    assertThat(RecordingIds.problem(" \t")).contains("blank");
  }

  @Test
  @DisplayName("is cut between characters")
  void cut() {
    assertThat(RecordingIds.cut("short")).isEqualTo("short");
    assertThat(RecordingIds.cut("x".repeat(999))).isEqualTo("x".repeat(256));
    assertThat(RecordingIds.cut("x" + "é".repeat(999))).isEqualTo("x" + "é".repeat(127));
  }
}

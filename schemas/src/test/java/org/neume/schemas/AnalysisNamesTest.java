package org.neume.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Names of analyses")
class AnalysisNamesTest {
  @Test
  @DisplayName("are those of model folders")
  void plain() {
    assertThat(AnalysisNames.problem(List.of("beats", "notes", "score", "beats-2019", "4")))
        .isNull();
    assertThat(AnalysisNames.problem(List.of())).isNull();
    assertThat(AnalysisNames.problem(List.of("a".repeat(64)))).isNull();
  }

  @Test
  @DisplayName("are no wildcards, paths, lists or lines")
  void others() {
    for (String name :
        List.of(
            Streams.EVERY, "", " ", "Beats", "-beats", "beats,notes", "../beats", "a\nb", "nöte")) {
      assertThat(AnalysisNames.problem(List.of("beats", name)))
          .as("[%s]", name)
          .startsWith("no analysis can be named [" + name + "]: name analyses with");
    }
    assertThat(AnalysisNames.problem(List.of("a".repeat(100_000)))).hasSizeLessThan(200);
  }
}

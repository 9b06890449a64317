package org.neume.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A corrected stream's name")
class RevisionsTest {
  @Test
  @DisplayName("says which stream was corrected, and which revision it is")
  void parts() {
    assertThat(Revisions.of("beats", 3)).isEqualTo("beats@3");
    assertThat(Revisions.original("beats@3")).isEqualTo("beats");
    assertThat(Revisions.number("beats@3")).isEqualTo(3);
    assertThat(Revisions.isRevision("beats@3")).isTrue();
    assertThat(Revisions.isValid("beats@3")).isTrue();
  }

  @Test
  @DisplayName("is the plain one for revision 0, which the chain found by itself")
  void original() {
    assertThat(Revisions.of("beats", 0)).isEqualTo("beats");
    assertThat(Revisions.original("beats")).isEqualTo("beats");
    assertThat(Revisions.number("beats")).isZero();
    assertThat(Revisions.isRevision("beats")).isFalse();
    assertThat(Revisions.isRevision(Streams.EVERY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "@1",
        "beats@",
        "beats@0",
        "beats@01",
        "beats@-1",
        "beats@1@2",
        "Beats@1",
        "beats@x",
        "beats@9999999999"
      })
  @DisplayName("is passed over by readers of plain streams, even where nobody can have given it")
  void odd(String name) {
    assertThat(Revisions.isRevision(name)).isTrue();
    assertThat(Revisions.isValid(name)).isFalse();
    assertThat(Revisions.number(name)).isZero();
  }

  @Test
  @DisplayName("is not given to what no stream may be called, nor to revisions below 0")
  void refused() {
    assertThatThrownBy(() -> Revisions.of("beats@2", 3)).hasMessageContaining("beats@2");
    assertThatThrownBy(() -> Revisions.of("beats", -1)).hasMessageContaining("-1");
  }
}

package org.neume.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("API keys")
class KeysTest {
  // FIPS 180-4's example: SHA-256 of "abc".
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void aKeyIsKnownByItsHashAlone() {
    Keys keys = new Keys(Map.of("studio", ABC.toUpperCase(java.util.Locale.ROOT)));
    assertThat(keys.name("abc")).contains("studio");
    assertThat(keys.name("abd")).isEmpty();
    assertThat(keys.name(ABC)).isEmpty();
  }

  @Test
  void whatIsNoHashIsRefusedByNameAndNeverRepeated() {
    assertThatThrownBy(() -> new Keys(Map.of("studio", "secret")))
        .hasMessageContaining("neume.gateway.access.keys.studio")
        .message()
        .doesNotContain("secret");
  }
}

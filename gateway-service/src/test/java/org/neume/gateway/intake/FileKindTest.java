package org.neume.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What may be audio")
class FileKindTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "524946460000000057415645666d7420", // wav
        "664c614300000022", // flac
        "4f676753000200000000", // ogg
        "49443304000000000000", // mp3 with a tag
        "fffb9064", // bare mp3
        "fff15080", // bare AAC
        "0000001c667479704d344120", // m4a
        "464f524d000000004149464600" // aiff
      })
  void theBeginningsOfEveryFormatAre(String hex) {
    assertThat(FileKind.mayBeAudio(HexFormat.of().parseHex(hex))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%PDF-1.7",
        "PNG\r\n",
        "<html>",
        "PK\u0003\u0004",
        "hello, world",
        "GIF89a",
        "{\"a\":1}"
      })
  void picturesAndTextsAreNot(String text) {
    assertThat(FileKind.mayBeAudio(text.getBytes(StandardCharsets.ISO_8859_1))).isFalse();
  }
}

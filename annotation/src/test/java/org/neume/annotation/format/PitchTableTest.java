package org.neume.annotation.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.annotation.NamedPitch;

@DisplayName("A table of pitches")
class PitchTableTest {
  private static final List<NamedPitch.Alternative> THREE =
      List.of(
          new NamedPitch.Alternative(69, 0.9),
          new NamedPitch.Alternative(81, 0.07),
          new NamedPitch.Alternative(57, 0.02));
  private static final NamedPitch FULL =
      new NamedPitch("pitch", 0.02, 1.5, 69, 0.9, THREE, -12.4, "string", 0.8, 100, 0.5);
  private static final NamedPitch BARE =
      new NamedPitch("pitch-classic", 0, 0.5, 22, 0.4, THREE.subList(0, 1), null, null, 0, null, 0);
  private static final List<PitchTable.Row> ROWS =
      List.of(new PitchTable.Row("loud/a, b.wav", FULL), new PitchTable.Row("c \"low\".wav", BARE));

  @Test
  @DisplayName("names middle C C4, black keys sharps, and the lowest pitch C-1")
  void names() {
    assertThat(List.of(0, 21, 60, 61, 69, 127).stream().map(NamedPitch::name))
        .containsExactly("C-1", "A0", "C4", "C#4", "A4", "G9");
  }

  @Test
  @DisplayName("has a line for each file with what is known, and a dash for what is not")
  void lines() {
    assertThat(PitchTable.line(ROWS.get(0)).strip().split("\\s+"))
        .containsExactly(
            "69", "A4", "0.90", "-12", "A5", "0.07,", "A3", "0.02", "string", "0.80", "100", "0.50",
            "loud/a,", "b.wav");
    assertThat(PitchTable.line(ROWS.get(1)).strip().split("\\s+"))
        .containsExactly("22", "A#0", "0.40", "-", "-", "-", "-", "-", "c", "\"low\".wav");
  }

  @Test
  @DisplayName("as CSV has as many values in each line, quoted where a file's name needs it")
  void csv() {
    List<String> lines = PitchTable.csv(ROWS).lines().toList();
    int columns = lines.get(0).split(",", -1).length;
    assertThat(lines.get(1))
        .startsWith("\"loud/a, b.wav\",pitch,69,A4,0.9000,-12.4000,81,0.0700,57,0.0200,string");
    assertThat(lines.get(1).split(",", -1)).hasSize(columns + 1);
    assertThat(lines.get(2))
        .startsWith("\"c \"\"low\"\".wav\",pitch-classic,22,A#0,0.4000,,,,,,,,,,");
    assertThat(lines.get(2).split(",", -1)).hasSize(columns);
  }

  @Test
  @DisplayName("as JSON has an object for each file, with null for what is not known")
  void json() throws Exception {
    JsonNode root = new ObjectMapper().readTree(PitchTable.json(ROWS));
    assertThat(root).hasSize(2);
    assertThat(root.get(0).get("alternatives").get(1).get("name").asText()).isEqualTo("A5");
    assertThat(root.get(0).get("velocity").asInt()).isEqualTo(100);
    assertThat(root.get(1).get("cents").isNull()).isTrue();
    assertThat(root.get(1).get("family").isNull()).isTrue();
    assertThat(root.get(1).get("velocity_probability").isNull()).isTrue();
  }
}

package org.neume.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestFormatTest {
  private static final ModelManifest MANIFEST =
      new ModelManifest(
          "beats",
          "1.2.0",
          "Beats of music",
          "log-bands-81",
          100,
          81,
          4096,
          4096,
          List.of(1024, 6144),
          "features",
          "activations",
          List.of("beat", "downbeat"),
          "dbn",
          "Apache-2.0",
          "rendered scores",
          Map.of("beat F", 0.93, "downbeat F", 0.9),
          21_793,
          "ab".repeat(32));

  @Test
  void reads_what_it_wrote() {
    String json = ManifestFormat.write(MANIFEST);

    assertThat(ManifestFormat.read(json, "model.json")).isEqualTo(MANIFEST);
    assertThat(json).endsWith("}\n");
  }

  @Test
  void reads_the_documented_names() {
    String json =
        """
        {"format": 1, "name": "beats", "version": "1.2.0", "description": "Beats of music",
         "representation": "log-bands-81", "frameRate": 100, "bins": 81,
         "contextBefore": 4096, "contextAfter": 4096, "windowFrames": [1024, 6144],
         "inputTensor": "features", "outputTensor": "activations",
         "outputs": ["beat", "downbeat"], "decoder": "dbn", "license": "Apache-2.0",
         "trainingData": "rendered scores", "quality": {"beat F": 0.93, "downbeat F": 0.9},
         "parameters": 21793,
         "sha256": "abababababababababababababababababababababababababababababababab"}
        """;

    assertThat(ManifestFormat.read(json, "model.json")).isEqualTo(MANIFEST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format         | 2             | format is 2, this version of Neume reads format 1",
        "name           | \"Beats!\"    | name is Beats!, not lower-case letters",
        "name           | 7             | name is 7, not text",
        "version        | \"\"          | must not be empty",
        "frameRate      | 0             | frameRate is 0.0, not frames per second",
        "frameRate      | \"fast\"      | frameRate is \"fast\", not a number",
        "bins           | 0             | bins is 0, not 1 to 65536",
        "bins           | 81.5          | bins is 81.5, not a whole number",
        "bins           | 99999999999   | bins is 2147483647, not 1 to 65536",
        "contextBefore  | -1            | contextBefore is -1, not 0 frames or more",
        "contextAfter   | -99999999999  | contextAfter is -2147483648, not 0 frames or more",
        "windowFrames   | []            | windowFrames is [], not at least one number",
        "windowFrames   | [6000, 500]   | windowFrames is [6000, 500], not rising numbers above 0",
        "windowFrames   | [0, 500]      | windowFrames is [0, 500], not rising numbers above 0",
        "windowFrames   | [9000000]     | windowFrames is [9000000], not at most 1048576 frames",
        "windowFrames   | [1.5]         | windowFrames is 1.5, not whole numbers",
        "outputs        | []            | outputs is [], not one distinct name per column",
        "outputs        | [\"a\",\"a\"] | outputs is [a, a], not one distinct name per column",
        "outputs        | [1]           | outputs is 1, not names",
        "decoder        | \"viterbi\"   | decoder is viterbi, not one of dbn, peaks, tempo, notes, frames, pitch, none",
        "outputs        | [\"onset\"]   | outputs is [onset], not with the output beat, which the decoder dbn reads",
        "quality        | []            | quality is [], not an object",
        "quality        | {\"F\":\"x\"} | quality of F is \"x\", not a number",
        "parameters     | -5            | parameters is -5, not 0 or more",
        "sha256         | \"AB\"        | sha256 is AB, not 64 lower-case hex digits",
        "color         | \"red\"       | there is no field color",
      })
  void refuses_a_wrong_field_and_says_what_it_found(String field, String value, String message)
      throws Exception {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = (ObjectNode) json.readTree(ManifestFormat.write(MANIFEST));
    root.set(field, json.readTree(value));

    assertThatThrownBy(() -> ManifestFormat.read(root.toString(), "models/beats/model.json"))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("models/beats/model.json: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void refuses_a_description_that_lacks_any_one_field() throws Exception {
    ObjectMapper json = new ObjectMapper();
    ObjectNode whole = (ObjectNode) json.readTree(ManifestFormat.write(MANIFEST));
    assertThat(whole.size()).isEqualTo(19);
    for (var names = whole.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      ObjectNode root = whole.deepCopy();
      root.remove(name);

      assertThatThrownBy(() -> ManifestFormat.read(root.toString(), "model.json"))
          .isInstanceOf(ModelException.class)
          .hasMessage("model.json: the field %s is missing: add it", name);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"name\":", "[1]", "''", "beats"})
  void refuses_a_text_that_is_no_json_object_in_one_line(String text) {
    assertThatThrownBy(() -> ManifestFormat.read(text, "model.json"))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("model.json")
        .hasMessageNotContaining("\n");
  }
}

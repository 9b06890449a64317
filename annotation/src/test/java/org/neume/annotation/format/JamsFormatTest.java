package org.neume.annotation.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.NoteAnnotator;
import org.neume.annotation.OverallTempo;
import org.neume.annotation.PlayedNote;
import org.neume.annotation.RawTempo;

@DisplayName("JAMS files")
class JamsFormatTest {
  private static final List<AnnotatedBeat> BEATS =
      List.of(
          new AnnotatedBeat(0.5, 4, 4, 120, 0.5),
          new AnnotatedBeat(1, 1, 4, 120, 0.9),
          new AnnotatedBeat(1.5, 2, 4, 120, 0.8));

  @Test
  void theTopHasWhatTheSchemaAsksFor() throws Exception {
    JsonNode root = read(BEATS);
    assertThat(root.at("/file_metadata/duration").asDouble()).isEqualTo(2.5);
    assertThat(root.at("/file_metadata/jams_version").asText()).startsWith("0.3");
    assertThat(root.at("/file_metadata/title").asText()).isEqualTo("song \"quoted\"");
    assertThat(root.get("sandbox").isObject()).isTrue();
  }

  @Test
  void everyObservationHasAllFourKeysAndTheTypesOfItsNamespace() throws Exception {
    List<String> namespaces = new ArrayList<>();
    for (JsonNode annotation : read(BEATS).get("annotations")) {
      namespaces.add(annotation.get("namespace").asText());
      assertThat(annotation.get("annotation_metadata").isObject()).isTrue();
      // The schema wants a curator to have an e-mail address, or not to be there.
      assertThat(annotation.get("annotation_metadata").has("curator")).isFalse();
      assertThat(annotation.get("data")).isNotEmpty();
      for (JsonNode o : annotation.get("data")) {
        assertThat(o.fieldNames())
            .toIterable()
            .containsExactlyInAnyOrder("time", "duration", "value", "confidence");
        assertThat(o.get("time").isNumber() && o.get("duration").isNumber()).isTrue();
      }
    }
    assertThat(namespaces).containsExactly("beat", "beat_position", "tempo");
  }

  @Test
  void positionsCountBarsFromTheFirstDownbeat() throws Exception {
    JsonNode data = read(BEATS).at("/annotations/1/data");
    assertThat(data.at("/0/value").toString())
        .isEqualTo("{\"position\":4,\"measure\":0,\"num_beats\":4,\"beat_units\":4}");
    assertThat(data.at("/2/value").toString())
        .isEqualTo("{\"position\":2,\"measure\":1,\"num_beats\":4,\"beat_units\":4}");
  }

  @Test
  void tempoConfidenceIsAWeightOverTheWholeRecording() throws Exception {
    JsonNode tempo = read(BEATS).at("/annotations/2/data/0");
    assertThat(tempo.get("value").asDouble()).isEqualTo(120);
    assertThat(tempo.get("confidence").asDouble()).isEqualTo(0.75);
    assertThat(tempo.get("duration").asDouble()).isEqualTo(2.5);
  }

  @Test
  void beatsWithoutBarsHaveNoValueAndNoPositions() throws Exception {
    JsonNode annotations = read(List.of(AnnotatedBeat.at(1))).get("annotations");
    assertThat(annotations).hasSize(2);
    assertThat(annotations.at("/0/data/0/value").isNull()).isTrue();
  }

  @Test
  void notesNameTheirOwnModelAndDecoderAndBeatsTheirs() throws Exception {
    Annotation annotation =
        new Annotation(
            "song",
            2.5,
            BEATS,
            List.of(),
            "beats",
            List.of(new PlayedNote(0.5, 1.25, 60, 64, 0.75)),
            new NoteAnnotator(
                "notes", "features=cqt model=notes@1 sha256=12 decoder=notes onset=0.3 notes=ab"),
            null);
    JsonNode annotations =
        new ObjectMapper().readTree(new JamsFormat().text(annotation)).get("annotations");
    assertThat(annotations.at("/0/annotation_metadata/annotator").toString())
        .isEqualTo("{\"analysis\":\"beats\"}");
    JsonNode notes = annotations.get(annotations.size() - 1);
    assertThat(notes.get("namespace").asText()).isEqualTo("note_midi");
    JsonNode annotator = notes.at("/annotation_metadata/annotator");
    assertThat(annotator.get("analysis").asText()).isEqualTo("notes");
    assertThat(annotator.get("model").asText()).isEqualTo("features=cqt model=notes@1 sha256=12");
    assertThat(annotator.get("decoder").asText()).isEqualTo("notes onset=0.3 notes=ab");
    assertThat(notes.at("/data/0/value").asDouble()).isEqualTo(60);
    assertThat(notes.at("/data/0/duration").asDouble()).isEqualTo(0.75);
  }

  @Test
  void whatNobodyLookedForHasNoAnnotation() throws Exception {
    Annotation notesAlone =
        new Annotation(
            "song", 2.5, List.of(), List.of(), "", List.of(), new NoteAnnotator("notes", ""), null);
    JsonNode annotations =
        new ObjectMapper().readTree(new JamsFormat().text(notesAlone)).get("annotations");
    assertThat(annotations).hasSize(1);
    assertThat(annotations.at("/0/namespace").asText()).isEqualTo("note_midi");
  }

  @Test
  void aTempoFromRawAudioIsAnAnnotationOfItsOwn() throws Exception {
    Annotation tempoAlone =
        new Annotation(
            "song",
            2.5,
            List.of(),
            List.of(),
            "",
            List.of(),
            null,
            null,
            new RawTempo("tempo", List.of(new OverallTempo(128.5, 1))),
            null);
    JsonNode annotations =
        new ObjectMapper().readTree(new JamsFormat().text(tempoAlone)).get("annotations");
    assertThat(annotations).hasSize(1);
    assertThat(annotations.at("/0/namespace").asText()).isEqualTo("tempo");
    assertThat(annotations.at("/0/annotation_metadata/annotator/analysis").asText())
        .isEqualTo("tempo");
    assertThat(annotations.at("/0/data/0/value").asDouble()).isEqualTo(128.5);
    assertThat(annotations.at("/0/data/0/duration").asDouble()).isEqualTo(2.5);
  }

  private static JsonNode read(List<AnnotatedBeat> beats) throws Exception {
    Annotation annotation =
        new Annotation(
            "song \"quoted\"",
            2.5,
            beats,
            List.of(new OverallTempo(120, 0.75), new OverallTempo(60, 0.25)),
            "beats");
    return new ObjectMapper().readTree(new JamsFormat().text(annotation));
  }
}

package org.neume.annotation.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.NoteAnnotator;
import org.neume.annotation.OverallTempo;
import org.neume.annotation.PlayedNote;
import org.neume.annotation.RawTempo;

/**
 * JAMS 0.3: one JSON object with the namespaces beat, tempo and, where bars are known,
 * beat_position, and note_midi where notes were looked for (Humphrey et al., JAMS: A JSON Annotated Music Specification, ISMIR 2014).
 *
 * <p>The beat unit is not heard: beat_units is always 4, as the namespace demands a number.
 */
public final class JamsFormat {
  private static final String VERSION = "0.3.4";
  private static final int QUARTER = 4;

  private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The file's text. */
  public String text(Annotation annotation) {
    ObjectNode root = mapper.createObjectNode();
    ObjectNode file = root.putObject("file_metadata");
    file.put("title", annotation.title());
    file.put("artist", "");
    file.put("release", "");
    file.put("duration", annotation.durationSeconds());
    file.putObject("identifiers");
    file.put("jams_version", VERSION);
    ArrayNode annotations = root.putArray("annotations");
    if (annotation.hasBeats()) {
      beats(annotations, annotation);
    }
    if (annotation.beats().stream().anyMatch(b -> b.number() > 0)) {
      positions(annotations, annotation);
    }
    if (annotation.hasBeats()) {
      tempo(namespace(annotations, annotation, "tempo"), annotation, annotation.tempi());
    }
    RawTempo rawTempo = annotation.rawTempo();
    if (rawTempo != null) {
      ObjectNode node = annotations.addObject();
      namespace(node, annotation, "tempo").put("analysis", rawTempo.annotator());
      tempo(node.putArray("data"), annotation, rawTempo.tempi());
    }
    NoteAnnotator noteAnnotator = annotation.noteAnnotator();
    if (noteAnnotator != null) {
      notes(annotations, annotation, noteAnnotator);
    }
    root.putObject("sandbox");
    try {
      return mapper.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes is always writable", e);
    }
  }

  private static void beats(ArrayNode annotations, Annotation annotation) {
    ArrayNode data = namespace(annotations, annotation, "beat");
    for (AnnotatedBeat beat : annotation.beats()) {
      ObjectNode observation = data.addObject();
      observation.put("time", beat.time());
      observation.put("duration", 0.0);
      if (beat.number() > 0) {
        observation.put("value", beat.number());
      } else {
        observation.putNull("value");
      }
      observation.put("confidence", beat.confidence());
    }
  }

  private static void positions(ArrayNode annotations, Annotation annotation) {
    ArrayNode data = namespace(annotations, annotation, "beat_position");
    Bars bars = new Bars();
    for (AnnotatedBeat beat : annotation.beats()) {
      int bar = bars.next(beat);
      if (beat.number() == 0) {
        continue;
      }
      ObjectNode observation = data.addObject();
      observation.put("time", beat.time());
      observation.put("duration", 0.0);
      ObjectNode value = observation.putObject("value");
      value.put("position", beat.number());
      value.put("measure", bar);
      value.put("num_beats", Math.max(beat.beatsPerBar(), beat.number()));
      value.put("beat_units", QUARTER);
      observation.put("confidence", beat.confidence());
    }
  }

  private static void tempo(ArrayNode data, Annotation annotation, List<OverallTempo> tempi) {
    for (OverallTempo tempo : tempi) {
      ObjectNode observation = data.addObject();
      observation.put("time", 0.0);
      observation.put("duration", annotation.durationSeconds());
      observation.put("value", tempo.beatsPerMinute());
      observation.put("confidence", Math.max(0, Math.min(1, tempo.weight())));
    }
  }

  private static void notes(
      ArrayNode annotations, Annotation annotation, NoteAnnotator noteAnnotator) {
    ObjectNode node = annotations.addObject();
    ObjectNode annotator = namespace(node, annotation, "note_midi");
    annotator.put("analysis", noteAnnotator.analysis());
    annotator.put("model", noteAnnotator.model());
    annotator.put("decoder", noteAnnotator.decoder());
    ArrayNode data = node.putArray("data");
    for (PlayedNote note : annotation.notes()) {
      ObjectNode observation = data.addObject();
      observation.put("time", note.onset());
      observation.put("duration", note.offset() - note.onset());
      observation.put("value", (double) note.pitch());
      observation.put("confidence", note.confidence());
    }
  }

  private static ArrayNode namespace(ArrayNode annotations, Annotation annotation, String name) {
    ObjectNode node = annotations.addObject();
    namespace(node, annotation, name).put("analysis", annotation.annotator());
    return node.putArray("data");
  }

  /** Fills all but the data in, and returns the annotator, who is still to be named. */
  private static ObjectNode namespace(ObjectNode node, Annotation annotation, String name) {
    node.put("namespace", name);
    ObjectNode metadata = node.putObject("annotation_metadata");
    // No curator: the schema wants an e-mail address of one, and a program has none.
    ObjectNode annotator = metadata.putObject("annotator");
    metadata.put("version", "");
    metadata.put("corpus", "");
    metadata.put("annotation_tools", "neume");
    metadata.put("annotation_rules", "");
    metadata.put("validation", "");
    metadata.put("data_source", "program");
    node.put("time", 0.0);
    node.put("duration", annotation.durationSeconds());
    node.putObject("sandbox");
    return annotator;
  }
}

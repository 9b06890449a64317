package org.neume.annotation.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.neume.annotation.Annotation;
import org.neume.annotation.PlayedNote;

/**
 * The notes of a recording, as programs read them from the front door.
 *
 * @param recording id of the recording
 * @param complete whether they are all there
 * @param annotation the notes
 */
public record NotesJson(String recording, boolean complete, Annotation annotation) {
  /** Writes the document, in UTF-8, and leaves the stream open. */
  public void write(OutputStream out) throws IOException {
    JsonDocument.write(
        out,
        json -> {
          json.writeStringField("recording", recording);
          json.writeBooleanField("complete", complete);
          json.writeNumberField("seconds", annotation.durationSeconds());
          notes(json, annotation.notes());
        });
  }

  /** Writes the field {@code notes}, as documents and events have it. */
  public static void notes(JsonGenerator json, List<PlayedNote> notes) throws IOException {
    json.writeArrayFieldStart("notes");
    for (PlayedNote note : notes) {
      json.writeStartObject();
      json.writeNumberField("onset", note.onset());
      json.writeNumberField("offset", note.offset());
      json.writeNumberField("pitch", note.pitch());
      json.writeNumberField("velocity", note.velocity());
      json.writeNumberField("confidence", note.confidence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

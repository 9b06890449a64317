package org.neume.annotation.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * What is to be known of a score besides its notes, as programs read it from the front door.
 *
 * @param revision of the beats that it follows; 0 for what the decoder found by itself
 * @param scoreRevision of the score, which covers more of the recording with each
 * @param isFinal whether it covers all
 * @param measures measures of the score
 * @param seconds how much of the recording it covers
 * @param measureStarts when each measure begins, in seconds
 */
public record ScoreJson(
    int revision,
    int scoreRevision,
    boolean isFinal,
    int measures,
    double seconds,
    List<Double> measureStarts) {
  /** Copies the list. */
  public ScoreJson {
    measureStarts = List.copyOf(measureStarts);
  }

  /** Writes the document, in UTF-8, and leaves the stream open. */
  public void write(OutputStream out) throws IOException {
    JsonDocument.write(out, this::fields);
  }

  /** Writes the fields into an object that is open, as documents and events have them. */
  public void fields(JsonGenerator json) throws IOException {
    json.writeNumberField("revision", revision);
    json.writeNumberField("scoreRevision", scoreRevision);
    json.writeBooleanField("final", isFinal);
    json.writeNumberField("measures", measures);
    json.writeNumberField("seconds", seconds);
    json.writeArrayFieldStart("measureStarts");
    for (double start : measureStarts) {
      json.writeNumber(start);
    }
    json.writeEndArray();
  }
}

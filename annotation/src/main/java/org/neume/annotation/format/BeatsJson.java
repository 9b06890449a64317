package org.neume.annotation.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.OverallTempo;

/**
 * The beats of one revision of a recording, with their tempi, as programs read them from the front door.
 *
 * @param recording id of the recording
 * @param revision 0 for what the decoder found by itself
 * @param complete whether they are all there
 * @param frameRate frames per second, which places of corrections count in
 * @param annotation the beats
 */
public record BeatsJson(
    String recording, int revision, boolean complete, double frameRate, Annotation annotation) {
  /** Writes the document, in UTF-8, and leaves the stream open. */
  public void write(OutputStream out) throws IOException {
    JsonDocument.write(
        out,
        json -> {
          json.writeStringField("recording", recording);
          json.writeNumberField("revision", revision);
          json.writeBooleanField("complete", complete);
          json.writeNumberField("seconds", annotation.durationSeconds());
          beats(json, annotation.beats(), frameRate);
          tempi(json, annotation.tempi());
        });
  }

  /** Writes the field {@code beats}, as documents and events have it. */
  public static void beats(JsonGenerator json, List<AnnotatedBeat> beats, double frameRate)
      throws IOException {
    json.writeArrayFieldStart("beats");
    for (AnnotatedBeat beat : beats) {
      json.writeStartObject();
      json.writeNumberField("time", beat.time());
      json.writeNumberField("frame", Math.round(beat.time() * frameRate));
      json.writeNumberField("number", beat.number());
      json.writeNumberField("beatsPerBar", beat.beatsPerBar());
      json.writeNumberField("tempo", beat.tempo());
      json.writeNumberField("confidence", beat.confidence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes the field {@code tempi}, as documents and events have it. */
  public static void tempi(JsonGenerator json, List<OverallTempo> tempi) throws IOException {
    json.writeArrayFieldStart("tempi");
    for (OverallTempo tempo : tempi) {
      json.writeStartObject();
      json.writeNumberField("beatsPerMinute", tempo.beatsPerMinute());
      json.writeNumberField("weight", tempo.weight());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

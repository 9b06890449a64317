package org.neume.annotation.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** Writes documents of one JSON object each. */
final class JsonDocument {
  private static final JsonFactory JSON = new JsonFactory();

  /** What stands in the object. */
  @FunctionalInterface
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonDocument() {}

  /** Writes a document, in UTF-8, and leaves the stream open. */
  static void write(OutputStream out, Fields fields) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    }
  }
}

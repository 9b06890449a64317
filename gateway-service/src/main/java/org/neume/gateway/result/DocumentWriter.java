package org.neume.gateway.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.neume.annotation.Annotation;
import org.neume.annotation.WrittenScore;
import org.neume.annotation.format.AnalysisJson;
import org.neume.annotation.format.BeatsJson;
import org.neume.annotation.format.JamsFormat;
import org.neume.annotation.format.NoteCsv;
import org.neume.annotation.format.NotesJson;
import org.neume.annotation.format.PitchTable;
import org.neume.annotation.format.ScoreJson;
import org.neume.annotation.format.SonicVisualiserLayer;
import org.neume.annotation.format.TextFormats;
import org.neume.annotation.stream.AnnotationBuilder;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.gateway.view.StreamView;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.ScoreBlock;

/** Writes what was found in every format. Safe for use by many threads. */
final class DocumentWriter {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * What a document is written from.
   *
   * @param recording what is known of the recording
   * @param revision the revision
   * @param complete whether the stream is there to the recording's end
   * @param stream the stream that the document tells of
   * @param found what its records say
   * @param frameRate frames per second of its beats; 0 where there are none
   */
  record Source(
      RecordingSnapshot recording,
      int revision,
      boolean complete,
      StreamView stream,
      AnnotationBuilder found,
      double frameRate) {
    Annotation annotation() {
      return found.build(recording.info() == null ? "" : recording.info().getTitle());
    }
  }

  /** Writes a document. */
  @FunctionalInterface
  private interface Body {
    void write(OutputStream to) throws IOException;
  }

  /** The bytes of a document. */
  byte[] write(ResultKind kind, Source source, Supplier<ScoreBlock> firstOfScore) {
    Annotation found = source.annotation();
    String recording = source.recording().recordingId();
    return switch (kind) {
      case BEATS_JSON ->
          bytes(
              new BeatsJson(
                      recording, source.revision(), source.complete(), source.frameRate(), found)
                  ::write);
      case BEATS_BEATS -> text(TextFormats.beats(found));
      case BEATS_LABELS -> text(TextFormats.audacity(found));
      case BEATS_CSV -> text(TextFormats.sonicVisualiser(found));
      case BEATS_SVL -> layer(source).beats(found);
      case BEATS_JAMS, NOTES_JAMS -> text(new JamsFormat().text(found));
      case TEMPO_JSON -> bytes(to -> tempo(to, source, found));
      case NOTES_JSON -> bytes(new NotesJson(recording, source.complete(), found)::write);
      case NOTES_CSV -> NoteCsv.write(found.notes());
      case NOTES_SVL -> layer(source).notes(found);
      case PITCHES_CSV -> text(PitchTable.csv(rows(found)));
      case PITCHES_JSON -> text(PitchTable.json(rows(found)));
      case SCORE_JSON -> bytes(score(source, firstOfScore.get())::write);
      case SCORE_MUSICXML -> written(found).musicXml();
      case SCORE_MIDI -> written(found).midi();
      case ANALYSIS_JSON -> bytes(new AnalysisJson(found)::write);
    };
  }

  private static SonicVisualiserLayer layer(Source source) {
    RecordingInfo info = source.recording().info();
    int rate = info == null ? 0 : info.getSampleRate();
    return new SonicVisualiserLayer(rate > 0 ? rate : SonicVisualiserLayer.USUAL_RATE);
  }

  private static void tempo(OutputStream to, Source source, Annotation found) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(to)) {
      json.writeStartObject();
      json.writeStringField("recording", source.recording().recordingId());
      json.writeBooleanField("complete", source.complete());
      json.writeNumberField("seconds", source.stream().seconds());
      BeatsJson.tempi(json, found.rawTempo() == null ? List.of() : found.rawTempo().tempi());
      json.writeEndObject();
    }
  }

  private static ScoreJson score(Source source, ScoreBlock first) {
    return new ScoreJson(
        source.revision(),
        first.getRevision(),
        first.getFinalRevision(),
        first.getMeasures(),
        first.getSeconds(),
        first.getMeasureStarts());
  }

  private static List<PitchTable.Row> rows(Annotation found) {
    return found.pitch() == null
        ? List.of()
        : List.of(new PitchTable.Row(found.title(), found.pitch()));
  }

  private static WrittenScore written(Annotation found) {
    return Objects.requireNonNull(found.score(), "a score that is whole");
  }

  private static byte[] bytes(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      body.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

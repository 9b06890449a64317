package org.neume.gateway.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.OverallTempo;
import org.neume.annotation.PlayedNote;
import org.neume.annotation.WrittenScore;
import org.neume.annotation.format.JamsFormat;
import org.neume.annotation.format.NoteCsv;
import org.neume.annotation.format.PitchTable;
import org.neume.annotation.format.TextFormats;
import org.neume.annotation.stream.AnnotationBuilder;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.gateway.view.StreamView;
import org.neume.schemas.record.ScoreBlock;

/** Writes what was found in every format. Safe for use by many threads. */
final class DocumentWriter {
  /**
   * What a document is written from.
   *
   * @param recording what is known of the recording
   * @param revision the revision
   * @param complete whether the stream is there to the recording's end
   * @param stream the stream that the document tells of
   * @param found what its records say
   */
  record Source(
      RecordingSnapshot recording,
      int revision,
      boolean complete,
      StreamView stream,
      AnnotationBuilder found) {
    Annotation annotation() {
      return found.build(recording.info() == null ? "" : recording.info().getTitle());
    }
  }

  private record BeatsDocument(
      String recording,
      int revision,
      boolean complete,
      double seconds,
      List<AnnotatedBeat> beats,
      List<OverallTempo> tempi) {}

  private record TempoDocument(
      String recording, boolean complete, double seconds, List<OverallTempo> tempi) {}

  private record NotesDocument(
      String recording, boolean complete, double seconds, List<PlayedNote> notes) {}

  private record ScoreDocument(
      String recording,
      int revision,
      int scoreRevision,
      @JsonProperty("final") boolean isFinal,
      int measures,
      double seconds,
      List<Double> measureStarts) {}

  private final ObjectMapper json;

  DocumentWriter(ObjectMapper json) {
    this.json = json;
  }

  /** The bytes of a document. */
  byte[] write(ResultKind kind, Source source, Supplier<ScoreBlock> firstOfScore) {
    Annotation found = source.annotation();
    return switch (kind) {
      case BEATS_JSON -> json(beats(source, found));
      case BEATS_BEATS -> text(TextFormats.beats(found));
      case BEATS_LABELS -> text(TextFormats.audacity(found));
      case BEATS_CSV -> text(TextFormats.sonicVisualiser(found));
      case BEATS_JAMS, NOTES_JAMS -> text(new JamsFormat().text(found));
      case TEMPO_JSON -> json(tempo(source, found));
      case NOTES_JSON ->
          json(
              new NotesDocument(
                  source.recording().recordingId(),
                  source.complete(),
                  source.stream().seconds(),
                  found.notes()));
      case NOTES_CSV -> NoteCsv.write(found.notes());
      case PITCHES_CSV -> text(PitchTable.csv(rows(found)));
      case PITCHES_JSON -> text(PitchTable.json(rows(found)));
      case SCORE_JSON -> json(score(source, firstOfScore.get()));
      case SCORE_MUSICXML -> written(found).musicXml();
      case SCORE_MIDI -> written(found).midi();
    };
  }

  private static BeatsDocument beats(Source source, Annotation found) {
    return new BeatsDocument(
        source.recording().recordingId(),
        source.revision(),
        source.complete(),
        source.stream().seconds(),
        found.beats(),
        found.tempi());
  }

  private static TempoDocument tempo(Source source, Annotation found) {
    return new TempoDocument(
        source.recording().recordingId(),
        source.complete(),
        source.stream().seconds(),
        found.rawTempo() == null ? List.of() : found.rawTempo().tempi());
  }

  private static ScoreDocument score(Source source, ScoreBlock first) {
    return new ScoreDocument(
        source.recording().recordingId(),
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

  private byte[] json(Object document) {
    try {
      return json.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

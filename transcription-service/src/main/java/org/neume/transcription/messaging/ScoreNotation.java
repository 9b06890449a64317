package org.neume.transcription.messaging;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import org.neume.annotation.PlayedNote;
import org.neume.schemas.record.ScoreDocument;
import org.neume.transcription.export.MidiExport;
import org.neume.transcription.export.MusicXmlExport;
import org.neume.transcription.export.Timing;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.ScoreOptions;
import org.neume.transcription.score.Scorer;
import org.neume.transcription.score.TrackedBeat;

/**
 * Scores as MusicXML and MIDI.
 *
 * @param options what the scorer assumes
 */
record ScoreNotation(ScoreOptions options) implements Notation {
  // Raised whenever equal notes and beats give other documents.
  private static final int ARITHMETIC = 2;

  // A note is written as one to three tied ones in MusicXML, and there are rests, also where
  // nothing
  // sounds.
  private static final long BYTES_PER_NOTE = 1_024;
  private static final double BYTES_PER_SECOND = 1_024;

  @Override
  public Written write(List<PlayedNote> notes, List<TrackedBeat> beats) {
    Score score = Scorer.score(notes, beats, options);
    return new Written(
        score.measures().stream().map(measure -> score.seconds(measure.start())).toList(),
        Map.of(
            ScoreDocument.MUSICXML,
            MusicXmlExport.write(score),
            ScoreDocument.MIDI,
            MidiExport.write(score, Timing.STEADY)));
  }

  @Override
  public long bytes(int notes, double seconds) {
    return BYTES_PER_NOTE * notes + (long) (BYTES_PER_SECOND * seconds);
  }

  @Override
  public String settings() {
    CRC32C hash = new CRC32C();
    hash.update((ARITHMETIC + " " + options).getBytes(StandardCharsets.UTF_8));
    return String.format(
        Locale.ROOT,
        "subdivisions=%d voices=%d score=%08x",
        options.subdivisions(),
        options.voicesPerStaff(),
        hash.getValue());
  }
}

package org.neume.transcription.messaging;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.neume.annotation.PlayedNote;
import org.neume.schemas.record.ScoreDocument;
import org.neume.transcription.score.TrackedBeat;

/** Documents that say which notes and beats they were made of, and are as long as asked for. */
record FakeNotation(int bytesPerNote) implements Notation {
  @Override
  public Written write(List<PlayedNote> notes, List<TrackedBeat> beats) {
    String text = notes + " " + beats;
    byte[] music = new byte[notes.size() * bytesPerNote];
    for (int i = 0; i < music.length; i++) {
      music[i] = (byte) text.charAt(i % text.length());
    }
    return new Written(
        beats.stream()
            .filter(beat -> beat.number() == 1)
            .map(TrackedBeat::time)
            .limit(beats.size() / 4)
            .toList(),
        Map.of(
            ScoreDocument.MUSICXML,
            music,
            ScoreDocument.MIDI,
            text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public long bytes(int notes, double seconds) {
    return (long) notes * bytesPerNote;
  }

  @Override
  public String settings() {
    return "fake=" + bytesPerNote;
  }
}

package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neume.annotation.PlayedNote;
import org.neume.transcription.score.ScoreOptions;
import org.neume.transcription.score.TrackedBeat;

@DisplayName("What a score is thought to take before it is written")
class ScoreNotationTest {
  @ParameterizedTest(name = "{0} notes in {1} s")
  @CsvSource({"0, 600", "600, 300", "3000, 300", "12000, 600"})
  @DisplayName("is no less than its documents take, nor far more than that")
  void bytes(int count, int seconds) {
    Random random = new Random(count);
    List<PlayedNote> notes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double onset = seconds * random.nextDouble();
      double length = 0.05 + 2 * random.nextDouble();
      notes.add(new PlayedNote(onset, onset + length, 21 + random.nextInt(88), 64, 0.9));
    }
    notes.sort(Comparator.comparingDouble(PlayedNote::onset).thenComparingInt(PlayedNote::pitch));
    List<TrackedBeat> beats = new ArrayList<>();
    for (int half = 0; half < 2 * seconds; half++) {
      beats.add(new TrackedBeat(half / 2.0, 1 + half % 4));
    }
    Notation notation = new ScoreNotation(ScoreOptions.defaults());
    long written =
        notation.write(notes, beats).documents().values().stream().mapToLong(d -> d.length).sum();
    assertThat(notation.bytes(count, seconds)).isBetween(written, 30 * written + 1_024L * seconds);
  }
}

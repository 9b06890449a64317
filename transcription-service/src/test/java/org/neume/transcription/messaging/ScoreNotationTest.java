package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neume.annotation.PlayedNote;
import org.neume.transcription.score.ScoreOptions;
import org.neume.transcription.score.TrackedBeat;

@DisplayName("A score as it is written")
class ScoreNotationTest {
  @ParameterizedTest(name = "{0} notes in {1} s")
  @CsvSource({"0, 600", "600, 300", "3000, 300", "12000, 600"})
  @DisplayName("is thought to take no less than its documents take, nor far more than that")
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

  @Test
  @DisplayName("says when each measure begins: at its downbeat, however unsteady the beats are")
  void measureStarts() {
    Random random = new Random(1);
    List<TrackedBeat> beats = new ArrayList<>();
    List<PlayedNote> notes = new ArrayList<>();
    double time = 0.7;
    for (int i = 0; i < 40; i++) {
      beats.add(new TrackedBeat(time, 1 + i % 4));
      notes.add(new PlayedNote(time, time + 0.3, 60 + i % 12, 64, 0.9));
      time += 0.45 + 0.1 * random.nextDouble();
    }
    Notation.Written written = new ScoreNotation(ScoreOptions.defaults()).write(notes, beats);
    assertThat(written.measureStarts()).hasSize(written.measures()).hasSize(10);
    for (int bar = 0; bar < 10; bar++) {
      assertThat(written.measureStarts().get(bar))
          .isCloseTo(beats.get(4 * bar).time(), within(1e-9));
    }
  }

  @Test
  @DisplayName("of which nobody tracked beats says the times of its even grid")
  void evenGrid() {
    List<PlayedNote> notes =
        List.of(new PlayedNote(1, 1.4, 60, 64, 1), new PlayedNote(9, 9.4, 64, 64, 1));
    List<Double> starts =
        new ScoreNotation(ScoreOptions.defaults()).write(notes, List.of()).measureStarts();
    for (int bar = 1; bar < starts.size(); bar++) {
      assertThat(starts.get(bar) - starts.get(bar - 1)).isCloseTo(2, within(1e-9));
    }
  }
}

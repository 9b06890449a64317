package org.neume.transcription.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;

class ScorerTest {
  private static final int Q = Score.UNITS_PER_QUARTER;

  @Test
  void nothingHeardIsOneEmptyBar() {
    Score score = score(List.of(), List.of());
    assertThat(score.measures()).hasSize(1);
    assertThat(score.measures().get(0).time()).isEqualTo(new TimeSignature(4, 4));
    assertThat(score.trackedBeats()).isFalse();
    assertThat(score.notes()).isEmpty();
  }

  @Test
  void withoutBeatsTheGridIsConstantAndTheScoreSaysSo() {
    List<PlayedNote> notes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      notes.add(note(1.3 + 0.5 * i, 0.5, 60 + i));
    }
    Score score = score(notes, List.of());
    assertThat(score.trackedBeats()).isFalse();
    assertThat(score.measures()).hasSize(2);
    assertThat(score.measures().get(0).quartersPerMinute()).isCloseTo(120, within(1e-9));
    assertThat(score.notes().stream().map(ScoreNote::start))
        .containsExactly(0, Q, 2 * Q, 3 * Q, 4 * Q, 5 * Q, 6 * Q, 7 * Q);
  }

  @Test
  void notesThatAPianoDoesNotHaveAreCounted() {
    List<PlayedNote> notes =
        List.of(note(0, 1, 20), note(0, 1, 21), note(0, 1, 108), note(0, 1, 109), note(1, 1, 0));
    Score score = score(notes, beats(0, 0.5, 8));
    assertThat(score.outOfRange()).isEqualTo(3);
    assertThat(score.notes()).hasSize(2);
  }

  @Test
  void aPitchStruckAgainKeepsApart() {
    List<PlayedNote> notes = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      notes.add(note(0.125 * i, 0.11, 72));
    }
    Score score = score(notes, beats(0, 0.5, 8));
    assertThat(score.doubled()).isZero();
    assertThat(score.notes().stream().map(ScoreNote::start).distinct()).hasSize(16);
  }

  @Test
  void aDroneIsTiedThroughItsBars() {
    Score score = score(List.of(note(0, 16, 48)), beats(0, 0.5, 32));
    assertThat(score.measures()).hasSize(8);
    assertThat(score.notes()).hasSize(1);
    assertThat(score.notes().get(0).units()).isEqualTo(32 * Q);
  }

  @Test
  void aMissingBeatIsPutIn() {
    List<TrackedBeat> beats = new ArrayList<>(beats(0, 0.5, 16));
    beats.remove(6);
    List<PlayedNote> notes = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      notes.add(note(0.5 * i, 0.5, 60 + i % 5));
    }
    Score score = score(notes, beats);
    assertThat(score.measures()).hasSize(4);
    for (int i = 0; i < 16; i++) {
      assertThat(score.notes().get(i).start()).isEqualTo(i * Q);
    }
  }

  @Test
  void theGridGoesOnBehindTheLastBeatAndTheTempoFollowsTheBeats() {
    List<TrackedBeat> beats = new ArrayList<>();
    List<PlayedNote> notes = new ArrayList<>();
    double time = 0;
    for (int i = 0; i < 32; i++) {
      if (i < 24) {
        beats.add(new TrackedBeat(time, i % 4 + 1));
      }
      double period = i < 16 ? 0.5 : 0.6;
      notes.add(note(time, period, 60 + i % 5));
      time += period;
    }
    Score score = score(notes, beats);
    assertThat(score.measures()).hasSize(8);
    assertThat(score.measures().get(1).quartersPerMinute()).isCloseTo(120, within(1e-6));
    assertThat(score.measures().get(7).quartersPerMinute()).isCloseTo(100, within(1e-6));
    assertThat(score.notes().get(31).start()).isEqualTo(31 * Q);
  }

  @Test
  void aMelodyOverAHeldNoteOfTheSameHandIsTwoVoices() {
    List<PlayedNote> notes = new ArrayList<>();
    for (int bar = 0; bar < 4; bar++) {
      notes.add(note(2 * bar, 2, 67));
      notes.add(note(2 * bar, 2, 43));
      for (int i = 0; i < 4; i++) {
        notes.add(note(2 * bar + 0.5 * i, 0.5, 74 + i));
      }
    }
    Score score = score(notes, beats(0, 0.5, 16));
    assertThat(score.notes())
        .allSatisfy(
            n -> {
              boolean held = n.played().pitch() <= 67;
              assertThat(n.units()).isEqualTo(held ? 4 * Q : Q);
              assertThat(n.voice()).isEqualTo(n.played().pitch() == 67 ? 2 : 1);
              assertThat(n.staff()).isEqualTo(n.played().pitch() < 60 ? 2 : 1);
            });
  }

  @Test
  void aRestIsWrittenWhereTheSilenceIsLong() {
    List<PlayedNote> notes =
        List.of(note(0, 0.5, 72), note(1, 0.25, 74), note(1.5, 0.42, 76), note(2, 1, 77));
    Score score = score(notes, beats(0, 0.5, 8));
    // A quarter and a rest, an eighth and a rest, a quarter let go early, a half.
    assertThat(score.notes().stream().map(ScoreNote::units)).containsExactly(Q, Q / 2, Q, 2 * Q);
  }

  @Test
  void aMelodyThatDipsBelowMiddleCStaysInTheRightHand() {
    List<PlayedNote> notes = new ArrayList<>();
    int[] melody = {64, 62, 60, 59, 57, 59, 60, 62};
    for (int i = 0; i < 16; i++) {
      notes.add(note(0.5 * i, 0.5, melody[i % 8]));
      if (i % 4 == 0) {
        notes.add(note(0.5 * i, 2, 41));
        notes.add(note(0.5 * i, 2, 45));
        notes.add(note(0.5 * i, 2, 48));
      }
    }
    Score score = score(notes, beats(0, 0.5, 16));
    assertThat(score.notes()).allMatch(n -> n.staff() == (n.played().pitch() > 50 ? 1 : 2));
  }

  private static Score score(List<PlayedNote> notes, List<TrackedBeat> beats) {
    return Scorer.score(notes, beats, ScoreOptions.defaults());
  }

  private static PlayedNote note(double onset, double length, int pitch) {
    return new PlayedNote(onset, onset + length, pitch, 64, 1);
  }

  private static List<TrackedBeat> beats(double first, double period, int count) {
    List<TrackedBeat> beats = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      beats.add(new TrackedBeat(first + period * i, i % 4 + 1));
    }
    return beats;
  }
}

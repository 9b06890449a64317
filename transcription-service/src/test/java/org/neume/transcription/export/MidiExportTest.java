package org.neume.transcription.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.ScoreNote;
import org.neume.transcription.score.ScoreOptions;
import org.neume.transcription.score.Scorer;
import org.neume.transcription.score.TrackedBeat;

class MidiExportTest {
  private static final long TICKS_PER_UNIT = 20;
  private static final double MILLISECOND = 0.001;

  @Test
  void theFileIsOfTypeOneWithATrackForEachHand() throws Exception {
    byte[] bytes = MidiExport.write(exact());
    assertThat(bytes[9]).as("type").isEqualTo((byte) 1);
    ReadMidi midi = ReadMidi.read(bytes);
    assertThat(midi.resolution()).isEqualTo(480);
    assertThat(midi.tracks()).isEqualTo(3);
    assertThat(midi.key()).isEqualTo("0 major");
    assertThat(midi.notes()).allMatch(n -> n.channel() == (n.pitch() >= 60 ? 0 : 1));
    assertThat(midi.notes()).allMatch(n -> n.velocity() == 80);
  }

  @Test
  void exactPlayingHasItsTempoAllAlong() throws Exception {
    ReadMidi midi = ReadMidi.read(MidiExport.write(exact()));
    // 0.8 s before the first bar: one beat of 0.8 s, then 100 beats per minute.
    assertThat(midi.tempi().remove(0L)).isEqualTo(800_000);
    assertThat(midi.tempi().values()).allMatch(t -> Math.abs(t - 600_000) <= 1);
    assertThat(midi.meters()).containsEntry(480L, "4/4");
  }

  @Test
  void notesStandOnTheGridAndSoundWhenTheyWerePlayed() throws Exception {
    Piece piece = KnownPiecesTest.melodyAndChords();
    for (int seed = 0; seed < 10; seed++) {
      List<PlayedNote> played = played(piece, seed);
      Score score = Scorer.score(played, piece.tracked(), ScoreOptions.defaults());
      ReadMidi midi = ReadMidi.read(MidiExport.write(score));
      long lead = midi.notes().get(0).tick() - score.notes().get(0).start() * TICKS_PER_UNIT;
      for (int i = 0; i < played.size(); i++) {
        ScoreNote note = score.notes().get(i);
        ReadMidi.Note read = midi.notes().get(i);
        assertThat(read.tick()).isEqualTo(lead + note.start() * TICKS_PER_UNIT);
        assertThat(read.onset()).isCloseTo(note.played().onset(), within(MILLISECOND));
        assertThat(read.offset()).isCloseTo(note.played().offset(), within(2 * MILLISECOND));
      }
    }
  }

  // Chords are struck together, at another time than the beat says.
  private static List<PlayedNote> played(Piece piece, int seed) {
    Random random = new Random(seed);
    Map<Integer, Double> late = new HashMap<>();
    List<PlayedNote> played = new ArrayList<>();
    for (Piece.Note note : piece.notes()) {
      double shift = late.computeIfAbsent(note.start(), s -> 0.015 * random.nextGaussian());
      double on = piece.seconds(note.start()) + shift;
      double off = piece.seconds(note.start() + 0.8 * note.units());
      played.add(new PlayedNote(on, off, note.pitch(), 80, 1));
    }
    return played;
  }

  @Test
  void aSpreadChordSoundsAtTheMeanOfItsOnsets() throws Exception {
    List<TrackedBeat> beats =
        List.of(new TrackedBeat(1, 1), new TrackedBeat(1.5, 2), new TrackedBeat(2, 3));
    List<PlayedNote> notes =
        List.of(
            new PlayedNote(1.01, 1.4, 60, 70, 1),
            new PlayedNote(1.02, 1.4, 64, 70, 1),
            new PlayedNote(1.03, 1.4, 67, 70, 1));
    ReadMidi midi =
        ReadMidi.read(MidiExport.write(Scorer.score(notes, beats, ScoreOptions.defaults())));
    assertThat(midi.notes())
        .hasSize(3)
        .allSatisfy(n -> assertThat(n.onset()).isCloseTo(1.02, within(MILLISECOND)));
  }

  @Test
  void theBeatsAreWhereTheyWereTracked() throws Exception {
    List<TrackedBeat> beats = new ArrayList<>();
    List<PlayedNote> notes = new ArrayList<>();
    double time = 0.37;
    for (int i = 0; i < 40; i++) {
      beats.add(new TrackedBeat(time, i % 4 + 1));
      notes.add(new PlayedNote(time, time + 0.3, 60 + i % 7, 64, 1));
      // From 120 to 75 beats per minute.
      time += 0.5 + 0.3 * i / 40;
    }
    Score score = Scorer.score(notes, beats, ScoreOptions.defaults());
    for (Timing timing : Timing.values()) {
      double tolerance =
          timing == Timing.STEADY ? SteadyTempi.TOLERANCE + MILLISECOND : MILLISECOND;
      ReadMidi midi = ReadMidi.read(MidiExport.write(score, timing));
      long lead = midi.notes().get(0).tick();
      for (int i = 0; i < 40; i++) {
        assertThat(midi.notes().get(i).tick()).isEqualTo(lead + 480L * i);
        assertThat(midi.notes().get(i).onset()).isCloseTo(beats.get(i).time(), within(tolerance));
      }
    }
  }

  @Test
  void aRecordingThatBeginsInsideABeatStillBeginsAtZero() throws Exception {
    // The grid begins with a bar line 0.2 s before the recording.
    List<TrackedBeat> beats = new ArrayList<>();
    for (int i = 1; i < 12; i++) {
      beats.add(new TrackedBeat(-0.2 + 0.5 * i, i % 4 + 1));
    }
    List<PlayedNote> notes =
        List.of(new PlayedNote(0.05, 0.2, 60, 64, 1), new PlayedNote(0.3, 0.7, 62, 64, 1));
    ReadMidi midi =
        ReadMidi.read(MidiExport.write(Scorer.score(notes, beats, ScoreOptions.defaults())));
    assertThat(midi.notes().get(0).onset()).isCloseTo(0.05, within(MILLISECOND));
    assertThat(midi.notes().get(1).onset()).isCloseTo(0.3, within(MILLISECOND));
  }

  @Test
  void aPickupDoesNotMoveTheBarLines() throws Exception {
    Piece piece = new Piece(100, 24).startingAt(3).line(-24, 67, 24, 72, 48, 74, 48).beats(1, 5, 4);
    ReadMidi midi = ReadMidi.read(MidiExport.write(score(piece)));
    // 2.4 s before the pickup are four beats.
    assertThat(midi.meters())
        .containsExactlyInAnyOrderEntriesOf(Map.of(0L, "4/4", 4 * 480L, "1/4", 5 * 480L, "4/4"));
  }

  @Test
  void nothingHeardIsAnEmptyFile() throws Exception {
    Score score = Scorer.score(List.of(), List.of(), ScoreOptions.defaults());
    ReadMidi midi = ReadMidi.read(MidiExport.write(score));
    assertThat(midi.notes()).isEmpty();
    assertThat(midi.meters()).containsEntry(0L, "4/4");
  }

  private static Score exact() {
    return score(KnownPiecesTest.melodyAndChords());
  }

  private static Score score(Piece piece) {
    return Scorer.score(piece.played(), piece.tracked(), ScoreOptions.defaults());
  }
}

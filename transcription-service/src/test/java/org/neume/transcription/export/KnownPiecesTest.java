package org.neume.transcription.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.ScoreOptions;
import org.neume.transcription.score.Scorer;
import org.neume.transcription.score.TrackedBeat;

/** Pieces of which every note is known come out as they were written. */
class KnownPiecesTest {
  private static final int Q = Score.UNITS_PER_QUARTER;
  private static final int H = 2 * Q;
  private static final int E = Q / 2;
  private static final int S = Q / 4;
  private static final int T = Q / 3;
  private static final int W = 4 * Q;

  @Test
  void aMelodyWithChordsIsWrittenNoteForNote() throws Exception {
    Piece piece = melodyAndChords();
    ReadScore read = read(piece.played(), piece);
    assertThat(read.asWritten(0)).containsExactlyElementsOf(sorted(piece.notes()));
    assertThat(read.bars()).hasSize(8).allMatch(b -> b.beats() == 4 && b.beatType() == 4);
    assertThat(read.notes()).allMatch(n -> n.staff() == (n.pitch() >= 60 ? 1 : 2));
    assertThat(read.notes()).allMatch(n -> n.bar() == n.start() / W);
  }

  @Test
  void detachedPlayingIsWrittenWithTheSameValues() throws Exception {
    Piece piece = melodyAndChords();
    ReadScore read = read(piece.played(new Random(1), 0, 0.85), piece);
    assertThat(read.asWritten(0)).containsExactlyElementsOf(sorted(piece.notes()));
  }

  @Test
  void tripletsAreWrittenAsTuplets() throws Exception {
    Piece piece =
        new Piece(90, Q)
            .line(0, 72, T, 74, T, 76, T, 77, Q, 76, 2 * T, 74, T, 72, Q)
            .line(W, 72, E, 71, E, 69, T, 71, T, 72, T, 74, T, 76, 2 * T, 72, Q)
            .chord(0, W, 48, 52, 55)
            .chord(W, W, 48, 52, 55)
            .beats(0, 8, 4);
    ReadScore read = read(piece.played(), piece);
    assertThat(read.asWritten(0)).containsExactlyElementsOf(sorted(piece.notes()));
    assertThat(read.bars()).allMatch(b -> b.beats() == 4 && b.beatType() == 4);
  }

  @Test
  void dotsAndSixteenthsAreWritten() throws Exception {
    Piece piece =
        new Piece(80, Q)
            .line(0, 67, Q + E, 69, E, 71, E + S, 72, S, 74, Q)
            .line(W, 74, S, 72, S, 71, S, 69, S, 67, E, 66, S, 67, S, 69, H)
            .chord(0, H, 43, 50, 55)
            .chord(H, H, 42, 50, 57)
            .chord(W, W, 43, 50, 55)
            .beats(0, 8, 4);
    ReadScore read = read(piece.played(), piece);
    assertThat(read.asWritten(0)).containsExactlyElementsOf(sorted(piece.notes()));
  }

  @Test
  void aNoteOverTheBarLineIsTied() throws Exception {
    Piece piece =
        new Piece(120, Q)
            .line(0, 72, Q, 74, Q, 76, Q, 77, Q + Q, 76, Q, 74, Q + E, 72, E + W)
            .chord(0, W, 48, 55)
            .chord(W, W, 47, 55)
            .chord(2 * W, W, 48, 55)
            .beats(0, 12, 4);
    ReadScore read = read(piece.played(), piece);
    assertThat(read.asWritten(0)).containsExactlyElementsOf(sorted(piece.notes()));
    assertThat(read.bars()).hasSize(3);
  }

  @Test
  void aPickupIsABarOfItsOwn() throws Exception {
    Piece piece =
        new Piece(100, Q)
            .line(-Q, 67, E, 69, E, 71, Q, 72, Q, 74, H, 71, W)
            .chord(0, W, 43, 50)
            .chord(W, W, 43, 50)
            .beats(1, 9, 4);
    ReadScore read = read(piece.played(), piece);
    assertThat(read.bars().get(0).implicit()).isTrue();
    assertThat(read.bars().get(0).length()).isEqualTo(Q);
    assertThat(read.bars()).hasSize(3);
    assertThat(read.asWritten(Q)).containsExactlyElementsOf(sorted(piece.notes()));
  }

  @Test
  void aWaltzHasThreeBeats() throws Exception {
    Piece piece = new Piece(150, Q).beats(0, 24, 3);
    int[] bass = {48, 43, 48, 43, 45, 41, 43, 48};
    for (int bar = 0; bar < 8; bar++) {
      piece.line(bar * 3 * Q, bass[bar], Q);
      piece.chord(bar * 3 * Q + Q, Q, 52, 55).chord(bar * 3 * Q + H, Q, 52, 55);
      piece.line(bar * 3 * Q, 72 + bar % 3, H, 76, Q);
    }
    ReadScore read = read(piece.played(), piece);
    assertThat(read.bars()).hasSize(8).allMatch(b -> b.beats() == 3 && b.beatType() == 4);
    assertThat(read.asWritten(0)).containsExactlyElementsOf(sorted(piece.notes()));
  }

  @Test
  void aJigInTwoBeatsIsInSixEight() throws Exception {
    int beat = Q + E;
    Piece piece = new Piece(70, beat).beats(0, 16, 2);
    for (int bar = 0; bar < 8; bar++) {
      int at = bar * 2 * beat;
      piece.line(at, 72, E, 74, E, 76, E, 77, Q, 74, E);
      piece.chord(at, beat, 48, 55).chord(at + beat, beat, 50, 57);
    }
    ReadScore read = read(piece.played(), piece);
    assertThat(read.bars()).hasSize(8).allMatch(b -> b.beats() == 6 && b.beatType() == 8);
    assertThat(read.asWritten(0)).containsExactlyElementsOf(sorted(piece.notes()));
  }

  @Test
  void sixFastBeatsAreEighthsOfASixEight() throws Exception {
    Piece piece = new Piece(200, E).beats(0, 24, 6);
    for (int bar = 0; bar < 4; bar++) {
      int at = bar * 6 * E;
      piece.line(at, 72, E, 74, E, 76, E, 77, Q, 74, S, 72, S);
      piece.chord(at, 3 * E, 48, 55).chord(at + 3 * E, 3 * E, 50, 57);
    }
    ReadScore read = read(piece.played(), piece);
    assertThat(read.bars()).hasSize(4).allMatch(b -> b.beats() == 6 && b.beatType() == 8);
    assertThat(read.asWritten(0)).containsExactlyElementsOf(sorted(piece.notes()));
  }

  @Test
  void aGridOfTwentyFourHoldsThirtySeconds() throws Exception {
    int t = S / 2;
    Piece piece =
        new Piece(60, Q)
            .line(0, 72, t, 74, t, 76, t, 77, t, 79, E, 77, S, 76, S, 74, E, 72, H)
            .chord(0, W, 48, 52, 55)
            .beats(0, 8, 4);
    ScoreOptions fine = new ScoreOptions(24, 0.01, 0.01, 2, 120);
    Score score = Scorer.score(piece.played(), piece.tracked(), fine);
    ReadScore read = ReadScore.read(MusicXmlExport.write(score));
    assertThat(read.asWritten(0)).containsExactlyElementsOf(sorted(piece.notes()));
  }

  @Test
  void aChangeOfMeterThatPersistsIsWritten() throws Exception {
    Piece piece = new Piece(110, Q);
    List<PlayedNote> played = new ArrayList<>();
    piece.beats(0, 16, 4).beats(0, 12, 3);
    for (int beat = 0; beat < 28; beat++) {
      piece.line(beat * Q, 60 + beat % 5, Q);
    }
    played.addAll(piece.played());
    ReadScore read = read(played, piece);
    assertThat(read.bars().stream().map(ReadScore.Bar::beats))
        .containsExactly(4, 4, 4, 4, 3, 3, 3, 3);
    assertThat(read.asWritten(0)).containsExactlyElementsOf(sorted(piece.notes()));
  }

  @Test
  void aTempoThatDriftsChangesNothing() throws Exception {
    Piece piece = melodyAndChords();
    // From 100 to 148 beats per minute within 20 seconds.
    DoubleUnaryOperator drift = t -> t * (1 - 0.008 * t);
    List<PlayedNote> played =
        piece.played().stream()
            .map(
                n ->
                    new PlayedNote(
                        drift.applyAsDouble(n.onset()),
                        drift.applyAsDouble(n.offset()),
                        n.pitch(),
                        n.velocity(),
                        1))
            .toList();
    List<TrackedBeat> beats =
        piece.tracked().stream()
            .map(b -> new TrackedBeat(drift.applyAsDouble(b.time()), b.number()))
            .toList();
    Score score = Scorer.score(played, beats, ScoreOptions.defaults());
    ReadScore read = ReadScore.read(MusicXmlExport.write(score));
    assertThat(read.asWritten(0)).containsExactlyElementsOf(sorted(piece.notes()));
  }

  @Test
  void humanOnsetsComeToTheSamePlaces() throws Exception {
    Piece piece = melodyAndChords();
    for (double deviation : new double[] {0.015, 0.025}) {
      int right = 0;
      int all = 0;
      for (int seed = 0; seed < 20; seed++) {
        List<PlayedNote> played = piece.played(new Random(seed), deviation, 0.95);
        List<Piece.Note> read = read(played, piece).asWritten(0);
        List<String> places =
            new ArrayList<>(read.stream().map(n -> n.pitch() + "@" + n.start()).toList());
        all += piece.notes().size();
        for (Piece.Note note : piece.notes()) {
          right += places.remove(note.pitch() + "@" + note.start()) ? 1 : 0;
        }
      }
      System.out.printf("onsets off by %.0f ms: %d of %d%n", 1000 * deviation, right, all);
      assertThat((double) right / all).as("deviation " + deviation).isGreaterThan(0.95);
    }
  }

  static Piece melodyAndChords() {
    Piece piece = new Piece(100, Q).beats(0, 32, 4);
    int[][] chords = {
      {48, 52, 55}, {53, 57, 60 - 12}, {50, 53, 57}, {43, 47, 50},
      {48, 52, 55}, {45, 48, 52}, {43, 47, 53}, {48, 52, 55}
    };
    for (int bar = 0; bar < 8; bar++) {
      piece.chord(bar * W, W, chords[bar]);
    }
    return piece
        .line(0, 72, Q, 74, Q, 76, Q, 72, Q)
        .line(W, 77, H, 76, E, 74, E, 72, Q)
        .line(2 * W, 74, Q, 0, Q, 77, Q, 76, Q)
        .line(3 * W, 74, Q + H, 67, Q)
        .line(4 * W, 72, E, 74, E, 76, E, 77, E, 79, H)
        .line(5 * W, 81, Q, 79, Q, 77, Q, 76, Q)
        .line(6 * W, 74, S, 76, S, 77, S, 79, S, 74, Q, 71, H)
        .line(7 * W, 72, W);
  }

  private static List<Piece.Note> sorted(List<Piece.Note> notes) {
    return notes.stream().sorted(ReadScore.order()).toList();
  }

  private static ReadScore read(List<PlayedNote> played, Piece piece) throws Exception {
    Score score = Scorer.score(played, piece.tracked(), ScoreOptions.defaults());
    return ReadScore.read(MusicXmlExport.write(score));
  }
}

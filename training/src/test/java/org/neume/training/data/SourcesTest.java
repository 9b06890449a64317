package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.training.data.SourcePiece.Collection;
import org.neume.training.render.Beat;
import org.neume.training.render.BeatClock;
import org.neume.training.render.MidiScoreReader;
import org.neume.training.render.Score;

@DisplayName("The public collections")
class SourcesTest {
  @Test
  @DisplayName("of pop songs have plausible bars, and chords that change on their downbeats")
  void popSongs() throws IOException {
    int songs = 0;
    int known = 0;
    int onDownbeat = 0;
    int changes = 0;
    for (SourcePiece piece : SourceLibrary.scan(SharedData.train())) {
      if (piece.collection() != Collection.POP909 || piece.id().hashCode() % 15 != 0) {
        continue;
      }
      Score score = Pop909Reader.read(piece.file());
      songs++;
      assertThat(score.medianTempo()).as(piece.id()).isBetween(40.0, 215.0);
      if (!score.downbeatsKnown()) {
        continue;
      }
      known++;
      BeatClock clock = new BeatClock(score.beats());
      for (double time : Pop909Reader.chords(piece.file()).keySet()) {
        int nearest = (int) Math.rint(clock.positionAt(time));
        if (nearest >= 0 && nearest < clock.size()) {
          changes++;
          onDownbeat += score.beats().get(nearest).isDownbeat() ? 1 : 0;
        }
      }
    }
    assertThat(known).isGreaterThan(songs * 9 / 10);
    // Many songs change in mid-bar as well; by chance a quarter would fall on downbeats.
    assertThat(onDownbeat / (double) changes).isGreaterThan(0.5);
  }

  @Test
  @DisplayName(
      "of sequenced pieces pass the grid test for the most part and include meters other than four")
  void sequencedPieces() throws IOException {
    Set<Integer> meters = new TreeSet<>();
    int usable = 0;
    int all = 0;
    for (SourcePiece piece : SourceLibrary.scan(SharedData.train())) {
      if (piece.collection() == Collection.FREEDOOM) {
        Score score = MidiScoreReader.read(piece.file(), false);
        all++;
        if (Suitability.objection(score).isEmpty()) {
          usable++;
          meters.add(score.beats().stream().mapToInt(Beat::number).max().orElse(0));
        }
      }
    }
    assertThat(usable).isGreaterThan(all * 7 / 10);
    assertThat(meters).contains(3, 4, 5);
  }

  @Test
  @DisplayName("of drum performances have their beats where the strokes fall, to within 8 ms")
  void drumPerformances() throws IOException {
    for (SourcePiece piece : SourceLibrary.scan(SharedData.train())) {
      if (piece.collection() != Collection.GROOVE || piece.id().hashCode() % 20 != 0) {
        continue;
      }
      Score score = GrooveReader.read(piece.file());
      BeatClock clock = new BeatClock(score.beats());
      double beat = 60 / score.medianTempo();
      double[] off =
          score.notes().stream()
              .mapToDouble(n -> n.time() - clock.timeAt(Math.rint(clock.positionAt(n.time()))))
              .filter(d -> Math.abs(d) < 0.1 * beat)
              .sorted()
              .toArray();
      assertThat(off).as(piece.id()).hasSizeGreaterThan(12);
      assertThat(Math.abs(off[off.length / 2])).as(piece.id()).isLessThan(0.008);
    }
  }

  @Test
  @DisplayName(
      "of recordings have a steady pulse between 60 and 215 once their annotations are regular")
  void recordings() throws IOException {
    for (SourcePiece piece : SourceLibrary.scan(SharedData.train())) {
      if (!piece.collection().recorded()) {
        continue;
      }
      String audio = piece.file().toString();
      var file = java.nio.file.Path.of(audio.substring(0, audio.lastIndexOf('.')) + ".beats");
      List<Beat> beats = BeatAnnotation.regular(BeatAnnotation.read(file));
      double tempo = new Score(List.of(), List.of(), beats, true).medianTempo();
      assertThat(tempo).as(piece.id()).isBetween(60.0, 215.0);
      long odd = 0;
      for (int i = 1; i < beats.size(); i++) {
        double ratio = (beats.get(i).time() - beats.get(i - 1).time()) * tempo / 60;
        odd += ratio < 0.95 || ratio > 1.05 ? 1 : 0;
      }
      assertThat(odd).as(piece.id()).isLessThanOrEqualTo(2);
    }
  }
}

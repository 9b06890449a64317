package org.neume.training.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A score")
class ScoreTest {
  @TempDir private Path folder;

  private static Score steady(int beats, double period) {
    List<Beat> grid =
        IntStream.range(0, beats).mapToObj(i -> new Beat(i * period, i % 4 + 1)).toList();
    List<Note> notes =
        IntStream.range(0, beats).mapToObj(i -> new Note(i * period, 0.1, 0, 60, 90)).toList();
    return new Score(notes, List.of(), grid, true);
  }

  @Test
  @DisplayName(
      "keeps its notes on its beats however its tempo is warped, between 40 and 240 per minute")
  void labelsFollowTheTempo() {
    Score score = steady(200, 0.5);
    for (long seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double factor = Math.exp(2.4 * random.nextDouble() - 1.2);
      Score warped = TempoWarp.apply(score, factor, seed % 2 == 0, random);
      for (int i = 0; i < warped.beats().size(); i++) {
        assertThat(warped.notes().get(i).time()).isEqualTo(warped.beats().get(i).time());
      }
      for (int i = 1; i < warped.beats().size(); i++) {
        double tempo = 60 / (warped.beats().get(i).time() - warped.beats().get(i - 1).time());
        assertThat(tempo).isBetween(39.9, 240.1);
      }
    }
  }

  @Test
  @DisplayName("becomes exactly as much faster as asked where the tempo does not vary")
  void constantFactorsAreExact() {
    Score warped = TempoWarp.apply(steady(100, 0.5), 1.25, false, new SplittableRandom(1));
    assertThat(warped.beats().get(99).time()).isCloseTo(99 * 0.5 / 1.25, within(1e-9));
  }

  @Test
  @DisplayName("cut out of a longer one keeps the programs in force and the numbers of its beats")
  void excerptsKeepWhatIsInForce() {
    Score score = steady(40, 0.5).with(List.of(), List.of(Control.program(1, 3, 17)));
    Score cut = score.excerpt(5.9, 10);
    assertThat(cut.controls()).containsExactly(Control.program(0, 3, 17));
    assertThat(cut.beats().get(0).number()).isEqualTo(1);
    assertThat(cut.beats().get(0).time()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  @DisplayName("has no beats where nothing sounds before its first note and after its last")
  void silenceHasNoBeats() {
    Score score = steady(40, 0.5);
    Score trimmed = score.with(score.notes().subList(8, 20), List.of()).soundingBeats();
    assertThat(trimmed.beats().get(0).time()).isEqualTo(4);
    assertThat(trimmed.beats().get(trimmed.beats().size() - 1).time()).isEqualTo(10);
  }

  @Test
  @DisplayName("refuses beats that do not increase")
  void refusesBeatsOutOfOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Score(List.of(), List.of(), List.of(new Beat(1, 1), new Beat(1, 2)), true))
        .withMessageContaining("increase");
  }

  @Test
  @DisplayName(
      "read from MIDI takes tempo changes and signatures as written: 3/4, then 6/8 in dotted quarters")
  void readsTempoAndMeter() throws IOException, InvalidMidiDataException {
    Sequence sequence = new Sequence(Sequence.PPQ, 480);
    Track track = sequence.createTrack();
    track.add(new MidiEvent(new MetaMessage(0x58, new byte[] {3, 2, 24, 8}, 4), 0));
    track.add(tempo(500_000, 0));
    track.add(tempo(250_000, 2 * 3 * 480));
    track.add(new MidiEvent(new MetaMessage(0x58, new byte[] {6, 3, 24, 8}, 4), 2 * 3 * 480));
    track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, 2, 64, 90), 480));
    track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, 2, 64, 0), 960));
    track.add(
        new MidiEvent(new ShortMessage(ShortMessage.NOTE_OFF, 0, 1, 0), 2 * 3 * 480 + 3 * 720));
    Path file = folder.resolve("piece.mid");
    MidiSystem.write(sequence, 1, file.toFile());

    Score score = MidiScoreReader.read(file, false);

    assertThat(score.beats().stream().map(Beat::number))
        .containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 1, 2);
    double[] expected = {0, 0.5, 1, 1.5, 2, 2.5, 3, 3.375, 3.75, 4.125};
    for (int i = 0; i < expected.length; i++) {
      assertThat(score.beats().get(i).time()).isCloseTo(expected[i], within(1e-9));
    }
    assertThat(score.notes()).containsExactly(new Note(0.5, 0.5, 2, 64, 90));
  }

  private static MidiEvent tempo(int micros, long tick) throws InvalidMidiDataException {
    byte[] data = {(byte) (micros >> 16), (byte) (micros >> 8), (byte) micros};
    return new MidiEvent(new MetaMessage(0x51, data, 3), tick);
  }
}

package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.evaluation.NoteEvent;

@DisplayName("The notes beside a recording")
class NoteTruthTest {
  private final NoteTruth truth = new NoteTruth();

  @TempDir Path folder;

  @Test
  @DisplayName("are read from a table, without drums, effects and what no piano has")
  void table() throws IOException {
    write(
        "a.b.notes.tsv",
        "onset\toffset\tmidi\tvelocity\tchannel0\tprogram",
        "0.5\t1.0\t69\t100\t0\t0",
        "0.5\t1.0\t38\t100\t9\t16",
        "0.6\t1.0\t60\t100\t2\t119",
        "0.7\t1.0\t110\t100\t0\t0",
        "",
        "2.0\t3.0\t57\t64\t1\t40");
    List<NoteEvent> notes = truth.read(folder.resolve("a.b.mp3"));
    assertThat(notes)
        .containsExactly(new NoteEvent(0.5, 1, 440, 100), new NoteEvent(2, 3, 220, 64));
  }

  @Test
  @DisplayName("need onset, offset and pitch alone, in any order")
  void fewColumns() throws IOException {
    write("a.notes.tsv", "midi\tonset\toffset", "69\t1\t2");
    assertThat(truth.read(folder.resolve("a.wav"))).containsExactly(new NoteEvent(1, 2, 440, 0));
  }

  @Test
  @DisplayName("are read from MIDI where there is no table: pedal and all, but no drums")
  void midi() throws Exception {
    Sequence sequence = new Sequence(Sequence.PPQ, 100);
    Track track = sequence.createTrack();
    // 120 quarters a minute: a tick is 5 ms.
    note(track, 0, 100, 0, 69, 90);
    note(track, 0, 100, 9, 38, 90);
    track.add(new MidiEvent(new ShortMessage(ShortMessage.CONTROL_CHANGE, 0, 64, 127), 50));
    track.add(new MidiEvent(new ShortMessage(ShortMessage.CONTROL_CHANGE, 0, 64, 0), 400));
    MidiSystem.write(sequence, 1, folder.resolve("a.mid").toFile());
    Path audio = folder.resolve("a.ogg");
    assertThat(truth.isThere(audio)).isTrue();
    assertThat(truth.read(audio))
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.onset()).isZero();
              assertThat(note.offset()).isCloseTo(2, within(1e-6));
              assertThat(note.pitch()).isEqualTo(440);
              assertThat(note.velocity()).isEqualTo(90);
            });
  }

  @Test
  @DisplayName("are not there where neither file is")
  void absent() {
    assertThat(truth.isThere(folder.resolve("nobody.mp3"))).isFalse();
  }

  @Test
  @DisplayName("are refused in one line that names file and line")
  void refused() throws IOException {
    write("a.notes.tsv", "onset\toffset\tmidi", "1\t2\t60", "1\tlater\t60");
    assertThatThrownBy(() -> truth.read(folder.resolve("a.mp3")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.notes.tsv:3: holds no note")
        .hasMessageContaining("later")
        .hasMessageNotContaining("\n");
    write("b.notes.tsv", "1\t2\t60");
    assertThatThrownBy(() -> truth.read(folder.resolve("b.mp3")))
        .hasMessageContaining("b.notes.tsv:1: does not name the columns onset, offset and midi");
    write("c.notes.tsv", "onset\toffset\tmidi", "1\t2");
    assertThatThrownBy(() -> truth.read(folder.resolve("c.mp3")))
        .hasMessageContaining("midi is missing");
    Files.writeString(folder.resolve("d.mid"), "no MIDI");
    assertThatThrownBy(() -> truth.read(folder.resolve("d.mp3")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("d.mid is no standard MIDI file");
  }

  @Test
  @DisplayName("are refused in one line where the MIDI file is damaged, however it is")
  void damaged() throws Exception {
    Sequence sequence = new Sequence(Sequence.PPQ, 100);
    Track track = sequence.createTrack();
    track.add(new MidiEvent(new MetaMessage(0x51, new byte[] {7}, 1), 0));
    note(track, 0, 100, 0, 69, 90);
    MidiSystem.write(sequence, 1, folder.resolve("tempo.mid").toFile());
    byte[] whole = Files.readAllBytes(folder.resolve("tempo.mid"));
    for (int length : new int[] {0, 3, 13, whole.length}) {
      Files.write(folder.resolve("cut.mid"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> truth.read(folder.resolve("cut.mp3")))
          .as("%d bytes", length)
          .isInstanceOf(IOException.class)
          .hasMessageMatching(".*cut\\.mid is no standard MIDI file \\(.+\\): give .*");
    }
  }

  @Test
  @DisplayName("are refused in one line where the MIDI file counts frames of film")
  void smpte() throws Exception {
    Sequence sequence = new Sequence(Sequence.SMPTE_25, 40);
    note(sequence.createTrack(), 0, 100, 0, 69, 90);
    MidiSystem.write(sequence, 1, folder.resolve("film.mid").toFile());
    assertThatThrownBy(() -> truth.read(folder.resolve("film.mp3")))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "film.mid counts SMPTE frames instead of beats: save it with ticks per quarter note");
  }

  private void write(String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines));
  }

  private static void note(Track track, int from, int to, int channel, int pitch, int velocity)
      throws Exception {
    track.add(
        new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, channel, pitch, velocity), from));
    track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_OFF, channel, pitch, 0), to));
  }
}

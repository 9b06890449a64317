package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.multipitch.LabeledNote;
import org.neume.training.render.Control;
import org.neume.training.render.Note;
import org.neume.training.render.Score;

@DisplayName("What the multipitch networks are tested on")
class MultipitchPlanTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("is of tunes that no other part has, with every seed and for any hours")
  void tunes() throws IOException, InvalidMidiDataException {
    List<SourcePiece> sources = sources();
    for (int seed = 0; seed < 20; seed++) {
      Map<String, Set<String>> tunes = new TreeMap<>();
      for (MultipitchPlan.Job job : new MultipitchPlan(sources, seed).jobs(seed)) {
        if (job.kind() != MultipitchPlan.Kind.SLICES) {
          // Both tests are of the same pieces.
          String part = job.part().equals("unseen") ? "test" : job.part();
          tunes.computeIfAbsent(part, p -> new HashSet<>()).add(job.piece().group());
        }
      }
      List<String> all = tunes.values().stream().flatMap(Set::stream).toList();
      assertThat(all).as("seed " + seed).doesNotHaveDuplicates();
      assertThat(tunes).containsKeys("validation", "test");
    }
  }

  @Test
  @DisplayName("is played, where instruments are held out, by none that training has")
  void instruments() {
    List<Control> every = IntStream.range(0, 112).mapToObj(p -> Control.program(p, 0, p)).toList();
    Score score = new Score(List.of(), every, List.of(), false);
    List<Integer> trained = programs(HeldInstruments.without(score));
    List<Integer> alone = programs(HeldInstruments.alone(score));
    List<Integer> held = alone.subList(alone.size() - every.size(), alone.size());
    assertThat(trained).hasSize(112).doesNotContainAnyElementsOf(held);
    assertThat(new HashSet<>(alone)).hasSize(13).doesNotContainAnyElementsOf(trained);
    for (int program = 0; program < 96; program++) {
      assertThat(held.get(program) / 8).as("family of " + program).isEqualTo(program / 8);
      assertThat(trained.get(program) / 8).as("family of " + program).isEqualTo(program / 8);
    }
  }

  @Test
  @DisplayName("leaves drums as they are")
  void drums() {
    Score score =
        new Score(List.of(), List.of(Control.program(0, Note.DRUMS, 24)), List.of(), false);
    assertThat(programs(HeldInstruments.without(score))).containsExactly(24);
    assertThat(HeldInstruments.alone(score).controls())
        .filteredOn(control -> control.channel() == Note.DRUMS)
        .containsExactlyElementsOf(score.controls());
  }

  @Test
  @DisplayName("is played by held instruments where a part names none, or names it late")
  void unnamed() {
    List<Note> notes = List.of(new Note(0.5, 1, 3, 60, 90), new Note(2, 1, 4, 60, 90));
    Score score = new Score(notes, List.of(Control.program(1, 3, 40)), List.of(), false);
    List<LabeledNote> labels =
        MultipitchRenderings.labels(HeldInstruments.alone(score), 10 * 44_100);
    // Harpsichord, the one of the pianos that is held out; labels count programs from 1.
    assertThat(labels).extracting(LabeledNote::instrument).containsExactly(7, 7);
    assertThat(HeldInstruments.without(score).controls()).isEqualTo(score.controls());
  }

  private static List<Integer> programs(Score score) {
    return score.controls().stream().map(Control::first).toList();
  }

  /** Tunes, each in three versions, of songs and of sequenced pieces. */
  private List<SourcePiece> sources() throws IOException, InvalidMidiDataException {
    Path file = folder.resolve("a.mid");
    Sequence sequence = new Sequence(Sequence.PPQ, 100);
    Track track = sequence.createTrack();
    for (int i = 0; i < 120; i++) {
      track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, 0, 60, 90), 100L * i));
      track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_OFF, 0, 60, 0), 100L * i + 50));
    }
    try (var out = Files.newOutputStream(file)) {
      MidiSystem.write(sequence, 1, out);
    }
    List<SourcePiece> sources = new ArrayList<>();
    for (SourcePiece.Collection collection :
        List.of(SourcePiece.Collection.POP909, SourcePiece.Collection.FREEDOOM)) {
      for (int tune = 0; tune < 60; tune++) {
        String group = collection + "/" + tune;
        for (int version = 0; version < 3; version++) {
          sources.add(new SourcePiece(group + "-" + version, collection, group, file));
        }
      }
    }
    return sources;
  }
}

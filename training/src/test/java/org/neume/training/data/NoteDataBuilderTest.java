package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.annotation.PlayedNote;
import org.neume.training.notes.NotePiece;

@DisplayName("The note data builder")
class NoteDataBuilderTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("composes pieces where no data is at hand, and makes nothing again")
  void buildsAndContinues() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path cache = folder.resolve("cache");
    List<String> lines = new ArrayList<>();
    NoteDataBuilder.build(data, List.of(), List.of(), cache, 0.01, 0, 4, line -> add(lines, line));
    byte[] first = Files.readAllBytes(cache.resolve("000000.nnf"));
    List<String> again = new ArrayList<>();
    NoteDataBuilder.build(data, List.of(), List.of(), cache, 0.01, 0, 4, line -> add(again, line));
    assertThat(again).hasSize(1);
    assertThat(again.get(0)).startsWith("0 pieces to make");
    assertThat(Files.readAllBytes(cache.resolve("000000.nnf"))).isEqualTo(first);

    NoteCache loaded = NoteCache.load(cache, 0);
    assertThat(loaded.training()).hasSize(1);
    assertThat(loaded.validation()).extracting(NotePiece::kind).contains(NotePiece.Kind.SLICES);
    assertThat(loaded.description())
        .contains("COMPOSED")
        .endsWith("split by piece, recordings held out: fold 0 of 3, held out e3b0c442");
    assertThat(loaded.validation()).allSatisfy(NoteDataBuilderTest::loudWhereNotesAre);
  }

  @Test
  @DisplayName(
      "goes on with a cache for more hours, but refuses other sources, seeds and soundfonts")
  void refusesOtherData() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path songs = Files.createDirectories(data.resolve("freedoom/musics"));
    Path song = Files.write(songs.resolve("a.mid"), midi(1));
    Path cache = folder.resolve("cache");
    List<String> lines = new ArrayList<>();
    NoteDataBuilder.build(data, List.of(), List.of(), cache, 0, 0, 4, line -> add(lines, line));
    List<String> more = new ArrayList<>();
    NoteDataBuilder.build(data, List.of(), List.of(), cache, 0.01, 0, 4, line -> add(more, line));
    assertThat(more.get(0)).startsWith("1 pieces to make");

    refused(data, List.of(), cache, 5, "(seed 4, not 5)");
    refused(data, List.of(song), cache, 4, "(soundfonts none, not a.mid ");
    Files.write(song, midi(2));
    refused(data, List.of(), cache, 4, "(sources 1 pieces ");
    Files.write(song, midi(1));
    Path moved = Files.move(data, folder.resolve("moved"));
    List<String> again = new ArrayList<>();
    NoteDataBuilder.build(moved, List.of(), List.of(), cache, 0, 0, 4, line -> add(again, line));
    assertThat(again.get(0)).startsWith("0 pieces to make");
    Files.move(moved.resolve("freedoom/musics/a.mid"), moved.resolve("freedoom/musics/b.mid"));
    refused(moved, List.of(), cache, 4, "(sources 1 pieces ");
  }

  private static void refused(
      Path data, List<Path> soundfonts, Path cache, long seed, String difference) {
    assertThatThrownBy(
            () ->
                NoteDataBuilder.build(
                    data, soundfonts, List.of(), cache, 0.01, 0, seed, line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is of other data " + difference)
        .hasMessageEndingWith(": give what it was made of, or another --cache");
  }

  /** A piece of one note. */
  private static byte[] midi(int pitch) throws IOException {
    try {
      Sequence sequence = new Sequence(Sequence.PPQ, 100);
      Track track = sequence.createTrack();
      track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, 0, pitch, 90), 0));
      track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_OFF, 0, pitch, 0), 100));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      MidiSystem.write(sequence, 1, bytes);
      return bytes.toByteArray();
    } catch (InvalidMidiDataException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void add(List<String> lines, String line) {
    synchronized (lines) {
      lines.add(line);
    }
  }

  /** Within a note, the bins of its fundamental or second harmonic stand out of the frame's mean. */
  private static void loudWhereNotesAre(NotePiece piece) {
    float[] frame = new float[432];
    int found = 0;
    int looked = 0;
    for (PlayedNote note : piece.notes()) {
      int at = (int) Math.round(50 * (note.onset() + 0.06));
      if (at >= piece.frames() || note.offset() - note.onset() < 0.15 || note.pitch() > 100) {
        continue;
      }
      piece.copyFrames(at, 1, frame, 0);
      double mean = 0;
      for (float value : frame) {
        assertThat(value).isFinite().isBetween(0f, 5f);
        mean += value / frame.length;
      }
      int bin = 4 * (note.pitch() - 21);
      float loudest = 0;
      for (int near = -2; near <= 2; near++) {
        for (int harmonic : new int[] {0, 48}) {
          int index = Math.max(0, Math.min(431, bin + near + harmonic));
          loudest = Math.max(loudest, frame[index]);
        }
      }
      looked++;
      found += loudest > mean + 0.1 ? 1 : 0;
    }
    if (looked > 20) {
      assertThat(found / (double) looked).as(piece.id()).isGreaterThan(0.7);
    }
  }

  @Test
  @DisplayName("holds the recordings out that the README names, remixes of a tune together")
  void holdsOutWhatIsDocumented() throws IOException {
    List<List<String>> folds =
        List.of(
            List.of(
                "A Memory Away",
                "Fate",
                "March of the Zargansk",
                "Purgatory's Mansion",
                "The Forest Awakes"),
            List.of("Faith (love remix)", "Home", "Lost Islands", "Nevermore"),
            List.of(
                "Find You",
                "Find You (march remix)",
                "Halls of Despair",
                "Remember",
                "Surreptitious"));
    List<SourcePiece> sources = SourceLibrary.scan(SharedData.train());
    for (int fold = 0; fold < NotePlan.FOLDS; fold++) {
      List<NotePlan.Job> recordings =
          new NotePlan(sources, List.of(), fold, 1)
              .jobs(0).stream().filter(job -> job.kind() == NotePiece.Kind.REAL).toList();
      assertThat(recordings)
          .filteredOn(NotePlan.Job::validates)
          .extracting(job -> job.piece().id().replace("free-music/", ""))
          .containsExactlyInAnyOrderElementsOf(folds.get(fold));
      assertThat(recordings)
          .filteredOn(job -> !job.validates())
          .extracting(job -> job.piece().id().replace("free-music/", ""))
          .doesNotContainAnyElementsOf(folds.get(fold))
          .hasSize(3 * (14 - folds.get(fold).size()));
    }
  }

  @Test
  @DisplayName("holds out a third of the recordings with the MIDI files of their tunes")
  void holdsOutAThird() throws IOException {
    List<SourcePiece> sources = SourceLibrary.scan(SharedData.train());
    Set<String> everHeld = new java.util.TreeSet<>();
    for (int fold = 0; fold < NotePlan.FOLDS; fold++) {
      List<NotePlan.Job> jobs = new NotePlan(sources, List.of("a.sf2"), fold, 1).jobs(3);
      assertThat(jobs).extracting(NotePlan.Job::id).doesNotHaveDuplicates();
      Set<String> held =
          jobs.stream()
              .filter(NotePlan.Job::validates)
              .filter(job -> job.piece().collection() != SourcePiece.Collection.COMPOSED)
              .map(job -> job.piece().group())
              .collect(Collectors.toSet());
      assertThat(jobs)
          .filteredOn(job -> !job.validates())
          .noneMatch(job -> held.contains(job.piece().group()));
      List<String> recordings =
          jobs.stream()
              .filter(job -> job.validates() && job.kind() == NotePiece.Kind.REAL)
              .map(job -> job.piece().id())
              .toList();
      assertThat(recordings).hasSizeBetween(3, 7);
      assertThat(everHeld).doesNotContainAnyElementsOf(recordings);
      everHeld.addAll(recordings);
    }
    assertThat(everHeld).hasSize(14);
  }
}

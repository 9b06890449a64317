package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.PlayedNote;
import org.neume.training.evaluation.NoteEvent;
import org.neume.training.evaluation.NoteReference;
import org.neume.training.render.MidiScoreReader;

/**
 * True notes that lie beside a recording {@code NAME.mp3}: {@code NAME.notes.tsv} ({@link NoteTable}),
 * or else {@code NAME.mid}, whose sustain pedal holds notes. Either way they are what can be heard and
 * written for a piano's keys ({@link NoteLabels}): no drums, one pitch in two parts is one note, none
 * outside A0 to C8.
 */
public final class NoteTruth implements NoteReference {
  @Override
  public boolean isThere(Path audio) {
    return Files.exists(NoteTable.beside(audio)) || midi(audio) != null;
  }

  @Override
  public List<NoteEvent> read(Path audio) throws IOException {
    Path file = NoteTable.beside(audio);
    if (!Files.exists(file)) {
      Path midi = Objects.requireNonNull(midi(audio), "nothing lies beside the recording");
      return NoteLabels.of(MidiScoreReader.read(midi, false), true).stream()
          .map(NoteEvent::of)
          .toList();
    }
    NoteTable table = NoteTable.read(file);
    return NoteLabels.merge(table.notes()).stream()
        .map(note -> event(note, table.velocities()))
        .toList();
  }

  private static NoteEvent event(PlayedNote note, boolean velocity) {
    NoteEvent event = NoteEvent.of(note);
    return velocity ? event : new NoteEvent(event.onset(), event.offset(), event.pitch(), 0);
  }

  private static @Nullable Path midi(Path audio) {
    String table = String.valueOf(NoteTable.beside(audio).getFileName());
    String name = table.substring(0, table.length() - ".notes.tsv".length());
    for (String extension : List.of(".mid", ".midi")) {
      Path file = audio.resolveSibling(name + extension);
      if (Files.exists(file)) {
        return file;
      }
    }
    return null;
  }
}

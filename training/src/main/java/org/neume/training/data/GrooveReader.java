package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.neume.training.data.SourcePiece.Collection;
import org.neume.training.render.Beat;
import org.neume.training.render.BeatClock;
import org.neume.training.render.MidiScoreReader;
import org.neume.training.render.Note;
import org.neume.training.render.Score;

/**
 * Reads the Groove MIDI dataset: drum performances to a click, so that the file's own grid is exact. Its {@code test} split is
 * left out of everything; fills, performances under 20 seconds and meters whose beat the table leaves open are not used.
 */
final class GrooveReader {
  private static final double SHORTEST = 20;

  /** Share of a beat within which a stroke counts as meant for the beat. */
  private static final double NEAR = 0.12;

  private static final int FEWEST_STROKES = 12;

  private GrooveReader() {}

  /** Lists the performances of the splits {@code train} and {@code validation}. */
  static List<SourcePiece> scan(Path folder) throws IOException {
    Path table = folder.resolve("info.csv");
    if (!Files.exists(table)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(table);
    List<String> header = Arrays.asList(lines.get(0).split(",", -1));
    int id = header.indexOf("id");
    int type = header.indexOf("beat_type");
    int meter = header.indexOf("time_signature");
    int file = header.indexOf("midi_filename");
    int split = header.indexOf("split");
    int duration = header.indexOf("duration");
    if (duration < 0 || id < 0 || type < 0 || meter < 0 || file < 0 || split < 0) {
      throw new IOException(
          table
              + " lacks one of the columns id, beat_type, time_signature, midi_filename, duration, split");
    }
    List<SourcePiece> pieces = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      boolean usable =
          row.length == header.size()
              && !row[split].equals("test")
              && row[type].equals("beat")
              && row[meter].endsWith("-4")
              && Double.parseDouble(row[duration]) >= SHORTEST;
      if (usable) {
        String name = "groove/" + row[id];
        pieces.add(new SourcePiece(name, Collection.GROOVE, name, folder.resolve(row[file])));
      }
    }
    pieces.sort(Comparator.comparing(SourcePiece::id));
    return pieces;
  }

  /** Reads a performance; its electronic kit's keys become General MIDI's. */
  static Score read(Path file) throws IOException {
    Score score = MidiScoreReader.read(file, false);
    List<Note> notes = new ArrayList<>();
    for (Note n : score.notes()) {
      notes.add(
          new Note(
              n.time(), Math.min(n.duration(), 0.3), Note.DRUMS, key(n.pitch()), n.velocity()));
    }
    return onTheDrummer(score.with(notes, List.of()));
  }

  /**
   * Moves the beats to where the drummer plays them. Most play some 25 ms ahead of the click, by ear or because their kit
   * reports early; listeners tap with the drums, not with a click that they do not hear.
   */
  private static Score onTheDrummer(Score score) {
    if (score.beats().size() < 2) {
      return score;
    }
    BeatClock clock = new BeatClock(score.beats());
    double[] early =
        score.notes().stream()
            .filter(n -> Math.abs(offBeat(clock, n)) < NEAR)
            .mapToDouble(n -> n.time() - clock.timeAt(Math.rint(clock.positionAt(n.time()))))
            .sorted()
            .toArray();
    if (early.length < FEWEST_STROKES) {
      return score;
    }
    double median = early[early.length / 2];
    List<Beat> beats =
        score.beats().stream().map(b -> new Beat(b.time() + median, b.number())).toList();
    return new Score(score.notes(), score.controls(), beats, score.downbeatsKnown());
  }

  private static double offBeat(BeatClock clock, Note note) {
    double position = clock.positionAt(note.time());
    return position - Math.rint(position);
  }

  /** Roland TD-11 keys that General MIDI does not have, or has as something else. */
  private static int key(int pitch) {
    return switch (pitch) {
      case 22 -> 42;
      case 26 -> 46;
      case 58 -> 43;
      default -> pitch;
    };
  }
}

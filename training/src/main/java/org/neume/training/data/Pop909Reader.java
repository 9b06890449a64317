package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.neume.training.render.Beat;
import org.neume.training.render.Chord;
import org.neume.training.render.MidiScoreReader;
import org.neume.training.render.Score;

/**
 * Reads a song of POP909. Every row of {@code beat_midi.txt} is a beat. Its two columns of flags are two readings of the meter,
 * mostly bars of two and bars of four; the second agrees better with the chord changes in every song, so it gives the
 * downbeats, except where it shows bars of six over bars of three in the first. Where the bars are irregular in more than a
 * tenth of a song, its downbeats count as unknown.
 */
final class Pop909Reader {
  private static final double REGULAR = 0.9;

  private Pop909Reader() {}

  /** Reads the notes and the annotated beats; the MIDI file's own time signature is ignored. */
  static Score read(Path folder) throws IOException {
    Score raw = MidiScoreReader.read(folder.resolve(folder.getFileName() + ".mid"), true);
    List<double[]> rows = rows(folder.resolve("beat_midi.txt"));
    int mode = mostFrequentGap(rows, 2);
    int column = mode == 6 && mostFrequentGap(rows, 1) == 3 ? 1 : 2;
    int bar = mostFrequentGap(rows, column);
    boolean known = bar >= 2 && bar <= 6 && regularity(rows, column, bar) >= REGULAR;
    List<Beat> beats = new ArrayList<>();
    int number = firstNumber(rows, column, Math.max(1, bar));
    for (double[] row : rows) {
      number = row[column] > 0.5 ? 1 : number;
      if (beats.isEmpty() || row[0] > beats.get(beats.size() - 1).time() + 0.1) {
        beats.add(new Beat(row[0], number));
      }
      number++;
    }
    return new Score(raw.notes(), raw.controls(), beats, known);
  }

  /** Reads the chords by start time in seconds. */
  static NavigableMap<Double, Chord> chords(Path folder) throws IOException {
    NavigableMap<Double, Chord> chords = new TreeMap<>();
    Path file = folder.resolve("chord_midi.txt");
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] cells = line.trim().split("\\s+", -1);
        if (cells.length >= 3) {
          double time = Double.parseDouble(cells[0]);
          Chord.parse(cells[2]).ifPresent(chord -> chords.put(time, chord));
        }
      }
    }
    return chords;
  }

  private static List<double[]> rows(Path file) throws IOException {
    List<double[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.trim().split("\\s+", -1);
      if (cells.length >= 3) {
        rows.add(
            new double[] {
              Double.parseDouble(cells[0]),
              Double.parseDouble(cells[1]),
              Double.parseDouble(cells[2])
            });
      }
    }
    if (rows.size() < 2) {
      throw new IOException(file + " lists fewer than two beats");
    }
    return rows;
  }

  private static int firstNumber(List<double[]> rows, int column, int bar) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i)[column] > 0.5) {
        return Math.floorMod(-i, bar) + 1;
      }
    }
    return 1;
  }

  private static List<Integer> gaps(List<double[]> rows, int column) {
    List<Integer> gaps = new ArrayList<>();
    int last = -1;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i)[column] > 0.5) {
        if (last >= 0) {
          gaps.add(i - last);
        }
        last = i;
      }
    }
    return gaps;
  }

  private static int mostFrequentGap(List<double[]> rows, int column) {
    return Modes.of(gaps(rows, column));
  }

  private static double regularity(List<double[]> rows, int column, int bar) {
    List<Integer> gaps = gaps(rows, column);
    return gaps.isEmpty() ? 0 : gaps.stream().filter(g -> g == bar).count() / (double) gaps.size();
  }
}

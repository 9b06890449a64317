package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neume.training.render.Beat;

/**
 * Beats of a recording as annotated, and made regular: annotations that stem from games contain bars written at a multiple or
 * a fraction of the pulse, which would teach a network that the pulse stops.
 */
final class BeatAnnotation {
  private static final double FASTEST = 215;

  private BeatAnnotation() {}

  /** Reads a file of two columns: seconds and number in the bar. */
  static List<Beat> read(Path file) throws IOException {
    List<Beat> beats = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.trim().split("\\s+", -1);
      if (cells.length >= 2) {
        beats.add(new Beat(Double.parseDouble(cells[0]), (int) Double.parseDouble(cells[1])));
      }
    }
    return beats;
  }

  /**
   * Makes an annotation regular. Beats closer than 0.6 of the usual interval are dropped; longer intervals that are a multiple
   * of it are filled; a pulse above 215 per minute in even bars is halved; bars that are a multiple of the usual length are
   * divided, and pairs of half bars are joined.
   */
  static List<Beat> regular(List<Beat> beats) {
    if (beats.size() < 8) {
      return beats;
    }
    double period = median(beats);
    List<Beat> even = fill(thin(beats, 0.6 * period), period);
    if (60 / period > FASTEST && Modes.of(barLengths(even)) % 2 == 0) {
      even = halve(even);
    }
    return renumber(even);
  }

  private static double median(List<Beat> beats) {
    double[] intervals = new double[beats.size() - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = beats.get(i + 1).time() - beats.get(i).time();
    }
    java.util.Arrays.sort(intervals);
    return intervals[intervals.length / 2];
  }

  private static List<Beat> thin(List<Beat> beats, double least) {
    List<Beat> kept = new ArrayList<>();
    for (Beat beat : beats) {
      if (kept.isEmpty() || beat.time() - kept.get(kept.size() - 1).time() >= least) {
        kept.add(beat);
      }
    }
    return kept;
  }

  /** Filled beats get number 0 but keep a downbeat where the annotation has one. */
  private static List<Beat> fill(List<Beat> beats, double period) {
    List<Beat> filled = new ArrayList<>();
    for (int i = 0; i < beats.size(); i++) {
      filled.add(beats.get(i));
      if (i + 1 < beats.size()) {
        double gap = beats.get(i + 1).time() - beats.get(i).time();
        int parts = (int) Math.round(gap / period);
        if (parts >= 2 && Math.abs(gap / period - parts) < 0.1) {
          for (int k = 1; k < parts; k++) {
            filled.add(new Beat(beats.get(i).time() + k * gap / parts, 0));
          }
        }
      }
    }
    return filled;
  }

  private static List<Beat> halve(List<Beat> beats) {
    List<Beat> half = new ArrayList<>();
    int sinceDownbeat = 0;
    for (Beat beat : beats) {
      sinceDownbeat = beat.isDownbeat() ? 0 : sinceDownbeat + 1;
      if (sinceDownbeat % 2 == 0) {
        half.add(beat);
      }
    }
    return half;
  }

  private static List<Integer> barLengths(List<Beat> beats) {
    List<Integer> lengths = new ArrayList<>();
    int last = -1;
    for (int i = 0; i < beats.size(); i++) {
      if (beats.get(i).isDownbeat()) {
        if (last >= 0) {
          lengths.add(i - last);
        }
        last = i;
      }
    }
    return lengths;
  }

  private static List<Beat> renumber(List<Beat> beats) {
    int bar = Math.max(1, Modes.of(barLengths(beats)));
    List<Beat> numbered = new ArrayList<>();
    int number = 1;
    int sinceBarLine = bar;
    for (int i = 0; i < beats.size(); i++) {
      boolean line = beats.get(i).isDownbeat();
      // Half a bar after the last line, another line is the middle of the bar, not its start.
      boolean middle = line && sinceBarLine * 2 == bar;
      if ((line && !middle) || sinceBarLine >= bar) {
        number = 1;
        sinceBarLine = 0;
      }
      numbered.add(new Beat(beats.get(i).time(), number));
      number++;
      sinceBarLine++;
    }
    return numbered;
  }
}

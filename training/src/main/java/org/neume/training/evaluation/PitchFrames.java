package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pitches that sound at each of a row of times.
 *
 * @param times seconds, rising
 * @param pitches for each time, Hz, any number of them
 */
public record PitchFrames(List<Double> times, List<List<Double>> pitches) {
  private static final double LOWEST = 20;
  private static final double HIGHEST = 5_000;

  /** Protects the lists and refuses times that fall and what cannot be heard as a pitch. */
  public PitchFrames {
    times = List.copyOf(times);
    pitches = pitches.stream().map(List::copyOf).toList();
    if (times.size() != pitches.size()) {
      throw new IllegalArgumentException(
          times.size() + " times but " + pitches.size() + " frames of pitches");
    }
    for (int i = 0; i < times.size(); i++) {
      if (!(times.get(i) >= 0) || (i > 0 && times.get(i) < times.get(i - 1))) {
        throw new IllegalArgumentException(
            "frame " + (i + 1) + " is at " + times.get(i) + " s; give rising times");
      }
      for (double pitch : pitches.get(i)) {
        if (!(pitch >= LOWEST && pitch <= HIGHEST)) {
          throw new IllegalArgumentException(
              "frame "
                  + (i + 1)
                  + " has a pitch of "
                  + pitch
                  + " Hz, outside 20 to 5,000; give Hz");
        }
      }
    }
  }

  /** Reads a file with a line for each frame: its time, then its pitches. */
  public static PitchFrames read(Path file) throws IOException {
    List<Double> times = new ArrayList<>();
    List<List<Double>> pitches = new ArrayList<>();
    for (double[] row : AnnotationTable.read(file).rows()) {
      List<Double> sounding = new ArrayList<>();
      for (int i = 1; i < row.length; i++) {
        sounding.add(row[i]);
      }
      times.add(row[0]);
      pitches.add(sounding);
    }
    try {
      return new PitchFrames(times, pitches);
    } catch (IllegalArgumentException e) {
      throw new AnnotationException(file, String.valueOf(e.getMessage()));
    }
  }

  /** The same pitches at other times: each time takes the nearest frame, none outside the first and last. */
  PitchFrames at(List<Double> others) {
    if (sameTimes(others)) {
      return this;
    }
    List<List<Double>> found = new ArrayList<>();
    double[] own = times.stream().mapToDouble(Double::doubleValue).toArray();
    for (double time : others) {
      boolean outside = own.length == 0 || time < own[0] || time > own[own.length - 1];
      found.add(outside ? List.of() : pitches.get(Nearest.index(own, time)));
    }
    return new PitchFrames(others, found);
  }

  /** Equal but for rounding, 10^-5 of the time. */
  private boolean sameTimes(List<Double> others) {
    if (others.size() != times.size()) {
      return false;
    }
    for (int i = 0; i < times.size(); i++) {
      if (Math.abs(times.get(i) - others.get(i)) > 1e-8 + 1e-5 * Math.abs(others.get(i))) {
        return false;
      }
    }
    return true;
  }
}

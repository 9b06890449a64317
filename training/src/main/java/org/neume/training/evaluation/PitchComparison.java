package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.training.data.KnownPitches;
import org.neume.training.data.SoundLabel;

/**
 * Scores the pitches that were found in files of single notes. Each file is a track whose figures are 1 or
 * 0, so that their means are shares: the pitch is right, it is an octave off, it is among the first three,
 * the file was refused (it is in no table of what was found); family and velocity where both sides tell
 * them. A refused file counts as wrong in all. What a right pitch deviates by has a figure in cents.
 */
public final class PitchComparison {
  /** How far the note is found to lie from its pitch, in cents, up or down. */
  static final String CENTS = "Cents off";

  private static final int OCTAVE = 12;

  private final Path truth;
  private final SortedMap<String, SoundLabel> known;
  private final Map<String, FoundPitches.Row> found = new HashMap<>();
  private final List<TrackFailure> unknown = new ArrayList<>();

  private PitchComparison(Path truth) throws IOException {
    this.truth = truth;
    this.known = KnownPitches.of(truth);
  }

  /**
   * Compares.
   *
   * @param truth a folder of notes or their table, as {@link KnownPitches#of} reads it
   * @param tables what was found, as {@link FoundPitches} reads it, each file in one of them
   * @throws IOException where one cannot be read, a file was found twice, or none has a known pitch
   */
  public static Scoreboard score(Path truth, List<Path> tables) throws IOException {
    PitchComparison comparison = new PitchComparison(truth);
    for (Path table : tables) {
      comparison.add(table);
    }
    return comparison.board(tables);
  }

  private void add(Path table) throws IOException {
    Map<String, List<String>> byName = new HashMap<>();
    for (String file : known.keySet()) {
      byName.computeIfAbsent(last(file), name -> new ArrayList<>()).add(file);
    }
    for (FoundPitches.Row row : FoundPitches.read(table)) {
      List<String> meant = meant(row.file(), byName.getOrDefault(last(row.file()), List.of()));
      if (meant.isEmpty()) {
        unknown.add(new TrackFailure(row.file(), "%s does not say its pitch".formatted(truth)));
      } else if (meant.size() > 1) {
        throw new AnnotationException(
            table,
            "%s may be %s or %s of %s; annotate the folder that holds both"
                .formatted(row.file(), meant.get(0), meant.get(1), truth));
      } else if (found.put(meant.get(0), row) != null) {
        throw new AnnotationException(
            table, "names %s again; let each file count once".formatted(meant.get(0)));
      }
    }
  }

  /** The file itself, or those that share the longest end with it, of which there should be one. */
  private static List<String> meant(String path, List<String> files) {
    if (files.contains(path)) {
      return List.of(path);
    }
    List<String> ending =
        files.stream().filter(file -> ends(file, path) || ends(path, file)).toList();
    int longest =
        ending.stream().mapToInt(file -> Math.min(file.length(), path.length())).max().orElse(0);
    return ending.stream()
        .filter(file -> Math.min(file.length(), path.length()) == longest)
        .toList();
  }

  /** Whether a path ends with another, name by name. */
  private static boolean ends(String path, String end) {
    return path.equals(end) || path.endsWith("/" + end);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private Scoreboard board(List<Path> tables) throws IOException {
    if (found.isEmpty()) {
      throw new AnnotationException(
          tables.get(0),
          "names no file whose pitch %s says; give the table of these files".formatted(truth));
    }
    boolean families = found.values().stream().anyMatch(row -> !row.family().isEmpty());
    boolean velocities = found.values().stream().anyMatch(row -> row.velocity() >= 0);
    List<TrackScore> scores = new ArrayList<>();
    known.forEach(
        (file, label) -> {
          FoundPitches.Row row = found.get(file);
          Map<String, Double> figures = pitch(row, label);
          if (families && label.family() >= 0) {
            String family = SingleNoteOutputs.FAMILIES.get(label.family());
            put(figures, "Family", row != null && row.family().equals(family));
          }
          if (velocities && label.velocity() >= 0) {
            int velocity = SingleNoteOutputs.VELOCITIES.get(label.velocity());
            put(figures, "Velocity", row != null && row.velocity() == velocity);
          }
          scores.add(new TrackScore(file, figures));
        });
    return new Scoreboard(scores, unknown);
  }

  private static Map<String, Double> pitch(FoundPitches.@Nullable Row row, SoundLabel label) {
    Map<String, Double> figures = new LinkedHashMap<>();
    int off = row == null ? 1 : row.pitch() - label.pitch();
    boolean among =
        row != null && (off == 0 || row.others().stream().anyMatch(p -> p == label.pitch()));
    put(figures, "Pitch", off == 0);
    put(figures, "Octave off", off != 0 && off % OCTAVE == 0);
    put(figures, "Among three", among);
    put(figures, "Refused", row == null);
    if (row != null && off == 0 && row.cents().isPresent()) {
      figures.put(CENTS, Math.abs(row.cents().getAsDouble()));
    }
    return figures;
  }

  private static void put(Map<String, Double> figures, String name, boolean holds) {
    figures.put(name, holds ? 1.0 : 0);
  }
}

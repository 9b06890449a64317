package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Scores files of annotations against files of annotations: one against one, or two folders, sub-folders included, where
 * the same name with the same path below the folder belongs together whatever the extension.
 */
public final class FileComparison {
  private static final Set<String> BEATS = Set.of("beats", "txt", "csv", "lab");
  private static final Set<String> TEMPI = Set.of("bpm", "tempo", "txt", "csv", "lab");

  private static final Set<String> NOTES = Set.of("notes", "txt", "tsv", "csv", "lab");

  private FileComparison() {}

  /** Beats; downbeats too where the reference has numbers. */
  public static Scoreboard beats(Path reference, Path estimate) throws IOException {
    return compare(
        reference,
        estimate,
        BEATS,
        (r, e) -> BeatScores.score(BeatFile.read(r), BeatFile.read(e)).toMap());
  }

  /** Tempi: files of one line with one tempo, or two tempi and the share of the first. */
  public static Scoreboard tempi(Path reference, Path estimate) throws IOException {
    return compare(reference, estimate, TEMPI, FileComparison::tempo);
  }

  /**
   * Notes: onset, offset and Hz, a line for each; where both sides have velocities, figures that ask for
   * them too, under names that begin with {@code Velocity}.
   */
  public static Scoreboard notes(Path reference, Path estimate) throws IOException {
    return compare(reference, estimate, NOTES, FileComparison::notesOf);
  }

  /** Pitches of frames: a time and any number of Hz, a line for each frame. */
  public static Scoreboard multipitch(Path reference, Path estimate) throws IOException {
    return compare(
        reference,
        estimate,
        NOTES,
        (r, e) -> MultipitchScores.score(PitchFrames.read(r), PitchFrames.read(e)).toMap());
  }

  private static Map<String, Double> notesOf(Path reference, Path estimate) throws IOException {
    List<NoteEvent> truth = NoteFile.read(reference);
    List<NoteEvent> found = NoteFile.read(estimate);
    Map<String, Double> figures = new LinkedHashMap<>(NoteScores.score(truth, found).toMap());
    if (haveVelocities(truth) && haveVelocities(found)) {
      VelocityScores loud = VelocityScores.score(truth, found);
      loud.toMap().forEach((name, value) -> figures.put("Velocity " + name, value));
      figures.putAll(loud.counts());
    }
    return figures;
  }

  private static boolean haveVelocities(List<NoteEvent> notes) {
    return notes.stream().anyMatch(note -> note.velocity() > 0);
  }

  private static Map<String, Double> tempo(Path reference, Path estimate) throws IOException {
    TempoAnnotation truth = TempoFile.read(reference);
    if (truth.main() <= 0) {
      throw new AnnotationException(reference, "has no tempo; give one above 0 beats per minute");
    }
    return TempoScores.score(truth, TempoFile.read(estimate)).toMap();
  }

  private static Scoreboard compare(
      Path reference, Path estimate, Set<String> extensions, Scorer scorer) throws IOException {
    boolean folders = Files.isDirectory(reference);
    if (folders != Files.isDirectory(estimate)) {
      throw new AnnotationException(
          folders ? estimate : reference,
          "must be a folder like the other; give two files or two folders");
    }
    if (!folders) {
      String name = String.valueOf(reference.getFileName());
      return new Scoreboard(
          List.of(new TrackScore(name, scorer.score(reference, estimate))), List.of());
    }
    Map<String, Path> references = byName(reference, extensions);
    Map<String, Path> estimates = byName(estimate, extensions);
    if (references.isEmpty()) {
      throw new AnnotationException(
          reference,
          "holds no annotations; give files named ."
              + String.join(", .", new TreeSet<>(extensions)));
    }
    List<TrackScore> scores = new ArrayList<>();
    List<TrackFailure> failures = new ArrayList<>();
    for (Map.Entry<String, Path> entry : references.entrySet()) {
      Path matching = estimates.get(entry.getKey());
      try {
        if (matching == null) {
          throw new AnnotationException(
              estimate, "has no file " + entry.getKey() + "; annotate that track too");
        }
        scores.add(new TrackScore(entry.getKey(), scorer.score(entry.getValue(), matching)));
      } catch (IOException e) {
        failures.add(new TrackFailure(entry.getKey(), String.valueOf(e.getMessage())));
      }
    }
    return new Scoreboard(scores, failures);
  }

  private static Map<String, Path> byName(Path folder, Set<String> extensions) throws IOException {
    Map<String, Path> named = new TreeMap<>();
    for (Path file : TrackFiles.below(folder, extensions)) {
      named.put(TrackFiles.name(folder, file), file);
    }
    return named;
  }

  @FunctionalInterface
  private interface Scorer {
    Map<String, Double> score(Path reference, Path estimate) throws IOException;
  }
}

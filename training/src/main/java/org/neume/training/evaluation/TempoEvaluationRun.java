package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.neume.training.data.NamedTempo;

/**
 * Finds the tempo of every recording of a folder that keeps to one, sub-folders included. The truth is in
 * the beats beside it ({@link SteadyTempo}), or at the beginning of its name: {@code 128 song.wav}. A
 * recording that fails is listed and the run goes on.
 */
public final class TempoEvaluationRun {
  /** Finds the tempo of one recording. */
  @FunctionalInterface
  public interface Annotator {
    /**
     * Listens to a file from beginning to end.
     *
     * @param gain factor on its samples
     * @return beats per minute, 0 where nothing repeats
     * @throws IOException with a one-line message when the recording cannot be read
     */
    double tempo(Path audio, double gain) throws IOException;
  }

  /** The figure of what is true. */
  static final String TRUE_TEMPO = "True BPM";

  /** The figure of what was found. */
  static final String FOUND_TEMPO = "Found BPM";

  /** How much softer a recording is played the second time. */
  private static final double SOFTER = Math.pow(10, -30 / 20.0);

  /** Beats per minute that count as the same tempo. */
  private static final double SAME = 0.5;

  private final Annotator annotator;
  private final Consumer<String> progress;

  /**
   * Prepares a run.
   *
   * @param progress told the name of each track before it is listened to
   */
  public TempoEvaluationRun(Annotator annotator, Consumer<String> progress) {
    this.annotator = annotator;
    this.progress = progress;
  }

  /**
   * Scores the folder, one track after the other.
   *
   * @throws AnnotationException when the folder holds no recording whose tempo is known and steady
   */
  public Scoreboard score(Path folder) throws IOException {
    List<TrackScore> scores = new ArrayList<>();
    List<TrackFailure> failures = new ArrayList<>();
    for (Path audio : TrackFiles.audio(folder)) {
      String name = TrackFiles.name(folder, audio);
      try {
        OptionalDouble truth = truth(audio);
        if (truth.isPresent()) {
          progress.accept(name);
          scores.add(new TrackScore(name, figures(truth.getAsDouble(), audio)));
        }
      } catch (IOException e) {
        failures.add(new TrackFailure(name, String.valueOf(e.getMessage())));
      }
    }
    if (scores.isEmpty() && failures.isEmpty()) {
      throw new AnnotationException(
          folder,
          "has no recording of a known, steady tempo; put NAME.beats next to NAME.mp3, or call it '128 NAME.mp3'");
    }
    return new Scoreboard(scores, failures);
  }

  private Map<String, Double> figures(double truth, Path audio) throws IOException {
    double found = annotator.tempo(audio, 1);
    double softer = annotator.tempo(audio, SOFTER);
    TempoHit hit = TempoHit.of(truth, found);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(TRUE_TEMPO, truth);
    figures.put(FOUND_TEMPO, found);
    figures.put("Within 2 BPM", hit.near() ? 1.0 : 0);
    figures.put("Octaves allowed", hit.octave() ? 1.0 : 0);
    figures.put("Same 30 dB softer", Math.abs(found - softer) <= SAME ? 1.0 : 0);
    return figures;
  }

  private static OptionalDouble truth(Path audio) throws IOException {
    Path beats = TrackFiles.beside(audio, "beats");
    if (Files.exists(beats)) {
      return SteadyTempo.of(BeatFile.read(beats).times());
    }
    return NamedTempo.of(audio);
  }
}

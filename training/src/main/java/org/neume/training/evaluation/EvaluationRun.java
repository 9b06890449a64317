package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Annotates every recording of a folder that has a {@code .beats} file beside it, sub-folders included, and scores the
 * result. The reference for the tempo is 60 over the median interval of the reference beats, those of the first five
 * seconds included. A recording that fails is listed and the run goes on.
 */
public final class EvaluationRun {
  private final Annotator annotator;
  private final Consumer<String> progress;

  /**
   * Prepares a run.
   *
   * @param progress told the name of each track before it is annotated
   */
  public EvaluationRun(Annotator annotator, Consumer<String> progress) {
    this.annotator = annotator;
    this.progress = progress;
  }

  /** Without anybody watching. */
  public EvaluationRun(Annotator annotator) {
    this(annotator, track -> {});
  }

  /**
   * Scores the folder, one track after the other.
   *
   * @throws AnnotationException when the folder holds no recording with beats beside it
   */
  public Scoreboard score(Path folder) throws IOException {
    List<Path> tracks =
        TrackFiles.audio(folder).stream()
            .filter(audio -> Files.exists(TrackFiles.beside(audio, "beats")))
            .toList();
    if (tracks.isEmpty()) {
      throw new AnnotationException(
          folder, "has no recording with a .beats file beside it; put NAME.beats next to NAME.mp3");
    }
    List<TrackScore> scores = new ArrayList<>();
    List<TrackFailure> failures = new ArrayList<>();
    for (Path audio : tracks) {
      String name = TrackFiles.name(folder, audio);
      progress.accept(name);
      try {
        BeatSequence reference = BeatFile.read(TrackFiles.beside(audio, "beats"));
        scores.add(score(name, reference, annotator.annotate(audio)));
      } catch (IOException e) {
        failures.add(new TrackFailure(name, String.valueOf(e.getMessage())));
      }
    }
    return new Scoreboard(scores, failures);
  }

  private static TrackScore score(String name, BeatSequence reference, TrackAnnotation estimate)
      throws AnnotationException {
    if (reference.medianTempo() <= 0) {
      throw new AnnotationException(
          Path.of(name), "its reference has fewer than two beats; annotate the recording");
    }
    return TrackScore.of(
        name,
        BeatScores.score(reference, estimate.beats()),
        TempoScores.score(TempoAnnotation.of(reference), estimate.tempo()));
  }
}

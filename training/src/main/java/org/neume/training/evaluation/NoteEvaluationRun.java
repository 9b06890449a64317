package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Annotates every recording of a folder that has its true notes beside it, sub-folders included, and scores each way in which
 * its notes were found ({@link TranscriptionFigures}). A recording that fails is listed and the run goes on.
 */
public final class NoteEvaluationRun {
  private final NoteReference reference;
  private final NoteAnnotator annotator;
  private final Consumer<String> progress;

  /**
   * Prepares a run.
   *
   * @param progress told the name of each track before it is annotated
   */
  public NoteEvaluationRun(
      NoteReference reference, NoteAnnotator annotator, Consumer<String> progress) {
    this.reference = reference;
    this.annotator = annotator;
    this.progress = progress;
  }

  /**
   * Scores the folder, one track after the other.
   *
   * @param ways the names that the annotator gives, in the order wanted
   * @return the figures of every way, by its name
   * @throws AnnotationException when the folder holds no recording with notes beside it
   */
  public Map<String, Scoreboard> score(Path folder, List<String> ways) throws IOException {
    List<Path> tracks = TrackFiles.audio(folder).stream().filter(reference::isThere).toList();
    if (tracks.isEmpty()) {
      throw new AnnotationException(
          folder,
          "has no recording with its notes beside it; put NAME.notes.tsv or NAME.mid next to NAME.mp3");
    }
    Map<String, List<TrackScore>> scores = new LinkedHashMap<>();
    ways.forEach(way -> scores.put(way, new ArrayList<>()));
    List<TrackFailure> failures = new ArrayList<>();
    for (Path audio : tracks) {
      String name = TrackFiles.name(folder, audio);
      progress.accept(name);
      try {
        List<NoteEvent> truth = reference.read(audio);
        if (truth.isEmpty()) {
          throw new AnnotationException(
              Path.of(name), "its reference has no pitched note; annotate the recording");
        }
        annotator
            .annotate(audio)
            .forEach(
                (way, found) -> {
                  List<TrackScore> own = scores.get(way);
                  if (own != null) {
                    own.add(new TrackScore(name, TranscriptionFigures.of(truth, found)));
                  }
                });
      } catch (IOException e) {
        failures.add(new TrackFailure(name, String.valueOf(e.getMessage())));
      }
    }
    Map<String, Scoreboard> boards = new LinkedHashMap<>();
    scores.forEach((way, tracked) -> boards.put(way, new Scoreboard(tracked, failures)));
    return boards;
  }
}

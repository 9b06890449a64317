package org.neume.cli.chain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neume.annotation.stream.Finding;
import org.neume.inference.model.ModelException;
import org.neume.schemas.Revisions;
import org.neume.transcription.messaging.ScoreStage;

/**
 * Which stream of a topic is that of a finding. A stage that cannot know whose an aborted stream is
 * passes its end on (docs/adr/012), so that the topic of beats may hold the end of notes that nobody
 * computes. Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface StreamOwners {
  /** What a model of nobody knows whom may give. */
  Set<Finding> GUESSED = Set.of(Finding.BEATS, Finding.NOTES, Finding.SCORE);

  /** Whose a stream is. */
  enum Claim {
    /** The finding's. */
    OWN,
    /**
     * The finding's, if it says anything. If it ends before it says anything, it may be of an analysis
     * that gives something else, or that nobody knows.
     */
    PERHAPS,
    /** Another's. */
    FOREIGN;

    private static Claim of(boolean own) {
      return own ? OWN : FOREIGN;
    }
  }

  /** Whether the finding is in the stream of this name. */
  Claim claim(Finding finding, String stream);

  /**
   * The streams of a recording that asks for these models.
   *
   * @param models the model of each finding that has one; a score's stream has the name of the notes'
   */
  static StreamOwners named(Map<Finding, String> models) {
    Map<Finding, String> known = Map.copyOf(models);
    return (finding, stream) ->
        Claim.of(
            finding == Finding.SCORE
                ? stream.equals(known.get(Finding.NOTES)) || stream.equals(ScoreStage.ANALYSIS)
                : stream.equals(known.get(finding)));
  }

  /**
   * The streams of a recording whose models are not known: those of models that came along and give the
   * finding, and for beats, notes and scores perhaps those of models that nobody knows.
   */
  static StreamOwners guessed() {
    return (finding, stream) -> {
      if (Revisions.isRevision(stream)) {
        // What somebody corrected is not what the chain found.
        return Claim.FOREIGN;
      }
      if (stream.equals(ScoreStage.ANALYSIS)) {
        return Claim.of(finding == Finding.SCORE);
      }
      Optional<String> decoder = decoder(stream);
      if (decoder.isEmpty()) {
        return GUESSED.contains(finding) ? Claim.PERHAPS : Claim.FOREIGN;
      }
      Finding decoded = finding == Finding.SCORE ? Finding.NOTES : finding;
      return Claim.of(
          decoded.decoders().stream().anyMatch(name -> name.text().equals(decoder.get())));
    };
  }

  private static Optional<String> decoder(String model) {
    try {
      return ModelFolders.repository(null).find(model).map(folder -> folder.manifest().decoder());
    } catch (ModelException e) {
      return Optional.empty();
    }
  }
}

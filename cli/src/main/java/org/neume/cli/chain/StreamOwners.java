package org.neume.cli.chain;

import java.util.Optional;
import java.util.Set;
import org.neume.inference.model.ModelException;
import org.neume.schemas.DecoderName;
import org.neume.transcription.messaging.ScoreStage;

/**
 * Which stream of a topic is that of a finding. A stage that cannot know whose an aborted stream is
 * passes its end on (docs/adr/012), so that the topic of beats may hold the end of notes that nobody
 * computes. Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface StreamOwners {
  /** Whether the finding is, or may be, in the stream of this name. */
  boolean owns(Finding finding, String stream);

  /** The streams of a recording that asks for these models. */
  static StreamOwners named(String beats, String notes) {
    return (finding, stream) ->
        switch (finding) {
          case BEATS -> stream.equals(beats);
          case NOTES -> stream.equals(notes);
          case SCORE -> stream.equals(notes) || stream.equals(ScoreStage.ANALYSIS);
        };
  }

  /**
   * The streams of a recording whose models are not known: all but those of models that came along
   * and give something else.
   */
  static StreamOwners guessed() {
    return (finding, stream) -> {
      if (stream.equals(ScoreStage.ANALYSIS)) {
        return finding == Finding.SCORE;
      }
      boolean beats = decodedBy(stream, Set.of(DecoderName.DBN, DecoderName.PEAKS));
      boolean notes = decodedBy(stream, Set.of(DecoderName.NOTES));
      return finding == Finding.BEATS ? !notes : !beats;
    };
  }

  private static boolean decodedBy(String model, Set<DecoderName> decoders) {
    try {
      Optional<String> decoder =
          ModelFolders.repository(null).find(model).map(folder -> folder.manifest().decoder());
      return decoder.isPresent()
          && decoders.stream().anyMatch(name -> name.text().equals(decoder.get()));
    } catch (ModelException e) {
      return false;
    }
  }
}

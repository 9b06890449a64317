package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;

/** Annotates one recording: the chain under test. */
@FunctionalInterface
public interface Annotator {

  /**
   * Annotates a file from beginning to end.
   *
   * @throws IOException with a one-line message when the recording cannot be read
   */
  TrackAnnotation annotate(Path audio) throws IOException;
}

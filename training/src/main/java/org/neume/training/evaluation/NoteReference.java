package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The true notes of recordings. */
public interface NoteReference {

  /** Whether there are any of a recording. */
  boolean isThere(Path audio);

  /**
   * The pitched notes of a recording; velocity 0 where it is not known.
   *
   * @throws IOException with a one-line message when they cannot be read
   */
  List<NoteEvent> read(Path audio) throws IOException;
}

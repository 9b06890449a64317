package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds the notes of one recording in one way or several: the chain under test. */
@FunctionalInterface
public interface NoteAnnotator {

  /**
   * Annotates a file from beginning to end.
   *
   * @return the notes by the name of the way they were found, the same names for every file
   * @throws IOException with a one-line message when the recording cannot be read
   */
  Map<String, List<NoteEvent>> annotate(Path audio) throws IOException;
}

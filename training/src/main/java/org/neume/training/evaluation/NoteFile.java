package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of notes: onset and offset in seconds, pitch in Hz and, where known, velocity; a line for each note. */
public final class NoteFile {
  private NoteFile() {}

  /**
   * Reads a file.
   *
   * @throws AnnotationException naming file and line
   */
  public static List<NoteEvent> read(Path file) throws IOException {
    AnnotationTable table = AnnotationTable.read(file);
    List<NoteEvent> notes = new ArrayList<>();
    for (int i = 0; i < table.rows().size(); i++) {
      double[] row = table.rows().get(i);
      if (row.length < 3) {
        throw new AnnotationException(
            file,
            table.lines().get(i),
            "has " + row.length + " columns; give onset, offset and pitch");
      }
      try {
        notes.add(new NoteEvent(row[0], row[1], row[2], row.length > 3 ? row[3] : 0));
      } catch (IllegalArgumentException e) {
        throw new AnnotationException(file, table.lines().get(i), String.valueOf(e.getMessage()));
      }
    }
    return notes;
  }
}

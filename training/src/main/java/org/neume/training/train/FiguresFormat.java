package org.neume.training.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** How the figures of an epoch lie in a checkpoint. */
public interface FiguresFormat {

  /** First number of the file, one for each format. */
  int magic();

  /** Writes figures. */
  void write(DataOutputStream out, Figures figures) throws IOException;

  /** Reads them back, score and all. */
  Figures read(DataInputStream in) throws IOException;
}

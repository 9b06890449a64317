package org.neume.training.notes;

import java.util.List;

/** The pieces of a note network's training, split so that no piece is on both sides. */
public interface NoteSource {

  /** Pieces that the network learns from, in a fixed order. */
  List<NotePiece> training();

  /** Pieces that decide when to stop and which weights to keep, in a fixed order. */
  List<NotePiece> validation();

  /** One line for the report and the model description: what the data is and where it came from. */
  String description();
}

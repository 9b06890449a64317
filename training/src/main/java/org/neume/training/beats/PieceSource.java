package org.neume.training.beats;

import java.util.List;

/**
 * The pieces of a training run, split by piece: no piece, and no other rendering of it, is on both
 * sides.
 */
public interface PieceSource {

  /** Pieces that the network learns from, in a fixed order. */
  List<TrainingPiece> training();

  /** Pieces that decide when to stop and which weights to keep, in a fixed order. */
  List<TrainingPiece> validation();

  /** One line for the report and the model description: what the data is and where it came from. */
  String description();
}

package org.neume.training.beats;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A toy data set of click pieces with tempi from 75 to 200 BPM. */
public final class ClickSource implements PieceSource {
  private final List<TrainingPiece> training;
  private final List<TrainingPiece> validation;

  public ClickSource(int trainingPieces, int validationPieces, int frames) {
    training = pieces("training", trainingPieces, frames, 1);
    validation = pieces("validation", validationPieces, frames, 1000);
  }

  private static List<TrainingPiece> pieces(String name, int count, int frames, long seed) {
    List<TrainingPiece> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double period = 30 + 50 * new SplittableRandom(seed + i).nextDouble();
      pieces.add(new ClickPiece(name + i, frames, period, i % 4 == 0, seed + i));
    }
    return List.copyOf(pieces);
  }

  @Override
  public List<TrainingPiece> training() {
    return training;
  }

  @Override
  public List<TrainingPiece> validation() {
    return validation;
  }

  @Override
  public String description() {
    return "synthetic clicks";
  }
}

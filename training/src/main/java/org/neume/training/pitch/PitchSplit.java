package org.neume.training.pitch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.neume.training.data.Sound;
import org.neume.training.data.SoundLabel;
import org.neume.training.train.Fold;

/**
 * Which notes are trained on and which validate. Recordings are dealt to five folds by whole instruments,
 * all manners of playing one together; a further fold holds all recordings out.
 */
public final class PitchSplit {
  /** Parts that the recorded instruments are dealt to. */
  static final int FOLDS = 5;

  /** The fold that holds all recordings out. */
  static final int ALL = FOLDS;

  private final List<Sound> training = new ArrayList<>();
  private final List<Sound> validation = new ArrayList<>();
  private final Fold fold;

  /**
   * Splits notes.
   *
   * @param fold 0 to 4; 5 for all recordings, -1 for none
   */
  public PitchSplit(List<Sound> sounds, int fold) {
    if (fold < -1 || fold > ALL) {
      throw new IllegalArgumentException(
          "fold is %d; a fifth of the recorded instruments is held out with 0 to 4, all with 5, none with -1"
              .formatted(fold));
    }
    TreeSet<String> groups = new TreeSet<>();
    for (Sound sound : sounds) {
      if (sound.label().source() == SoundLabel.Source.RECORDED) {
        groups.add(sound.label().group());
      }
    }
    List<String> ordered = List.copyOf(groups);
    Set<String> heldOut = new TreeSet<>();
    for (Sound sound : sounds) {
      String group = sound.label().group();
      boolean validates =
          switch (sound.label().source()) {
            case RENDERED, NSYNTH -> false;
            case HELD_OUT, NSYNTH_HELD_OUT -> true;
            case RECORDED -> fold == ALL || ordered.indexOf(group) % FOLDS == fold;
          };
      (validates ? validation : training).add(sound);
      if (validates && sound.label().source() == SoundLabel.Source.RECORDED) {
        heldOut.add(group);
      }
    }
    this.fold = heldOut.isEmpty() ? new Fold(fold, FOLDS) : Fold.holdingOut(fold, FOLDS, heldOut);
  }

  /** Which part of the recordings is held out. */
  public Fold fold() {
    return fold;
  }

  List<Sound> training() {
    return List.copyOf(training);
  }

  List<Sound> validation() {
    return List.copyOf(validation);
  }
}

package org.neume.training.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * The split into training and validation, by group of pieces: a group is on one side with everything that was made from it.
 * Recordings are dealt to {@link #FOLDS} folds, of which one validates; of rendered pieces a fixed twentieth validates.
 */
public final class Split {
  /** Number of folds of the recordings. */
  public static final int FOLDS = 5;

  private static final int ONE_OF = 20;

  private final Set<String> heldOutRecordings = new TreeSet<>();
  private final Set<String> recordings = new TreeSet<>();

  /**
   * Makes a split.
   *
   * @param recordingGroups groups that contain recordings
   * @param fold which fold validates, 0..{@link #FOLDS}-1; -1 for none
   */
  public Split(Set<String> recordingGroups, int fold) {
    if (fold < -1 || fold >= FOLDS) {
      throw new IllegalArgumentException("fold " + fold + " is outside -1.." + (FOLDS - 1));
    }
    recordings.addAll(recordingGroups);
    // Dealt from the end of the alphabet, so that every fold mixes the collections.
    List<String> ordered = new ArrayList<>(recordings);
    for (int i = 0; i < ordered.size(); i++) {
      if ((ordered.size() - 1 - i) % FOLDS == fold) {
        heldOutRecordings.add(ordered.get(i));
      }
    }
  }

  /** Says whether a group validates. */
  public boolean validates(String group) {
    return recordings.contains(group) ? heldOutRecordings.contains(group) : heldOut(group);
  }

  /** Says whether a group without recordings validates. */
  static boolean heldOut(String group) {
    CRC32 crc = new CRC32();
    crc.update(group.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % ONE_OF == 0;
  }
}

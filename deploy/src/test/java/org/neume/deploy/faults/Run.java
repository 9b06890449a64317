package org.neume.deploy.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * Recordings of one run: the same music in every run, under ids that differ in the run's number alone
 * and are equally long, so that what was made of them can be compared byte for byte.
 *
 * @param number of the run, from 0; 0 is the undisturbed one
 */
record Run(int number) {
  /** Recordings that are under way at once. */
  static final int PIECES = 30;

  private static final String ID = "run%03d-piece%02d";

  /** The id of a recording. */
  String id(int piece) {
    return ID.formatted(number, piece);
  }

  /** All ids. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (int piece = 0; piece < PIECES; piece++) {
      ids.add(id(piece));
    }
    return ids;
  }
}

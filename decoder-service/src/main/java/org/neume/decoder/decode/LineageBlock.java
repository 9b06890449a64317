package org.neume.decoder.decode;

import java.util.Arrays;

/**
 * Where the best paths to the entries of consecutive frames come from: at first for every entry,
 * later only for those that survivors run through.
 */
final class LineageBlock {
  private static final char[] NO_CODES = {};
  private static final int[] NO_KEYS = {};

  private final long first;
  private final int frames;
  private final int cells;
  private char[] codes;
  private int[] keys = NO_KEYS;
  private boolean thinned;
  private int kept;

  /** @param codes {@code frames} codes for cell 0, then for cell 1, and so on; owned */
  LineageBlock(long first, int frames, int cells, char[] codes) {
    this.first = first;
    this.frames = frames;
    this.cells = cells;
    this.codes = codes;
  }

  long first() {
    return first;
  }

  /** The frame behind the last. */
  long end() {
    return first + frames;
  }

  /** All codes as given to the constructor; only before thinning. */
  char[] allCodes() {
    return codes;
  }

  char code(int cell, long frame) {
    int x = (int) (frame - first);
    if (!thinned) {
      return codes[cell * frames + x];
    }
    int found = Arrays.binarySearch(keys, key(cell, x));
    if (found < 0) {
      throw new IllegalStateException("frame " + frame + " has no survivor in cell " + cell);
    }
    return codes[found];
  }

  /** Notes in {@code noted}, or a longer copy, which it returns, that survivors need an entry. */
  int[] keep(int cell, long frame, int[] noted) {
    int[] room = kept == noted.length ? Arrays.copyOf(noted, 2 * kept) : noted;
    room[kept++] = key(cell, (int) (frame - first));
    return room;
  }

  /** Forgets every entry that was not noted since the last call. */
  void thin(int[] noted) {
    int[] keptKeys = Arrays.copyOf(noted, kept);
    Arrays.sort(keptKeys);
    char[] keptCodes = new char[kept];
    for (int i = 0; i < kept; i++) {
      keptCodes[i] = code(keptKeys[i] % cells, first + keptKeys[i] / cells);
    }
    keys = keptKeys;
    codes = kept == 0 ? NO_CODES : keptCodes;
    thinned = true;
    kept = 0;
  }

  /** Takes the notes since the last call back. */
  void forgetNotes() {
    kept = 0;
  }

  private int key(int cell, int x) {
    return x * cells + cell;
  }
}

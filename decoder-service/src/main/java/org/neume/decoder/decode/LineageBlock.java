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
  private int cursor;
  private int kept;
  private int survivorsBefore;

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
    int key = key(cell, x);
    if (cursor >= keys.length || keys[cursor] > key) {
      cursor = 0;
    }
    // Walks back in time ask in the order of the keys, so the next one is seldom far.
    while (cursor < keys.length && keys[cursor] < key) {
      cursor++;
    }
    if (cursor == keys.length || keys[cursor] != key) {
      throw new IllegalStateException("frame " + frame + " has no survivor in cell " + cell);
    }
    return codes[cursor];
  }

  /**
   * Notes in {@code noted}, or a longer copy, which it returns, that survivors need an entry. They
   * are noted in descending order of frame, then in ascending order of cell.
   */
  int[] keep(int cell, long frame, int[] noted) {
    int[] room = kept == noted.length ? Arrays.copyOf(noted, 2 * kept) : noted;
    room[kept++] = key(cell, (int) (frame - first));
    return room;
  }

  /** Whether only some entries are left. */
  boolean isThinned() {
    return thinned;
  }

  /** Forgets every entry that was not noted. */
  void thin(int[] noted) {
    int[] keptKeys = Arrays.copyOf(noted, kept);
    char[] keptCodes = new char[kept];
    for (int i = 0; i < kept; i++) {
      keptCodes[i] = code(keptKeys[i] % cells, first + frames - 1 - keptKeys[i] / cells);
    }
    keys = keptKeys;
    codes = kept == 0 ? NO_CODES : keptCodes;
    thinned = true;
    kept = 0;
  }

  /** Remembers through how many entries before this block survivors run next. */
  void leave(int survivors) {
    survivorsBefore = survivors;
  }

  int survivorsBefore() {
    return survivorsBefore;
  }

  /** Takes the notes since the last call back. */
  void forgetNotes() {
    kept = 0;
  }

  /** Ascending in the order in which a walk back in time meets the entries. */
  private int key(int cell, int x) {
    return (frames - 1 - x) * cells + cell;
  }
}

package org.neume.decoder.decode;

import java.util.Arrays;

/**
 * The scores that a trellis still looks back at: those of the entries of the latest frames, and what
 * beat states gained over non-beat states, summed over frames. Frame numbers turn into indices by
 * subtracting a base that moves on now and then, so that loops over frames run over neighbors.
 *
 * <p>Package-private arrays are shared with the trellis alone, for speed.
 */
final class ScoreWindow {
  private static final int BLOCKS = 4;

  /** Row {@code cell} holds scores of the entries of that cell, see {@link #row}. */
  final long[] entries;

  /** At a frame's index: gains of beat states that are no downbeats over all frames before it. */
  final long[] beatGains;

  /** The same for downbeat states. */
  final long[] downbeatGains;

  private final int cells;
  private final int longest;
  private final int width;
  private long base;

  /** A window with impossible entries and no gains, ready for frames from {@code start} on. */
  ScoreWindow(BeatStateSpace space, long start) {
    cells = space.cellCount();
    longest = space.longest();
    width = longest + BLOCKS * space.shortest() + 1;
    entries = new long[cells * width];
    Arrays.fill(entries, FixedPoint.IMPOSSIBLE);
    beatGains = new long[width];
    downbeatGains = new long[width];
    base = start - longest;
  }

  /** Index of a frame; the longest beat before the next frame and what was reserved have one. */
  int index(long frame) {
    return (int) (frame - base);
  }

  /** Index of a cell's entry in the frame of index 0. */
  int row(int cell) {
    return cell * width;
  }

  /** Makes room for {@code frames} frames from {@code next} on. */
  void reserve(long next, int frames) {
    if (index(next) + frames < width) {
      return;
    }
    int drop = index(next) - longest;
    for (int cell = 0; cell < cells; cell++) {
      System.arraycopy(entries, row(cell) + drop, entries, row(cell), longest);
    }
    System.arraycopy(beatGains, drop, beatGains, 0, longest + 1);
    System.arraycopy(downbeatGains, drop, downbeatGains, 0, longest + 1);
    base += drop;
  }
}

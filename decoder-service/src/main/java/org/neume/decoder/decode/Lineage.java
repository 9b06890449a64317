package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where each entry's best path comes from, for all frames that are not decided yet, and what the
 * surviving paths have in common.
 *
 * <p>Only entries have a choice of predecessors, so one code per entry tells every path. Behind the
 * frames that live states were entered in, codes are kept only where a survivor's path runs, so that
 * memory grows with the survivors that differ, not with time.
 */
final class Lineage {
  /** The code of an entry that no path leads to. */
  static final char UNREACHED = Character.MAX_VALUE;

  /** In place of the bar length: the predecessor's chain is noted apart, see {@link #noteChain}. */
  static final int NOTED = MeterModel.MAX_LENGTHS;

  private static final int INTERVAL_BITS = 12;
  private static final int INTERVAL_MASK = (1 << INTERVAL_BITS) - 1;

  private final BeatStateSpace space;
  private final int cells;
  private final List<LineageBlock> blocks = new ArrayList<>();
  private final int mask;
  private final int words;
  private final long[] marks;

  /** First cell of the chain before each chain; -1 where a bar line lies between. */
  private final int[] parentRows;

  /** First cell of the last chain of each bar length. */
  private final int[] lastRows;

  /** By frame, the chains of predecessors by cell. */
  private final Map<Long, int[]> notedChains = new HashMap<>();

  private int[] noted = new int[64];
  private int pending;

  Lineage(BeatStateSpace space) {
    this.space = space;
    cells = space.cellCount();
    // A parent lies at most one longest beat before its child, and children at most one before now.
    int ring = Integer.highestOneBit(2 * space.longest()) * 2;
    mask = ring - 1;
    words = (cells + Long.SIZE - 1) / Long.SIZE;
    marks = new long[ring * words];
    parentRows = new int[space.chainCount()];
    for (int chain = 0; chain < parentRows.length; chain++) {
      parentRows[chain] = space.startsBar(chain) ? -1 : (chain - 1) * space.intervalCount();
    }
    lastRows = new int[space.meterCount()];
    for (int meter = 0; meter < lastRows.length; meter++) {
      lastRows[meter] = space.lastChainOf(meter) * space.intervalCount();
    }
  }

  /** The code of a predecessor: the period it had and, at a bar line, its bar length. */
  static char code(int interval, int meter) {
    return (char) (meter << INTERVAL_BITS | interval);
  }

  /** Notes which chain an entry with the code {@link #NOTED} comes from. */
  void noteChain(long frame, int cell, int chain) {
    notedChains.computeIfAbsent(frame, f -> new int[cells])[cell] = chain;
  }

  /** Adds the codes of the next frames, {@code frames} for cell 0, then for cell 1, and so on. */
  void add(long first, int frames, char[] codes) {
    blocks.add(new LineageBlock(first, frames, cells, codes));
  }

  /** Forgets whole blocks before this frame. */
  void dropBefore(long frame) {
    int drop = 0;
    while (drop < blocks.size() && blocks.get(drop).end() <= frame) {
      drop++;
    }
    blocks.subList(0, drop).clear();
  }

  /**
   * The entries of the best path to {@code last}.
   *
   * @param origin first frame whose entries have predecessors
   * @return in order of time, the first before {@code origin}, the last being {@code last}
   */
  List<BeatEntry> path(BeatEntry last, long origin) {
    List<BeatEntry> path = new ArrayList<>();
    BeatEntry entry = last;
    path.add(entry);
    int block = blocks.size() - 1;
    while (entry.frame() >= origin) {
      while (blocks.get(block).first() > entry.frame()) {
        block--;
      }
      int cell = entry.chain() * space.intervalCount() + entry.interval();
      char code = blocks.get(block).code(cell, entry.frame());
      int parent = parentCell(cell, code, entry.frame());
      entry =
          new BeatEntry(
              entry.frame() - space.interval(code & INTERVAL_MASK),
              parent / space.intervalCount(),
              parent % space.intervalCount());
      path.add(entry);
    }
    Collections.reverse(path);
    return path;
  }

  /**
   * The latest entry that the paths to all live states run through.
   *
   * @param now frames before this one have been scored; states are live if they can be occupied in
   *     the last of them
   * @param origin first frame whose entries have predecessors
   * @return null if the paths share none from {@code origin} on
   */
  @Nullable BeatEntry agreed(long now, long origin) {
    pending = 0;
    Arrays.fill(marks, 0);
    markParentsOfLive(now);
    int at = blocks.size() - 1;
    long thinBefore = now - space.longest();
    for (long frame = now - 1; frame >= origin && pending > 0; frame--) {
      while (at > 0 && blocks.get(at).first() > frame) {
        if (isUnchangedBefore(blocks.get(at--), thinBefore)) {
          return null;
        }
      }
      BeatEntry found = expand(frame, blocks.get(at), thinBefore);
      if (found != null) {
        // Its entries before the one found still lead to the decision.
        blocks.get(at).forgetNotes();
        return found;
      }
    }
    isUnchangedBefore(blocks.get(at), thinBefore);
    return null;
  }

  /**
   * Leaves a block whose marks have all been replaced by their parents.
   *
   * @return whether survivors run through the same entries before it as when it was last left: as
   *     survivors only ever get fewer, the same number says so; then nothing new is agreed there
   */
  private boolean isUnchangedBefore(LineageBlock block, long thinBefore) {
    boolean unchanged = block.isThinned() && block.survivorsBefore() == pending;
    block.leave(pending);
    if (block.end() <= thinBefore && !block.isThinned()) {
      block.thin(noted);
    }
    return unchanged;
  }

  private void markParentsOfLive(long now) {
    for (int b = blocks.size() - 1; b >= 0; b--) {
      LineageBlock block = blocks.get(b);
      if (block.end() <= now - space.longest()) {
        return;
      }
      int frames = (int) (block.end() - block.first());
      for (int cell = 0; cell < cells; cell++) {
        int period = space.interval(cell % space.intervalCount());
        int x = (int) Math.max(now - period - block.first(), 0);
        markParents(block, cell, x, frames);
      }
    }
  }

  private void markParents(LineageBlock block, int cell, int from, int frames) {
    char[] codes = block.allCodes();
    int row = cell * frames;
    for (int x = from; x < frames; x++) {
      markParent(cell, codes[row + x], block.first() + x);
    }
  }

  private void markParent(int cell, char code, long frame) {
    if (code == UNREACHED) {
      return;
    }
    int parent = parentCell(cell, code, frame);
    int word = row(frame - space.interval(code & INTERVAL_MASK)) + (parent >>> 6);
    long bit = 1L << parent;
    if ((marks[word] & bit) == 0) {
      marks[word] |= bit;
      pending++;
    }
  }

  /** Replaces the marked entries of a frame by their parents, unless one mark is all there is. */
  private @Nullable BeatEntry expand(long frame, LineageBlock block, long thinBefore) {
    int row = row(frame);
    for (int w = 0; w < words; w++) {
      while (marks[row + w] != 0) {
        int cell = w * Long.SIZE + Long.numberOfTrailingZeros(marks[row + w]);
        int chain = cell / space.intervalCount();
        if (pending == 1) {
          return new BeatEntry(frame, chain, cell % space.intervalCount());
        }
        marks[row + w] &= marks[row + w] - 1;
        pending--;
        if (block.end() <= thinBefore && !block.isThinned()) {
          noted = block.keep(cell, frame, noted);
        }
        markParent(cell, block.code(cell, frame), frame);
      }
    }
    return null;
  }

  private int parentCell(int cell, char code, long frame) {
    int meter = code >>> INTERVAL_BITS;
    int interval = code & INTERVAL_MASK;
    if (meter == NOTED) {
      int chain = Objects.requireNonNull(notedChains.get(frame))[cell];
      return chain * space.intervalCount() + interval;
    }
    int row = parentRows[cell / space.intervalCount()];
    return (row < 0 ? lastRows[meter] : row) + interval;
  }

  private int row(long frame) {
    return ((int) frame & mask) * words;
  }
}

package org.neume.inference.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts one recording's features into the windows of one or more grids as they arrive.
 *
 * <p>Which windows come out, and every value in them, depends on the features alone, however they
 * were split on the way. Holds the frames that some grid still needs. Confined to one thread at a
 * time.
 */
public final class WindowCutter {
  private final FrameBuffer buffer;
  private final List<WindowGrid> grids;
  private final long[] next;

  /**
   * Starts cutting.
   *
   * @param bins values per frame
   * @param firstFrame number of the frame that the first call of {@link #append} begins with
   * @param grids the grids, by index
   * @param firstWindows the first window to cut on each grid; {@link Long#MAX_VALUE} for none
   * @throws IllegalArgumentException if a window needs frames before {@code firstFrame}
   */
  public WindowCutter(int bins, long firstFrame, List<WindowGrid> grids, List<Long> firstWindows) {
    this.buffer = new FrameBuffer(bins, firstFrame);
    this.grids = List.copyOf(grids);
    this.next = firstWindows.stream().mapToLong(Long::longValue).toArray();
    long needed = neededFrom();
    if (needed < firstFrame) {
      throw new IllegalArgumentException(
          "frames from %d on are needed, the first that is left is %d"
              .formatted(needed, firstFrame));
    }
  }

  /** Appends frames, row-major. */
  public void append(float[] frames) {
    buffer.append(frames);
  }

  /** The frame behind the last that was appended. */
  public long end() {
    return buffer.end();
  }

  /** Cuts the windows of a grid that are complete, context included. */
  public List<Window> complete(int grid) {
    List<Window> windows = new ArrayList<>();
    WindowGrid g = grids.get(grid);
    while (next[grid] != Long.MAX_VALUE && g.endInput(next[grid]) <= buffer.end()) {
      windows.add(cut(grid, g.outputFrames(next[grid])));
    }
    forget();
    return windows;
  }

  /**
   * Cuts what is left of a grid: the recording ends with the last frame that was appended.
   *
   * @return the windows up to the recording's end; none where it ended with the last complete one
   */
  public List<Window> finish(int grid) {
    List<Window> windows = new ArrayList<>();
    WindowGrid g = grids.get(grid);
    while (next[grid] != Long.MAX_VALUE && g.firstOutput(next[grid]) < buffer.end()) {
      long left = buffer.end() - g.firstOutput(next[grid]);
      windows.add(cut(grid, Math.min(g.outputFrames(next[grid]), left)));
    }
    next[grid] = Long.MAX_VALUE;
    forget();
    return windows;
  }

  /** The first frame that some window to come sees; {@link Long#MAX_VALUE} if none is to come. */
  public long neededFrom() {
    long needed = Long.MAX_VALUE;
    for (int grid = 0; grid < next.length; grid++) {
      if (next[grid] != Long.MAX_VALUE) {
        needed = Math.min(needed, grids.get(grid).firstInput(next[grid]));
      }
    }
    return needed;
  }

  private Window cut(int grid, long outputs) {
    WindowGrid g = grids.get(grid);
    long number = next[grid]++;
    long first = g.firstOutput(number);
    int frames = g.inputFrames(g.sizeFor(outputs));
    NetworkInput input = new NetworkInput(buffer.copy(first - g.before(), frames), frames);
    return new Window(number, first, Math.toIntExact(outputs), g.before(), input);
  }

  private void forget() {
    buffer.dropBefore(neededFrom());
  }
}

package org.neume.inference.model;

import java.util.List;

/**
 * Where a recording is cut into windows: each gives {@code hop} output frames and sees {@code before} more
 * frames ahead of them and {@code after} more behind them. The first hop is cut into windows of the middle
 * size, if that divides it, so that beginnings do not wait for a whole hop.
 *
 * <p>Frames count from the recording's start, so that nothing depends on how the features arrived.
 * A window that the recording's end cuts short takes the smallest of {@code sizes} that holds what
 * is left. That size is a function of the recording's length alone, too: a whole window is cut only
 * once {@code after} frames behind it have arrived or the recording has ended, so whether a window
 * is whole is known before it is cut.
 *
 * @param before frames of context ahead
 * @param after frames of context behind
 * @param sizes output frames that a window may have, rising; the last is the hop
 */
public record WindowGrid(int before, int after, List<Integer> sizes) {
  /** How windows follow each other, in words: part of what activations depend on. */
  static final String ORDER = "a hop of the middle size, then hops";

  /** The grid that a manifest asks for. */
  public static WindowGrid of(ModelManifest manifest) {
    return new WindowGrid(
        manifest.contextBefore(), manifest.contextAfter(), manifest.windowFrames());
  }

  /** Output frames of a window, if the recording goes on behind it. */
  public int outputFrames(long window) {
    return window < firstWindows() ? hop() / firstWindows() : hop();
  }

  /** The window that gives an output frame. */
  public long windowOf(long frame) {
    return frame < hop() ? frame * firstWindows() / hop() : frame / hop() - 1 + firstWindows();
  }

  /** The first output frame of a window. */
  public long firstOutput(long window) {
    return window < firstWindows()
        ? window * (hop() / firstWindows())
        : (window - firstWindows() + 1) * hop();
  }

  /** The first frame inside the recording that a window sees. */
  public long firstInput(long window) {
    return Math.max(0, firstOutput(window) - before);
  }

  /** The frame behind the last that a whole window sees. */
  public long endInput(long window) {
    return firstOutput(window + 1) + after;
  }

  /** Output frames, at least {@code left}, of the window that gives the last {@code left} ones. */
  public int sizeFor(long left) {
    for (int size : sizes) {
      if (size >= left) {
        return size;
      }
    }
    return hop();
  }

  /** Frames of a window's input, context included. */
  public int inputFrames(int size) {
    return before + size + after;
  }

  private int hop() {
    return sizes.get(sizes.size() - 1);
  }

  /** How many windows give the first hop. */
  private int firstWindows() {
    int middle = sizes.get(sizes.size() / 2);
    return hop() % middle == 0 ? hop() / middle : 1;
  }
}

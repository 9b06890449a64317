package org.neume.stage;

import java.util.ArrayDeque;

/** Where the input blocks of a machine that may still be needed begin. Confined to its machine. */
public final class BlockSpans {
  private record Span(long sequence, long firstFrame) {}

  private final ArrayDeque<Span> spans = new ArrayDeque<>();

  /** Adds the next block. */
  public void add(long sequence, long firstFrame) {
    spans.addLast(new Span(sequence, firstFrame));
  }

  /**
   * The sequence of the block that holds this frame; blocks before it are forgotten.
   *
   * @param frame at or behind that of the call before
   */
  public long holding(long frame) {
    while (spans.size() > 1) {
      Span first = spans.removeFirst();
      if (spans.getFirst().firstFrame > frame) {
        spans.addFirst(first);
        break;
      }
    }
    return spans.getFirst().sequence;
  }
}

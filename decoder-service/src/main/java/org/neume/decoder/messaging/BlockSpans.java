package org.neume.decoder.messaging;

import java.util.ArrayDeque;

/** Where the activation blocks that may still be needed begin. */
final class BlockSpans {
  private record Span(long sequence, long firstFrame) {}

  private final ArrayDeque<Span> spans = new ArrayDeque<>();

  void add(long sequence, long firstFrame) {
    spans.addLast(new Span(sequence, firstFrame));
  }

  /** The sequence of the block that holds this frame; blocks before it are forgotten. */
  long holding(long frame) {
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

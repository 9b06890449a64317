package org.neume.feature.messaging;

import java.util.ArrayDeque;

/** Where the chunks that may still be needed begin. */
final class ChunkSpans {
  private record Span(long sequence, long firstSample) {}

  private final ArrayDeque<Span> spans = new ArrayDeque<>();

  void add(long sequence, long firstSample) {
    spans.addLast(new Span(sequence, firstSample));
  }

  /** The sequence of the chunk that holds this sample; chunks before it are forgotten. */
  long holding(long sample) {
    while (spans.size() > 1) {
      Span first = spans.removeFirst();
      if (spans.getFirst().firstSample > sample) {
        spans.addFirst(first);
        break;
      }
    }
    return spans.getFirst().sequence;
  }
}

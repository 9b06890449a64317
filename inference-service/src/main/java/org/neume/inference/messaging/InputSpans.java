package org.neume.inference.messaging;

import java.util.ArrayDeque;

/** Which input record holds which frames, of those that may still be needed. */
final class InputSpans {
  private record Span(long sequence, long endFrame) {}

  private final ArrayDeque<Span> spans = new ArrayDeque<>();
  private long released;

  /** Starts with the input of this sequence. */
  InputSpans(long firstSequence) {
    this.released = firstSequence;
  }

  /** Notes an input: frames before {@code endFrame} that no earlier one had are its own. */
  void add(long sequence, long endFrame) {
    spans.addLast(new Span(sequence, endFrame));
  }

  /** Inputs below this sequence have no frame at or behind {@code frame}. */
  long releasable(long frame) {
    while (!spans.isEmpty() && spans.getFirst().endFrame() <= frame) {
      released = spans.removeFirst().sequence() + 1;
    }
    return released;
  }
}

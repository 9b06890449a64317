package org.neume.stage;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of one stream that outputs still need, lowest sequence first. Only their positions are
 * kept: the log has the records.
 */
final class HeldInputs {
  /**
   * One input.
   *
   * @param logTimeBefore the partition's log time before this record
   */
  record Held(long sequence, long offset, long logTimeBefore) {
    InputPlace place() {
      return new InputPlace(offset, logTimeBefore);
    }
  }

  private final ArrayDeque<Held> inputs = new ArrayDeque<>();

  void add(long sequence, long offset, long logTimeBefore) {
    inputs.addLast(new Held(sequence, offset, logTimeBefore));
  }

  /** Lets go of inputs with a lower sequence; the last one is always kept. */
  void release(long below) {
    while (inputs.size() > 1 && inputs.getFirst().sequence < below) {
      inputs.removeFirst();
    }
  }

  /** The lowest input that is needed; null if none was ever held. */
  @Nullable Held first() {
    return inputs.peekFirst();
  }
}

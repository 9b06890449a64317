package org.neume.decoder.decode;

/**
 * Finds the passages of a recording frame by frame, see {@link PassageRule}.
 *
 * <p>A passage is a candidate until it is as long and as clear as the rule asks. A candidate that
 * stays too faint gives up its oldest frames, so that noise never makes frames pile up.
 */
final class PassageGate {
  /** What a frame does to the passages. */
  enum Event {
    /** Nothing. */
    NONE,
    /** A passage has begun, at {@link PassageGate#start}, and reaches to this frame. */
    OPENED,
    /** The open passage reaches to this frame. */
    EXTENDED,
    /** The open passage has ended behind {@link PassageGate#lastActive}. */
    CLOSED
  }

  private enum State {
    IDLE,
    CANDIDATE,
    OPEN
  }

  private final PassageRule rule;
  private final long window;
  private State state = State.IDLE;
  private long start;
  private long lastActive;
  private boolean present;

  /** @param window frames that a candidate may remain too faint before it gives up its oldest */
  PassageGate(PassageRule rule, long window) {
    this.rule = rule;
    this.window = Math.max(window, rule.minimumFrames());
  }

  /** Goes on inside a passage that is known to reach to {@code lastKnown}. */
  void reopen(long lastKnown) {
    state = State.OPEN;
    lastActive = lastKnown;
  }

  /** Applies the next frame, which {@code activations} holds already. */
  Event step(long frame, Activations activations) {
    float activation = activations.any(frame);
    if (activation >= rule.threshold()) {
      return active(frame, activation, activations);
    }
    if (state == State.IDLE || frame - lastActive <= rule.gapFrames()) {
      return Event.NONE;
    }
    Event event = state == State.OPEN ? Event.CLOSED : Event.NONE;
    state = State.IDLE;
    return event;
  }

  private Event active(long frame, float activation, Activations activations) {
    if (state == State.IDLE) {
      state = State.CANDIDATE;
      start = frame;
      present = false;
      lastActive = frame;
    }
    lastActive = Math.max(lastActive, frame);
    if (state == State.OPEN) {
      return Event.EXTENDED;
    }
    present |= activation >= rule.presence();
    if (present && frame - start + 1 >= rule.minimumFrames()) {
      state = State.OPEN;
      return Event.OPENED;
    }
    while (!present
        && start < frame
        && (frame - start >= window || activations.any(start) < rule.threshold())) {
      start++;
    }
    return Event.NONE;
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  /** First frame that may still get beats, given that the frames before {@code next} are known. */
  long undecidedFrom(long next) {
    return state == State.CANDIDATE ? start : next;
  }

  /** First frame of the open passage or candidate. */
  long start() {
    return start;
  }

  /** Last active frame of the passage. */
  long lastActive() {
    return lastActive;
  }
}

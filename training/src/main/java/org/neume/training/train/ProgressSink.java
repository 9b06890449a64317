package org.neume.training.train;

/** Receives what a training run has to say while it runs. Called from the training thread. */
@FunctionalInterface
public interface ProgressSink {

  /** One line of progress, without a line end. */
  void line(String text);

  /**
   * How far the run is inside an epoch, often and quickly out of date; most sinks do without.
   *
   * @param text one line, without a line end
   */
  default void step(String text) {}
}

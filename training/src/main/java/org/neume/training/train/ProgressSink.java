package org.neume.training.train;

/** Receives what a training run has to say while it runs. Called from the training thread. */
@FunctionalInterface
public interface ProgressSink {

  /** One line of progress, without a line end. */
  void line(String text);
}

package org.neume.cli.command;

import org.neume.training.train.ProgressSink;

/** What a training has to say: epochs as results, steps on a terminal or now and then in a log. */
final class TrainingProgress implements ProgressSink {
  private final Terminal terminal;
  private final double everySeconds;
  private long printed = System.nanoTime();

  /**
   * Shows on this terminal.
   *
   * @param everySeconds how often a line about the steps is printed; 0 for never
   */
  TrainingProgress(Terminal terminal, double everySeconds) {
    this.terminal = terminal;
    this.everySeconds = everySeconds;
  }

  @Override
  public void line(String text) {
    terminal.result(text + System.lineSeparator());
  }

  @Override
  public void step(String text) {
    terminal.progress(text);
    if (everySeconds > 0 && System.nanoTime() - printed >= everySeconds * 1e9) {
      printed = System.nanoTime();
      terminal.note(text);
    }
  }
}

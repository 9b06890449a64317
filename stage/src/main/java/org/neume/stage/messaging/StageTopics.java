package org.neume.stage.messaging;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The topics of a stage, as its channels are configured.
 *
 * @param input the input topic
 * @param output the output topic
 * @param status the status topic
 * @param deadLetters the dead-letter topic
 * @param beside topics that are read beside the input
 */
record StageTopics(
    String input, String output, String status, String deadLetters, List<String> beside) {
  /** All of them, each once. */
  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(List.of(input, output, status, deadLetters));
    all.addAll(beside);
    return all;
  }
}

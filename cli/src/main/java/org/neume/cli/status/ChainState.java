package org.neume.cli.status;

import java.util.ArrayList;
import java.util.List;
import org.neume.cli.deadletter.LetterGroup;

/**
 * How a chain is.
 *
 * @param bootstrap where it was looked at
 * @param brokers addresses of the brokers that are up
 * @param topics its topics, in the order of the chain
 * @param stages its stages, in the order of the chain
 * @param recordings those that anything was said of lately, the latest first
 * @param letters dead letters of records of the last hour
 * @param others what is wrong besides topics and stages, in one line each
 */
public record ChainState(
    String bootstrap,
    List<String> brokers,
    List<TopicState> topics,
    List<StageState> stages,
    List<RecordingState> recordings,
    List<LetterGroup> letters,
    List<String> others) {
  /** Copies the lists. */
  public ChainState {
    brokers = List.copyOf(brokers);
    topics = List.copyOf(topics);
    stages = List.copyOf(stages);
    recordings = List.copyOf(recordings);
    letters = List.copyOf(letters);
    others = List.copyOf(others);
  }

  /**
   * What is wrong with the chain, in one line each. What became of recordings is none of it: they
   * may fail for what they are.
   */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(others);
    topics.forEach(topic -> problems.addAll(topic.problems()));
    stages.forEach(stage -> stage.problem().ifPresent(problems::add));
    return problems;
  }

  /** How many dead letters the last hour brought. */
  public int letterCount() {
    return letters.stream().mapToInt(group -> group.letters().size()).sum();
  }
}

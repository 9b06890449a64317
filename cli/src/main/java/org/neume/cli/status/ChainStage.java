package org.neume.cli.status;

import java.util.List;
import java.util.Set;
import org.neume.schemas.Lane;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

/**
 * A stage of the chain, perhaps in a lane of its own, which has inner topics and groups for itself.
 *
 * @param name the stage's name in statuses and metrics
 * @param lane the lane; empty for the usual one
 * @param input the name of the topic that it takes recordings from
 * @param group its consumer group
 */
public record ChainStage(String name, String lane, String input, String group) {
  /** All stages, in the order of the chain. */
  static final List<ChainStage> USUAL =
      List.of(
          stage("features", Topics.AUDIO),
          stage("inference", Topics.FEATURES),
          stage("beats", Topics.ACTIVATIONS),
          stage("notes", Topics.ACTIVATIONS),
          stage("scores", Topics.NOTES),
          stage("revisions", Topics.CORRECTIONS),
          stage("rescores", Topics.CORRECTIONS));

  /** Stages that every lane has; those that follow corrections are in the live one alone. */
  private static final Set<String> IN_LANES =
      Set.of("features", "inference", "beats", "notes", "scores");

  /** The names of all stages. */
  public static List<String> names() {
    return USUAL.stream().map(ChainStage::name).toList();
  }

  private static ChainStage stage(String name, Topic input) {
    return new ChainStage(name, "", input.name(), "neume-" + name);
  }

  /** The stages of a lane beside the usual one. */
  static List<ChainStage> of(Lane lane) {
    return USUAL.stream()
        .filter(stage -> IN_LANES.contains(stage.name()))
        .map(s -> new ChainStage(s.name, lane.text(), lane.topic(s.input), lane.group(s.group)))
        .toList();
  }

  /** What people call it. */
  public String title() {
    return lane.isEmpty() ? name : name + " " + lane;
  }
}

package org.neume.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.neume.cli.deadletter.LetterGroup;
import org.neume.cli.status.ChainState;
import org.neume.cli.status.RecordingState;
import org.neume.cli.status.StageFigures;
import org.neume.cli.status.StageState;
import org.neume.cli.status.TopicState;

/** How a chain is, for programs. */
final class StatusJson {
  private StatusJson() {}

  /**
   * One object.
   *
   * @param now when it was looked, in milliseconds since 1970
   */
  static ObjectNode of(ChainState chain, long now) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("time", now).put("bootstrap", chain.bootstrap());
    chain.brokers().forEach(node.putArray("brokers")::add);
    ArrayNode topics = node.putArray("topics");
    chain.topics().forEach(topic -> topic(topics.addObject(), topic));
    ArrayNode stages = node.putArray("stages");
    chain.stages().forEach(stage -> stage(stages.addObject(), stage));
    ArrayNode recordings = node.putArray("recordings");
    chain.recordings().forEach(recording -> recording(recordings.addObject(), recording));
    ArrayNode letters = node.putArray("deadLetters");
    chain.letters().forEach(group -> letters(letters.addObject(), group));
    chain.problems().forEach(node.putArray("problems")::add);
    return node;
  }

  private static void topic(ObjectNode node, TopicState topic) {
    node.put("name", topic.name())
        .put("partitions", topic.partitions())
        .put("replicas", topic.replicas())
        .put("underReplicated", topic.underReplicated())
        .put("offline", topic.leaderless().size());
    topic.differences().forEach(node.putArray("differences")::add);
  }

  private static void stage(ObjectNode node, StageState stage) {
    node.put("stage", stage.stage().name())
        .put("lane", stage.stage().lane())
        .put("group", stage.stage().group())
        .put("state", stage.state())
        .put("replicas", stage.members())
        .put("assigned", stage.assigned())
        .put("partitions", stage.partitions());
    if (stage.heldBack() >= 0) {
      node.put("heldBackRecords", stage.heldBack());
    }
    StageFigures figures = stage.figures();
    if (figures != null) {
      node.put("backlogSeconds", figures.backlogSeconds())
          .put("realTimeFactor", figures.realTimeFactor())
          .put("watermarkAgeSeconds", figures.watermarkAgeSeconds())
          .put("openRecordings", figures.openRecordings());
    }
  }

  private static void recording(ObjectNode node, RecordingState recording) {
    node.put("recordingId", recording.id()).put("time", recording.time());
    ObjectNode stages = node.putObject("stages");
    recording.events().forEach((stage, event) -> stages.put(stage, event.name()));
    node.put("cause", recording.cause());
  }

  private static void letters(ObjectNode node, LetterGroup group) {
    node.put("letters", group.letters().size())
        .put("recordings", group.recordings())
        .put("stage", group.example().stage())
        .put("topic", group.example().topic())
        .put("letter", group.example().place().toString())
        .put("cause", group.example().cause());
  }
}

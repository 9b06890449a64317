package org.neume.cli.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.SerializationException;
import org.neume.cli.CommandException;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.KafkaClients;
import org.neume.cli.chain.TopicScan;
import org.neume.cli.deadletter.LetterBox;
import org.neume.cli.deadletter.LetterFilter;
import org.neume.cli.deadletter.LetterGroup;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.Lane;
import org.neume.schemas.Revisions;
import org.neume.schemas.Topics;
import org.neume.schemas.record.RecordingStatus;

/**
 * Looks at a running chain from outside: at the broker, at what its topics say, and at the metrics of
 * its services. It needs the rights of the principal {@code operator} and changes nothing. Confined to
 * one thread.
 */
public final class ChainProbe {
  private static final Duration LETTERS_WITHIN = Duration.ofHours(1);

  private final Broker broker;
  private final MetricsReader metrics;
  private final Set<String> stages;
  private final Duration lately;

  /**
   * One that looks at a chain.
   *
   * @param stages names of the stages that are to run
   * @param lately how long ago a recording may have come to be shown
   */
  public ChainProbe(Broker broker, MetricsReader metrics, Set<String> stages, Duration lately) {
    this.broker = broker;
    this.metrics = metrics;
    this.stages = Set.copyOf(stages);
    this.lately = lately;
  }

  /**
   * Looks.
   *
   * @throws CommandException if the broker does not answer or does not let us in
   */
  public ChainState look() {
    long now = System.currentTimeMillis();
    MetricsReader.Fetched fetched = metrics.fetch();
    List<String> others = new ArrayList<>(fetched.problems());
    try (Admin admin = KafkaClients.admin(broker);
        TopicScan scan = new TopicScan(broker)) {
      AdminAnswers answers = new AdminAnswers(broker);
      List<String> brokers = brokers(answers, admin);
      Set<String> names = scan.topics();
      List<Lane> lanes = lanes(names);
      List<TopicState> topics = new TopicProbe(admin, answers).look(lanes);
      List<StageState> states =
          new StageProbe(admin, answers).look(stages(lanes), topics, fetched.pages());
      return new ChainState(
          broker.bootstrap(),
          brokers,
          topics,
          states,
          names.contains(Topics.STATUS.name())
              ? recordings(scan, now - lately.toMillis())
              : List.of(),
          names.contains(Topics.DEAD_LETTERS.name())
              ? letters(now - LETTERS_WITHIN.toMillis())
              : List.of(),
          others);
    }
  }

  private List<String> brokers(AdminAnswers answers, Admin admin) {
    Collection<Node> nodes = answers.orNull(admin.describeCluster().nodes());
    if (nodes == null) {
      throw CommandException.environment(
          "the broker at %s does not show its cluster; grant Describe on it"
              .formatted(broker.bootstrap()));
    }
    return nodes.stream()
        .sorted(Comparator.comparingInt(Node::id))
        .map(node -> "%s:%d".formatted(node.host(), node.port()))
        .toList();
  }

  /** The lanes beside the usual one whose audio has a topic here. */
  private static List<Lane> lanes(Set<String> topics) {
    return Stream.of(Lane.values())
        .filter(lane -> lane != Lane.LIVE && topics.contains(lane.of(Topics.AUDIO).name()))
        .toList();
  }

  private List<ChainStage> stages(List<Lane> lanes) {
    List<ChainStage> all = new ArrayList<>(ChainStage.USUAL);
    lanes.forEach(lane -> all.addAll(ChainStage.of(lane)));
    return all.stream().filter(stage -> stages.contains(stage.name())).toList();
  }

  private static List<RecordingState> recordings(TopicScan scan, long since) {
    Map<String, RecordingState> recordings = new HashMap<>();
    try (AvroDeserializer deserializer = new AvroDeserializer()) {
      scan.readThere(
          List.of(Topics.STATUS.name()),
          since,
          record -> {
            try {
              if (deserializer.deserialize(record.topic(), record.value())
                      instanceof RecordingStatus status
                  && !Revisions.isRevision(status.getStream())) {
                recordings.compute(
                    status.getRecordingId(),
                    (id, before) -> RecordingState.after(before, status, record.timestamp()));
              }
            } catch (SerializationException e) {
              // Something else writes to this topic: the stages say so.
            }
            return true;
          });
    }
    return recordings.values().stream()
        .sorted(
            Comparator.comparingLong(RecordingState::time)
                .reversed()
                .thenComparing(RecordingState::id))
        .toList();
  }

  private List<LetterGroup> letters(long since) {
    return LetterGroup.of(new LetterBox(broker).readThere(new LetterFilter(null, null, since)));
  }
}

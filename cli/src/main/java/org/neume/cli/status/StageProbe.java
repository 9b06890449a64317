package org.neume.cli.status;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Lane;

/**
 * Looks at the consumer groups of stages. One that does not answer, or a partition that nobody leads,
 * keeps nothing else from being seen. Confined to one thread.
 */
final class StageProbe {
  private static final String NONE = "none";
  private static final int PATIENCE_MILLIS = 8_000;

  private final Admin admin;
  private final AdminAnswers answers;

  StageProbe(Admin admin, AdminAnswers answers) {
    this.admin = admin;
    this.answers = answers;
  }

  /**
   * Looks at stages.
   *
   * @param topics how the chain's topics are
   */
  List<StageState> look(List<ChainStage> stages, List<TopicState> topics, MetricsPages metrics) {
    Map<String, TopicState> byName =
        topics.stream().collect(Collectors.toMap(TopicState::name, topic -> topic));
    Map<String, KafkaFuture<ConsumerGroupDescription>> groups =
        admin
            .describeConsumerGroups(
                stages.stream().map(ChainStage::group).toList(),
                new DescribeConsumerGroupsOptions().timeoutMs(PATIENCE_MILLIS))
            .describedGroups();
    return stages.stream()
        .map(
            stage -> {
              TopicState input =
                  byName.getOrDefault(stage.input(), TopicState.missing(stage.input()));
              KafkaFuture<ConsumerGroupDescription> group =
                  Objects.requireNonNull(groups.get(stage.group()));
              StageFigures figures = metrics.of(stage).orElse(null);
              return answers.isSilent(group)
                  ? new StageState(stage, StageState.SILENT, 0, 0, input.partitions(), -1, figures)
                  : state(stage, answers.orNull(group), input, figures);
            })
        .toList();
  }

  private StageState state(
      ChainStage stage,
      @Nullable ConsumerGroupDescription group,
      TopicState input,
      @Nullable StageFigures figures) {
    if (group == null) {
      return new StageState(stage, NONE, 0, 0, input.partitions(), heldBack(stage, input), figures);
    }
    int assigned =
        (int)
            group.members().stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .filter(partition -> partition.topic().equals(stage.input()))
                .count();
    return new StageState(
        stage,
        group.groupState().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        group.members().size(),
        assigned,
        input.partitions(),
        heldBack(stage, input),
        figures);
  }

  /**
   * Records between what is committed and the end of the log, -1 where nothing is. Of a lane's own topic,
   * which nobody else works off, partitions count whole where nothing is committed; of one that it shares
   * nobody knows which are its records: -1. Of partitions that nobody leads the end is not known: they do
   * not count.
   */
  private long heldBack(ChainStage stage, TopicState input) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        answers.orNull(
            admin
                .listConsumerGroupOffsets(stage.group())
                .partitionsToOffsetAndMetadata(stage.group()));
    Map<TopicPartition, Long> from = new HashMap<>();
    if (committed != null) {
      committed.forEach(
          (partition, offset) -> {
            if (offset != null
                && partition.topic().equals(stage.input())
                && !input.leaderless().contains(partition.partition())) {
              from.put(partition, offset.offset());
            }
          });
    }
    if (Lane.ofTopic(stage.input()) != Lane.LIVE) {
      begins(input).forEach(from::putIfAbsent);
    } else if (!stage.lane().isEmpty()) {
      return -1;
    }
    if (from.isEmpty()) {
      return -1;
    }
    Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends =
        offsets(from.keySet(), OffsetSpec.latest());
    if (ends == null) {
      return -1;
    }
    return from.entrySet().stream()
        .mapToLong(
            entry -> {
              ListOffsetsResult.ListOffsetsResultInfo end = ends.get(entry.getKey());
              return end == null ? 0 : Math.max(0, end.offset() - entry.getValue());
            })
        .sum();
  }

  private Map<TopicPartition, Long> begins(TopicState input) {
    Set<TopicPartition> led =
        IntStream.range(0, input.partitions())
            .filter(number -> !input.leaderless().contains(number))
            .mapToObj(number -> new TopicPartition(input.name(), number))
            .collect(Collectors.toSet());
    Map<TopicPartition, Long> begins = new HashMap<>();
    Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> found =
        offsets(led, OffsetSpec.earliest());
    if (found != null) {
      found.forEach((partition, begin) -> begins.put(partition, begin.offset()));
    }
    return begins;
  }

  private @Nullable Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> offsets(
      Set<TopicPartition> partitions, OffsetSpec where) {
    Map<TopicPartition, OffsetSpec> query = new HashMap<>();
    partitions.forEach(partition -> query.put(partition, where));
    return answers.orNull(admin.listOffsets(query).all());
  }
}

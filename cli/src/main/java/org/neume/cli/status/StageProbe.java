package org.neume.cli.status;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Looks at the consumer groups of stages. Confined to one thread. */
final class StageProbe {
  private static final String NONE = "none";

  private final Admin admin;
  private final AdminAnswers answers;

  StageProbe(Admin admin, AdminAnswers answers) {
    this.admin = admin;
    this.answers = answers;
  }

  /**
   * Looks at stages.
   *
   * @param partitions the number of partitions of each topic
   */
  List<StageState> look(
      List<ChainStage> stages, Map<String, Integer> partitions, MetricsPages metrics) {
    Map<String, KafkaFuture<ConsumerGroupDescription>> groups =
        admin
            .describeConsumerGroups(stages.stream().map(ChainStage::group).toList())
            .describedGroups();
    return stages.stream()
        .map(
            stage ->
                state(
                    stage,
                    answers.orNull(Objects.requireNonNull(groups.get(stage.group()))),
                    partitions.getOrDefault(stage.input(), 0),
                    metrics.of(stage).orElse(null)))
        .toList();
  }

  private StageState state(
      ChainStage stage,
      @Nullable ConsumerGroupDescription group,
      int partitions,
      @Nullable StageFigures figures) {
    if (group == null) {
      return new StageState(stage, NONE, 0, 0, partitions, -1, figures);
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
        partitions,
        heldBack(stage),
        figures);
  }

  /** Records between what is committed and the end of the log; -1 where nothing is. */
  private long heldBack(ChainStage stage) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        answers.orNull(
            admin
                .listConsumerGroupOffsets(stage.group())
                .partitionsToOffsetAndMetadata(stage.group()));
    Map<TopicPartition, Long> from = new HashMap<>();
    if (committed != null) {
      committed.forEach(
          (partition, offset) -> {
            if (offset != null && partition.topic().equals(stage.input())) {
              from.put(partition, offset.offset());
            }
          });
    }
    if (from.isEmpty()) {
      return -1;
    }
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    from.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends =
        answers.orNull(admin.listOffsets(latest).all());
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
}

package org.neume.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.internals.CoordinatorKey;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.cli.chain.Broker;

@DisplayName("Where brokers are lost, a stage")
class StageProbeTest {
  private static final ChainStage FEATURES = ChainStage.USUAL.get(0);
  private static final ChainStage INFERENCE = ChainStage.USUAL.get(1);
  private static final TopicState AUDIO =
      new TopicState(FEATURES.input(), 2, 3, 1, Set.of(1), List.of(), List.of());

  @Test
  @DisplayName("is shown without the partition that nobody leads, and beside one that is silent")
  void lost() {
    List<StageState> states =
        new StageProbe(admin(), new AdminAnswers(Broker.at("b:1")))
            .look(List.of(FEATURES, INFERENCE), List.of(AUDIO), new MetricsPages());
    assertThat(states.get(0).state()).isEqualTo("stable");
    assertThat(states.get(0).assigned()).isEqualTo(2);
    assertThat(states.get(0).heldBack()).as("of partition 0 alone").isEqualTo(7);
    assertThat(states.get(0).problem()).isEmpty();
    assertThat(states.get(1).state()).isEqualTo("silent");
    assertThat(states.get(1).problem())
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .contains("neume-inference", "__consumer_offsets", "start the brokers"));
  }

  /** A cluster that answers nothing about partition 1, and has lost the coordinator of a group. */
  private static Admin admin() {
    return (Admin)
        Proxy.newProxyInstance(
            StageProbeTest.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "describeConsumerGroups" -> groups();
                  case "listConsumerGroupOffsets" -> committed((String) arguments[0]);
                  case "listOffsets" -> ends(((Map<?, ?>) arguments[0]).keySet());
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static DescribeConsumerGroupsResult groups() {
    KafkaFutureImpl<ConsumerGroupDescription> silent = new KafkaFutureImpl<>();
    silent.completeExceptionally(new TimeoutException("no coordinator"));
    MemberDescription member =
        new MemberDescription(
            "m",
            Optional.empty(),
            "c",
            "h",
            new MemberAssignment(Set.of(place(0), place(1))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ConsumerGroupDescription described =
        new ConsumerGroupDescription(
            FEATURES.group(),
            false,
            List.of(member),
            "range",
            GroupType.CLASSIC,
            GroupState.STABLE,
            Node.noNode(),
            Set.of(),
            Optional.empty(),
            Optional.empty());
    return new DescribeConsumerGroupsResult(
        Map.of(
            FEATURES.group(), KafkaFuture.completedFuture(described), INFERENCE.group(), silent));
  }

  private static ListConsumerGroupOffsetsResult committed(String group) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        Map.of(place(0), new OffsetAndMetadata(3), place(1), new OffsetAndMetadata(4));
    Constructor<ListConsumerGroupOffsetsResult> constructor =
        ListConsumerGroupOffsetsResult.class.getDeclaredConstructor(Map.class);
    constructor.setAccessible(true);
    return constructor.newInstance(
        Map.of(CoordinatorKey.byGroupId(group), KafkaFuture.completedFuture(offsets)));
  }

  private static ListOffsetsResult ends(Collection<?> asked) {
    assertThat(asked).as("what a broker can answer").isEqualTo(Set.of(place(0)));
    Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> ends = new HashMap<>();
    ends.put(
        place(0), KafkaFuture.completedFuture(new ListOffsetsResultInfo(10, 0, Optional.empty())));
    return new ListOffsetsResult(ends);
  }

  private static TopicPartition place(int partition) {
    return new TopicPartition(FEATURES.input(), partition);
  }
}

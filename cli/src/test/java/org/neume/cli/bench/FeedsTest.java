package org.neume.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neume.annotation.stream.RepeatRule;
import org.neume.cli.CommandException;
import org.neume.cli.broker.TopicSetup;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.ModelFolders;
import org.neume.cli.chain.TestTopics;
import org.neume.cli.chain.TopicScan;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.WindowCutter;
import org.neume.inference.model.WindowGrid;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;

@DisplayName("What the benchmarks of replicas feed and read")
@Timeout(60)
class FeedsTest {
  private static final int PARTITIONS = 3;

  @RegisterExtension static final TestTopics TOPICS = new TestTopics();

  private final ModelManifest model = ModelFolders.repository(null).get("beats").manifest();
  private final WindowGrid grid = WindowGrid.of(model);

  @Test
  @DisplayName("are whole recordings, equally many in each partition, cut as the plan counts them")
  void recordings() {
    TopicSetup.create(TOPICS.bootstrap(), List.of("whole"), PARTITIONS);
    long frames = grid.firstOutput(4) + 7;
    new FeatureFeed(TOPICS.producer(), model, "whole")
        .sendAll(BalancedIds.of(PARTITIONS, 2, "whole-"), frames);

    Map<String, List<FeatureBlock>> recordings = recordings("whole");
    assertThat(recordings).hasSize(2 * PARTITIONS);
    for (List<FeatureBlock> blocks : recordings.values()) {
      RepeatRule<FeatureBlock> rule = new RepeatRule<>(Streams.FEATURES, true);
      assertThat(blocks).allMatch(block -> rule.judge(block) == RepeatRule.Verdict.TAKE);
      assertThat(blocks.stream().mapToLong(FeatureBlock::getFrameCount).sum()).isEqualTo(frames);
      assertThat(blocks.subList(0, blocks.size() - 1)).allMatch(b -> b.getEnd() == End.OPEN);
      assertThat(blocks.get(blocks.size() - 1).getEnd()).isEqualTo(End.COMPLETE);
      WindowCutter cutter = cutter();
      blocks.forEach(block -> cutter.append(new float[block.getFrameCount() * model.bins()]));
      assertThat(cutter.complete(0).size() + cutter.finish(0).size()).isEqualTo(5);
    }
  }

  @Test
  @DisplayName("fail where a recording went to a partition that was not counted with")
  void elsewhere() {
    TopicSetup.create(TOPICS.bootstrap(), List.of("elsewhere"), PARTITIONS);
    FeatureFeed feed = new FeatureFeed(TOPICS.producer(), model, "elsewhere");
    feed.send(0, BalancedIds.of(PARTITIONS, 1, "elsewhere-").get(1).get(0), 0, 100);
    assertThatThrownBy(feed::check)
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("went to partition 1, not 0");
  }

  @Test
  @DisplayName("are live streams, of which is known how many windows can be computed")
  void live() throws Exception {
    TopicSetup.create(TOPICS.bootstrap(), List.of("live"), PARTITIONS);
    int begun;
    int windows;
    try (LiveFeed feed = new LiveFeed(TOPICS.bootstrap(), model, "live", PARTITIONS, 100)) {
      begun = feed.windows();
      feed.resume();
      while (feed.windows() < begun + 3 * PARTITIONS) {
        Thread.sleep(5);
      }
      feed.pause();
      windows = -1;
      // A round that was under way goes to its end.
      while (windows != feed.windows()) {
        windows = feed.windows();
        Thread.sleep(100);
      }
    }
    int cut = 0;
    for (List<FeatureBlock> blocks : recordings("live").values()) {
      WindowCutter cutter = cutter();
      for (FeatureBlock block : blocks) {
        cutter.append(new float[block.getFrameCount() * model.bins()]);
        cut += cutter.complete(0).size();
      }
    }
    assertThat(cut).isEqualTo(windows).isGreaterThan(begun);
  }

  @Test
  @DisplayName("are read as records without repeats, of which those that begin windows are counted")
  void read() throws Exception {
    TopicSetup.create(TOPICS.bootstrap(), List.of("read"), PARTITIONS);
    long window = grid.firstOutput(1);
    int half = (int) window / 2;
    try (ActivationReader reader = new ActivationReader(TOPICS.bootstrap(), model, "read")) {
      TOPICS.send(activations("a", 0, 0, half, End.OPEN), "read");
      TOPICS.send(activations("a", 1, half, (int) window - half, End.OPEN), "read");
      TOPICS.send(activations("a", 0, 0, half, End.OPEN), "read");
      TOPICS.send(activations("a", 2, window, half, End.OPEN), "read");
      TOPICS.send(activations("b", 2, 0, half, End.OPEN), "read");
      TOPICS.send(activations("a", 3, window + half, 0, End.COMPLETE), "read");
      while (reader.ended() == 0 || reader.gaps() == 0) {
        Thread.sleep(5);
      }
      assertThat(reader.arrivals().all()).hasSize(5);
      assertThat(reader.windows()).isEqualTo(3);
      assertThat(reader.repeats()).isEqualTo(1);
      assertThat(reader.gaps()).isEqualTo(2);
      assertThat(reader.ended()).isEqualTo(1);
    }
  }

  private WindowCutter cutter() {
    return new WindowCutter(model.bins(), 0, List.of(grid), List.of(0L));
  }

  /** All features in a topic by recording, in their order. */
  private static Map<String, List<FeatureBlock>> recordings(String topic) {
    Map<String, List<FeatureBlock>> recordings = new HashMap<>();
    try (TopicScan scan = new TopicScan(Broker.at(TOPICS.bootstrap()));
        AvroDeserializer deserializer = new AvroDeserializer()) {
      scan.read(
          List.of(topic),
          null,
          0,
          record -> {
            SpecificRecordBase value = deserializer.deserialize(topic, record.value());
            recordings
                .computeIfAbsent(record.key(), key -> new ArrayList<>())
                .add((FeatureBlock) value);
            return true;
          });
    }
    return recordings;
  }

  private ActivationBlock activations(String id, long sequence, long first, int frames, End end) {
    return ActivationBlock.newBuilder()
        .setRecordingId(id)
        .setStream(model.name())
        .setSequence(sequence)
        .setFirstFrame(first)
        .setFrameCount(frames)
        .setOutputs(model.outputs())
        .setFrameRate(model.frameRate())
        .setElementType(ElementType.F32)
        .setPayload(ByteBuffer.allocate(0))
        .setProvenance("test")
        .setEnd(end)
        .setCause(null)
        .setDecoderName(model.decoder())
        .setAnalyses(List.of(model.name()))
        .build();
  }
}

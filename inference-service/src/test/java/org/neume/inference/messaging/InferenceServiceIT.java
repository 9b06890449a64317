package org.neume.inference.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.neume.inference.engine.TensorFlowLoader;
import org.neume.inference.engine.TestNetwork;
import org.neume.inference.model.ModelRepository;
import org.neume.inference.model.ServedModels;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Topics;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;
import org.neume.stage.RecordingMachine;
import org.neume.stage.testing.TopicReader;

/** The service behind a broker. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class InferenceServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject
  @ConfigProperty(name = "neume.inference.model-directory")
  Path folders;

  @Inject MeterRegistry meters;

  @Inject @org.eclipse.microprofile.health.Readiness ModelHost host;

  /** What a cluster asks before it asks anything else. */
  @Inject @org.eclipse.microprofile.health.Startup ModelHost started;

  @Test
  void writes_what_the_pure_stage_computes_and_says_which_recording_was_poisoned()
      throws Exception {
    float[] poison = TestNetwork.features(90, 7);
    poison[88 * TestNetwork.BINS] = 1e30f;
    List<List<FeatureBlock>> recordings =
        List.of(
            Recordings.blocks("one", TestNetwork.features(400, 1), 1),
            Recordings.blocks("two", TestNetwork.features(333, 2), 2, "strict", "tiny", "none"),
            Recordings.blocks("bad", poison, 3, "strict"));
    publishInterleaved(recordings);

    try (TopicReader reader = new TopicReader(bootstrap)) {
      List<RecordingStatus> statuses =
          reader.until(Topics.STATUS.name(), PATIENCE, r -> r.size() >= 6).stream()
              .map(r -> (RecordingStatus) decode(r))
              .toList();
      assertThat(statuses)
          .filteredOn(s -> s.getEvent() == StatusEvent.COMPLETED)
          .extracting(RecordingStatus::getRecordingId)
          .containsExactly("one");
      assertThat(causes(statuses, "bad"))
          .singleElement()
          .asString()
          .contains("the network strict cannot compute a window");
      // Asked for one analysis too many; the others are computed all the same.
      assertThat(causes(statuses, "two")).singleElement().asString().contains("named none");
      List<ActivationBlock> found =
          reader
              .until(
                  Topics.ACTIVATIONS.name(),
                  PATIENCE,
                  r -> r.stream().filter(x -> decodeBlock(x).getEnd() != End.OPEN).count() == 5)
              .stream()
              .map(InferenceServiceIT::decodeBlock)
              .toList();
      for (List<FeatureBlock> recording : recordings.subList(0, 2)) {
        String id = recording.get(0).getRecordingId();
        assertThat(bytes(found.stream().filter(b -> b.getRecordingId().equals(id)).toList()))
            .as(id)
            .isEqualTo(bytes(alone(recording)));
      }
      assertThat(found)
          .filteredOn(b -> b.getStream().equals("none"))
          .singleElement()
          .extracting(ActivationBlock::getEnd)
          .isEqualTo(End.ABORTED);
      ActivationBlock last =
          found.stream().filter(b -> b.getRecordingId().equals("bad")).reduce((a, b) -> b).get();
      assertThat(last.getEnd()).isEqualTo(End.ABORTED);
    }
    assertThat(host.call().getStatus().name()).isEqualTo("UP");
    assertThat(started.call().getStatus().name()).isEqualTo("UP");
    assertThat(host.call().getData().orElseThrow()).containsKeys("tiny", "strict");
    assertThat(meters.get("neume.inference.compute").tag("model", "tiny").timer().count())
        .isPositive();
    assertThat(
            meters.get("neume.inference.windows.failed").tag("model", "strict").counter().count())
        .isEqualTo(1);
  }

  private static List<String> causes(List<RecordingStatus> statuses, String recordingId) {
    return statuses.stream()
        .filter(s -> s.getEvent() == StatusEvent.FAILED && s.getRecordingId().equals(recordingId))
        .map(RecordingStatus::getCause)
        .toList();
  }

  private void publishInterleaved(List<List<FeatureBlock>> recordings) {
    try (KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) bootstrap),
                new StringSerializer(),
                new ByteArraySerializer());
        AvroSerializer serializer = new AvroSerializer()) {
      int longest = recordings.stream().mapToInt(List::size).max().orElseThrow();
      for (int i = 0; i < longest; i++) {
        for (List<FeatureBlock> recording : recordings) {
          if (i < recording.size()) {
            FeatureBlock block = recording.get(i);
            String topic = Topics.FEATURES.name();
            var unused =
                producer.send(
                    new ProducerRecord<>(
                        topic, 1, block.getRecordingId(), serializer.serialize(topic, block)));
          }
        }
      }
    }
  }

  /** The same recording through the stage on this thread, without Kafka. */
  private List<ActivationBlock> alone(List<FeatureBlock> recording) {
    ModelRepository repository =
        new ModelRepository(folders, new URLClassLoader(new URL[0], null), folders);
    try (ServedModels models = ServedModels.inline(repository, TensorFlowLoader.onCpu())) {
      RecordingMachine<FeatureBlock, ActivationBlock> machine =
          new InferenceStage(models).open(recording.get(0), Map.of());
      List<ActivationBlock> blocks = new ArrayList<>();
      recording.forEach(
          input ->
              machine
                  .apply(input)
                  .forEach(e -> blocks.addAll(e.records().toCompletableFuture().join())));
      return blocks;
    }
  }

  private static List<ByteBuffer> bytes(List<ActivationBlock> blocks) throws Exception {
    List<ByteBuffer> bytes = new ArrayList<>();
    for (ActivationBlock block : blocks) {
      bytes.add(block.toByteBuffer());
    }
    return bytes;
  }

  private static ActivationBlock decodeBlock(ConsumerRecord<String, byte[]> record) {
    return (ActivationBlock) decode(record);
  }

  private static Object decode(ConsumerRecord<String, byte[]> record) {
    try (AvroDeserializer deserializer = new AvroDeserializer()) {
      return java.util.Objects.requireNonNull(
          deserializer.deserialize(record.topic(), record.value()));
    }
  }
}

package org.neume.feature.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.SampleFormat;
import org.neume.stage.testing.MachineContract;
import org.neume.stage.testing.TopicReader;

/**
 * Recordings interleaved on every partition, one of them abandoned, and what must come of them
 * whatever happens to the service and the broker meanwhile.
 */
final class Scenario implements AutoCloseable {
  private static final int RATE = 22_050;
  private static final int SECONDS = 8;
  private static final List<String> ANALYSES = List.of("score", "beats", "score", "notes");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final String bootstrap;
  private final int partitions;
  private final KafkaProducer<String, byte[]> producer;
  private final AvroSerializer serializer = new AvroSerializer();
  private final List<List<AudioChunk>> recordings = new ArrayList<>();
  private final Map<String, List<FeatureBlock>> expected = new TreeMap<>();
  // The topics forget records by their time stamps, so these must not be old.
  private long time = System.currentTimeMillis();
  private int step;

  Scenario(String bootstrap, int partitions) {
    this.bootstrap = bootstrap;
    this.partitions = partitions;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", (Object) bootstrap, "delivery.timeout.ms", "600000"),
            new StringSerializer(),
            new ByteArraySerializer());
    FeatureStage stage = new FeatureStage();
    for (int i = 0; i < 3 * partitions; i++) {
      String id = "recording-" + i;
      List<AudioChunk> chunks =
          Recordings.chunks(
              id,
              Recordings.samples(SECONDS * RATE, 1, RATE, i),
              1,
              RATE,
              SampleFormat.PCM16,
              i,
              List.of(ANALYSES.get(i % ANALYSES.size())));
      if (i % 3 == 2) {
        chunks = abandoned(chunks);
      }
      recordings.add(chunks);
      for (FeatureBlock block : MachineContract.run(stage, whole(chunks))) {
        expected
            .computeIfAbsent(id + "/" + block.getStream(), name -> new ArrayList<>())
            .add(block);
      }
    }
  }

  private static List<AudioChunk> abandoned(List<AudioChunk> chunks) {
    return chunks.subList(0, chunks.size() / 2);
  }

  /** What the stage makes of the chunks: it closes what was abandoned. */
  private static List<AudioChunk> whole(List<AudioChunk> chunks) {
    AudioChunk last = chunks.get(chunks.size() - 1);
    if (last.getEnd() != End.OPEN) {
      return chunks;
    }
    List<AudioChunk> closed = new ArrayList<>(chunks);
    closed.add(
        Streams.AUDIO.aborted(
            last.getRecordingId(),
            "audio",
            last.getSequence() + 1,
            "stalled, nothing came for 300 s: publish the recording again under a new id",
            last));
    return closed;
  }

  /** Publishes the next chunk of every recording; false once all is published. */
  boolean publishNext() {
    boolean any = false;
    for (int i = 0; i < recordings.size(); i++) {
      List<AudioChunk> chunks = recordings.get(i);
      if (step < chunks.size()) {
        send(i % partitions, chunks.get(step));
        any = true;
      }
    }
    step++;
    if (!any) {
      // Time goes on in the log, so that what was abandoned is closed.
      time += 301_000;
      for (int partition = 0; partition < partitions; partition++) {
        AudioChunk last =
            Recordings.chunks(
                    "late-" + partition, new float[0], 1, RATE, SampleFormat.PCM16, partition)
                .get(0);
        send(partition, last);
      }
    }
    producer.flush();
    return any;
  }

  private void send(int partition, AudioChunk chunk) {
    time += 5;
    producer.send(
        new ProducerRecord<>(
            Topics.AUDIO.name(),
            partition,
            time,
            chunk.getRecordingId(),
            serializer.serialize(Topics.AUDIO.name(), chunk)));
  }

  /** Publishes all that is left. */
  void publishRest() {
    while (publishNext()) {
      // on
    }
  }

  /** Number of output records in the topic now. */
  int outputs() {
    try (TopicReader reader = new TopicReader(bootstrap)) {
      int[] polls = {0};
      return reader.until(Topics.FEATURES.name(), PATIENCE, r -> polls[0]++ > 3).size();
    }
  }

  /** Waits for every stream to end and compares every byte. */
  void checkOutputs() {
    try (TopicReader reader = new TopicReader(bootstrap)) {
      List<ConsumerRecord<String, byte[]>> records =
          reader.until(Topics.FEATURES.name(), PATIENCE, this::complete);
      Map<String, List<byte[]>> streams = TopicReader.streams(Streams.FEATURES, records);
      expected.forEach(
          (name, blocks) -> {
            List<byte[]> bytes =
                blocks.stream().map(b -> serializer.serialize(Topics.FEATURES.name(), b)).toList();
            assertThat(streams.get(name)).as(name).containsExactlyElementsOf(bytes);
          });
      List<String> ended = new ArrayList<>();
      reader.until(
          Topics.STATUS.name(),
          PATIENCE,
          r -> {
            ended.clear();
            TopicReader.streams(Streams.STATUS, r)
                .forEach(
                    (name, s) -> {
                      if (s.size() == 2) {
                        ended.add(name);
                      }
                    });
            return ended.size() >= recordings.size() + partitions;
          },
          () -> "only these ended: " + ended);
    }
  }

  private boolean complete(List<ConsumerRecord<String, byte[]>> records) {
    Map<String, List<byte[]>> streams = TopicReader.streams(Streams.FEATURES, records);
    return expected.entrySet().stream()
        .allMatch(e -> streams.getOrDefault(e.getKey(), List.of()).size() >= e.getValue().size());
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}

package org.neume.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.PcmPayload;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.SampleFormat;

/** Records that cannot be processed, each for another reason, and what has to become of them. */
final class Poison implements AutoCloseable {
  private static final int FRAMES = 11_025;

  /** Longer than an id may be. */
  private static final String LONG_ID = "x".repeat(300);

  private final AvroSerializer serializer = new AvroSerializer();
  private final AvroDeserializer deserializer = new AvroDeserializer();
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> letters;
  private final Map<String, String> published = new TreeMap<>();

  Poison(ComposedChain chain) {
    // Features are written by their stage alone; poison needs an administrator's rights.
    producer =
        new KafkaProducer<>(
            chain.client("admin"), new StringSerializer(), new ByteArraySerializer());
    Map<String, Object> settings = new HashMap<>(chain.client("operator"));
    settings.put("enable.auto.commit", "false");
    letters = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    letters
        .partitionsFor(Topics.DEAD_LETTERS.name())
        .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    letters.assign(partitions);
    letters.seekToEnd(partitions);
    partitions.forEach(letters::position);
  }

  /**
   * Publishes all of it.
   *
   * @param features two blocks of one stream that follow each other
   */
  void publish(List<byte[]> features) throws Exception {
    send(Topics.AUDIO.name(), "poison-no-avro", new byte[] {1, 2, 3, 4, 5});
    byte[] unknown = chunk("poison-unknown-schema", SampleFormat.PCM16, silence());
    unknown[5] ^= 0x55;
    send(Topics.AUDIO.name(), "poison-unknown-schema", unknown);
    FeatureBlock first = features(features.get(0), "poison-other-record");
    send(
        Topics.AUDIO.name(),
        "poison-other-record",
        serializer.serialize(Topics.AUDIO.name(), first));
    float[] none = new float[FRAMES];
    none[100] = Float.NaN;
    send(
        Topics.AUDIO.name(),
        "poison-no-numbers",
        chunk(
            "poison-no-numbers",
            SampleFormat.F32,
            PcmPayload.encode(SampleFormat.F32, none, 0, FRAMES)));
    send(
        Topics.AUDIO.name(),
        "poison-damaged",
        chunk("poison-damaged", SampleFormat.PCM16, ByteBuffer.allocate(100)));
    send(Topics.AUDIO.name(), LONG_ID, chunk(LONG_ID, SampleFormat.PCM16, silence()));
    String other = "poison-other-make";
    producer
        .send(
            new ProducerRecord<>(
                Topics.FEATURES.name(),
                other,
                serializer.serialize(Topics.FEATURES.name(), features(features.get(0), other))))
        .get();
    FeatureBlock second = features(features.get(1), other);
    second.setProvenance("features=made-elsewhere-1-00000000");
    send(Topics.FEATURES.name(), other, serializer.serialize(Topics.FEATURES.name(), second));
  }

  private FeatureBlock features(byte[] bytes, String id) {
    FeatureBlock block = (FeatureBlock) deserializer.deserialize(Topics.FEATURES.name(), bytes);
    block.setRecordingId(id);
    return block;
  }

  private static ByteBuffer silence() {
    return ByteBuffer.allocate(FRAMES * Short.BYTES);
  }

  private byte[] chunk(String id, SampleFormat format, ByteBuffer payload) {
    SpecificRecordBase chunk =
        AudioChunk.newBuilder()
            .setRecordingId(id)
            .setStream("audio")
            .setSequence(0)
            .setFirstFrame(0)
            .setFrameCount(FRAMES)
            .setSampleRate(Music.SAMPLE_RATE)
            .setChannels(1)
            .setFormat(format)
            .setPayload(payload)
            .setAnalyses(List.of("beats"))
            .setEnd(End.OPEN)
            .build();
    return serializer.serialize(Topics.AUDIO.name(), chunk);
  }

  private void send(String topic, String key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key, value)).get();
    published.put(key.length() > 256 ? key.substring(0, 20) : key, topic);
  }

  /** Checks that the dead letters are what was published here, once each and with cause and place. */
  void check() {
    Map<String, String> found = new TreeMap<>();
    Map<String, String> causes = new TreeMap<>();
    long end = System.currentTimeMillis() + 20_000;
    // To the end, so that one too many is seen.
    Map<TopicPartition, Long> ends = letters.endOffsets(letters.assignment());
    while (System.currentTimeMillis() < end
        && ends.entrySet().stream().anyMatch(e -> letters.position(e.getKey()) < e.getValue())) {
      letters
          .poll(Duration.ofMillis(200))
          .forEach(
              letter -> {
                String key = letter.key().substring(0, Math.min(20, letter.key().length()));
                String name = letter.key().startsWith("xxx") ? key : letter.key();
                assertThat(found.put(name, header(letter, "neume-topic"))).as(name).isNull();
                causes.put(name, header(letter, "neume-cause"));
                assertThat(header(letter, "neume-offset")).matches("\\d+");
              });
    }
    causes.forEach((key, cause) -> System.out.printf("  %s: %s%n", key, cause));
    assertThat(found).isEqualTo(published);
    assertThat(causes.values()).allMatch(cause -> !cause.isBlank() && !cause.contains("\n"));
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
    letters.close();
  }
}

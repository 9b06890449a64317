package org.neume.decoder.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.decoder.messaging.CorrectionRecords.beat;
import static org.neume.decoder.messaging.CorrectionRecords.correction;
import static org.neume.decoder.messaging.CorrectionRecords.tempo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.stage.testing.BrokerResource;
import org.neume.stage.testing.TopicReader;

@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
@DisplayName("The stages of beats and revisions behind a broker")
class RevisionServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARTITION = 1;
  private static final String ID = "song";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  private static void send(
      KafkaProducer<String, byte[]> producer, String topic, long time, SpecificRecordBase record)
      throws Exception {
    try (AvroSerializer serializer = new AvroSerializer()) {
      producer
          .send(
              new ProducerRecord<>(topic, PARTITION, time, ID, serializer.serialize(topic, record)))
          .get();
    }
  }

  @Test
  @DisplayName(
      "correct a recording that was over as often as somebody wants, each time on streams of its own")
  void revisions() throws Exception {
    long recorded = System.currentTimeMillis() - 60_000;
    try (KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) bootstrap),
                new StringSerializer(),
                new ByteArraySerializer());
        TopicReader reader = new TopicReader(bootstrap)) {
      List<ActivationBlock> blocks =
          ActivationRecordings.blocks(ID, ActivationRecordings.rows(18_000, 50, 1), 1);
      for (ActivationBlock block : blocks) {
        send(producer, Topics.ACTIVATIONS.name(), recorded, block);
      }
      awaitBeats(reader, "beats");
      Correction first = correction(ID, recorded, 1, beat(1_030, 0));
      send(producer, Topics.CORRECTIONS.name(), recorded + 30_000, first);
      assertThat(awaitBeats(reader, "beats@1").getBeats())
          .extracting(Beat::getFrame)
          .contains(1_030L)
          .doesNotContain(1_025L);
      // Another gateway was late with the same revision; the first in the log has won.
      Correction late = correction(ID, recorded, 1, beat(1_040, 0));
      send(producer, Topics.CORRECTIONS.name(), recorded + 31_000, late);
      Correction impossible = correction(ID, recorded, 2, beat(1_231, 0), beat(1_240, 0));
      send(producer, Topics.CORRECTIONS.name(), recorded + 32_000, impossible);
      BeatBlock refused = awaitBeats(reader, "beats@2");
      assertThat(refused.getEnd()).isEqualTo(End.ABORTED);
      assertThat(refused.getCause()).contains("12.31 s and 12.40 s");
      Correction slower = correction(ID, recorded, 3, tempo(55, 65));
      long start = System.nanoTime();
      send(producer, Topics.CORRECTIONS.name(), recorded + 33_000, slower);
      BeatBlock halved = awaitBeats(reader, "beats@3");
      System.out.printf(
          "a further correction of three minutes: %.2f s to its beats, cold code included%n",
          (System.nanoTime() - start) / 1e9);
      assertThat(halved.getBeats()).hasSizeBetween(175, 185);
      Map<String, List<byte[]>> statuses =
          TopicReader.streams(
              Streams.STATUS,
              reader.until(
                  Topics.STATUS.name(),
                  PATIENCE,
                  r ->
                      TopicReader.streams(Streams.STATUS, r)
                              .getOrDefault(ID + "/revisions@3", List.of())
                              .size()
                          == 2));
      assertThat(statuses.keySet())
          .containsExactly(
              ID + "/beats", ID + "/revisions@1", ID + "/revisions@2", ID + "/revisions@3");
      assertThat(awaitBeats(reader, "beats@1").getBeats())
          .extracting(Beat::getFrame)
          .contains(1_030L);
      assertThat(reader.until(Topics.DEAD_LETTERS.name(), PATIENCE, r -> true)).isEmpty();
    }
  }

  /** The last block of a stream, once that has ended. */
  private static BeatBlock awaitBeats(TopicReader reader, String stream) {
    String name = ID + "/" + stream;
    List<byte[]> found =
        TopicReader.streams(
                Streams.BEATS,
                reader.until(
                    Topics.BEATS.name(),
                    PATIENCE,
                    r -> {
                      List<byte[]> blocks =
                          TopicReader.streams(Streams.BEATS, r).getOrDefault(name, List.of());
                      return !blocks.isEmpty()
                          && block(blocks.get(blocks.size() - 1)).getEnd() != End.OPEN;
                    }))
            .getOrDefault(name, List.of());
    return block(found.get(found.size() - 1));
  }

  private static BeatBlock block(byte[] bytes) {
    try (AvroDeserializer deserializer = new AvroDeserializer()) {
      return (BeatBlock) deserializer.deserialize(Topics.BEATS.name(), bytes);
    }
  }
}

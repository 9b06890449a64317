package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;

@DisplayName("A recording with something unreadable in its middle")
class DeadLetterReplayIT {
  private static final double SECONDS = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final byte[] GARBAGE = "no record".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  private final float[] music = TestAudio.clicks(SECONDS, 100);

  @Test
  @DisplayName("fails, is listed and shown, and replayed has the beats of an undisturbed one")
  void replayed() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(NeumeProcess.root().resolve("models/beats/model.json")),
        "skipped: no trained model in models/beats");
    NeumeProcess neume = new NeumeProcess(folder);
    Path log = folder.resolve("up.log");
    Process up = neume.start(log, "up", "--port", "0", "--analyses", "beats");
    try {
      BufferedReader out =
          new BufferedReader(new InputStreamReader(up.getInputStream(), StandardCharsets.UTF_8));
      String line = out.readLine();
      assertThat(line).as(Files.readString(log)).startsWith("neume: ready at ");
      String bootstrap = line.replaceAll(".*ready at ([^;]*);.*", "$1");
      publish(bootstrap, "undisturbed", false);
      publish(bootstrap, "poisoned", true);
      List<String> expected =
          EndedBeats.anonymous(EndedBeats.await(bootstrap, "undisturbed", PATIENCE));

      JsonNode letter = letter(neume, bootstrap);
      assertThat(letter.path("recordingId").asText()).isEqualTo("poisoned");
      assertThat(letter.path("stage").asText()).isEqualTo("features");
      assertThat(letter.path("cause").asText()).contains("an input cannot be read");
      String place = letter.path("letter").asText();
      assertThat(neume.run("dlq", "show", place, "-b", bootstrap).out())
          .contains("neume-topic       neume.audio", HexFormat.ofDelimiter(" ").formatHex(GARBAGE));

      NeumeProcess.Result dry = neume.run("dlq", "replay", place, "-b", bootstrap);
      assertThat(dry.exitCode()).as(dry.err()).isZero();
      assertThat(dry.out()).contains("would be published again as poisoned-replay-1: 81 records");
      NeumeProcess.Result replay =
          neume.run("dlq", "replay", place, "-b", bootstrap, "--yes", "--rate", "100");
      assertThat(replay.exitCode()).as(replay.err()).isZero();
      assertThat(replay.out()).contains("published again as poisoned-replay-1");
      assertThat(EndedBeats.anonymous(EndedBeats.await(bootstrap, "poisoned-replay-1", PATIENCE)))
          .isEqualTo(expected);
      assertThat(neume.run("dlq", "replay", place, "-b", bootstrap, "--yes").out())
          .contains("published again before, as poisoned-replay-1");

      NeumeProcess.Result status = neume.run("status", "-b", bootstrap);
      assertThat(status.exitCode()).as(status.out() + status.err()).isZero();
      assertThat(status.out())
          .containsPattern("(?m)^poisoned +\\S+.* FAILED ")
          .containsPattern("(?m)^poisoned-replay-1 +\\S+.* done +done +done ")
          .contains("dead letters of records of the last hour: ")
          .endsWith("nothing is wrong\n");
    } finally {
      up.destroy();
      up.waitFor();
    }
  }

  private void publish(String bootstrap, String id, boolean poisoned) throws Exception {
    List<AudioChunk> chunks = new TestRecording(id, music, TestAudio.RATE / 2, false).chunks();
    try (AvroSerializer serializer = new AvroSerializer();
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "max.request.size", 1 << 20),
                new StringSerializer(),
                new ByteArraySerializer())) {
      String topic = Topics.AUDIO.name();
      for (AudioChunk chunk : chunks) {
        if (poisoned && chunk.getSequence() == chunks.size() / 2) {
          producer.send(new ProducerRecord<>(topic, id, GARBAGE)).get();
        }
        producer.send(new ProducerRecord<>(topic, id, serializer.serialize(topic, chunk))).get();
      }
    }
  }

  /** The first dead letter, once there is one. */
  private static JsonNode letter(NeumeProcess neume, String bootstrap) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      NeumeProcess.Result list = neume.run("dlq", "list", "--json", "-b", bootstrap);
      assertThat(list.exitCode()).as(list.err()).isZero();
      if (!list.out().isBlank()) {
        return new ObjectMapper().readTree(list.out().lines().findFirst().orElseThrow());
      }
      assertThat(System.nanoTime()).as("no dead letter").isLessThan(end);
    }
  }
}

package org.neume.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.neume.schemas.Topic;

/** Files of music brought to the gateway, and all that the chain makes of them. Used by one thread. */
final class Uploads {
  /** Files that are brought at a time: more than are decoded at once. */
  static final int FILES = 12;

  private static final int SECONDS = 12;
  private static final int CREATED = 201;
  private static final long PATIENCE_MILLIS = 180_000;
  private static final long SETTLE_MILLIS = 3_000;

  private final ComposedChain chain;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Uploads(ComposedChain chain) {
    this.chain = chain;
  }

  /** What is done once the gateway has promised all files. */
  interface Disturbance {
    void once() throws Exception;
  }

  /** Brings the files and waits for what becomes of them: every copy of every record. */
  Map<Place, List<byte[]>> bring(Disturbance disturbance) throws Exception {
    Map<TopicPartition, Long> begins = ends();
    List<String> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int number = 0; number < FILES; number++) {
      String id = upload(Music.file(number, SECONDS));
      ids.add(id);
      // As long as the id, so that what was made of a file can be compared byte for byte.
      names.add(("file-%0" + (id.length() - 5) + "d").formatted(number));
    }
    disturbance.once();
    try (Witness witness = new Witness(chain.client("operator"), ids, names, begins)) {
      long end = System.currentTimeMillis() + PATIENCE_MILLIS;
      while (!witness.allEnded() && System.currentTimeMillis() < end) {
        Thread.sleep(200);
      }
      Thread.sleep(SETTLE_MILLIS);
      witness.stop();
      assertThat(witness.allEnded()).as("every promised file has its results").isTrue();
      assertThat(witness.aborted()).isEmpty();
      return witness.copies();
    }
  }

  /** Brings a file; the id of the recording that the gateway promises. */
  private String upload(byte[] file) throws IOException, InterruptedException {
    URI address =
        chain
            .address("gateway-service")
            .resolve("/recordings?title=piece&analyses=beats,notes,score");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "audio/wav")
            .POST(HttpRequest.BodyPublishers.ofByteArray(file))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(CREATED);
    String location = answer.headers().firstValue("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** Where the topics of results end now. */
  private Map<TopicPartition, Long> ends() {
    Map<String, Object> settings = new HashMap<>(chain.client("operator"));
    settings.put("enable.auto.commit", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (Topic topic : Witness.RESULTS) {
        consumer
            .partitionsFor(topic.name())
            .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
      }
      return consumer.endOffsets(partitions);
    }
  }
}

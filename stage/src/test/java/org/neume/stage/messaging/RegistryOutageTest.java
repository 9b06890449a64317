package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.RecordingStatus;
import org.neume.stage.Budget;
import org.neume.stage.InputRecord;
import org.neume.stage.OutputRecord;
import org.neume.stage.OutputTail;
import org.neume.stage.PartitionContext;
import org.neume.stage.PartitionRunner;
import org.neume.stage.StageLimits;
import org.neume.stage.StartPoint;
import org.neume.stage.ToyStages;

@DisplayName("A schema registry that does not answer")
class RegistryOutageTest {
  private static final StageLimits LIMITS =
      new StageLimits(1_000, 1 << 20, 1_000, 10, 100, 1 << 16, Duration.ofSeconds(60));

  private final AtomicInteger refusals = new AtomicInteger();
  private final List<OutputRecord> sent = new CopyOnWriteArrayList<>();
  private volatile String schema = "";
  private volatile boolean up = true;

  private void answer(HttpExchange exchange) throws IOException {
    ObjectMapper json = new ObjectMapper();
    String answer = "{\"id\":1}";
    if (exchange.getRequestMethod().equals("POST")) {
      schema = json.readTree(exchange.getRequestBody()).path("schema").asText();
    } else {
      answer = json.createObjectNode().put("schema", schema).toString();
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    if (up) {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    } else {
      refusals.incrementAndGet();
      exchange.sendResponseHeaders(503, -1);
    }
    exchange.close();
  }

  private PartitionRunner<AudioChunk, FeatureBlock> runner(AvroCodec<AudioChunk> inputs) {
    return new PartitionRunner<>(
        new PartitionContext<>(
            ToyStages.later(CompletableFuture::completedFuture),
            inputs,
            new AvroCodec<>(Topics.FEATURES.name(), FeatureBlock.class, Map.of()),
            new AvroCodec<>(Topics.STATUS.name(), RecordingStatus.class, Map.of()),
            Topics.AUDIO.name(),
            0,
            LIMITS,
            new Budget(LIMITS),
            record -> {
              sent.add(record);
              return CompletableFuture.completedFuture((long) sent.size());
            },
            Runnable::run,
            new StageMetrics("toy", "live", new SimpleMeterRegistry(), new Budget(LIMITS))),
        new StartPoint<>(0, 0, 0, new OutputTail<>(Streams.FEATURES)));
  }

  @Test
  @DisplayName("makes inputs wait until it does, in order, and none goes to the dead letters")
  void outage() throws Exception {
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext("/", this::answer);
    registry.start();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Map<String, String> settings =
        Map.of(
            AvroSerializer.FRAMING,
            "confluent",
            AvroSerializer.REGISTRY,
            "http://localhost:" + registry.getAddress().getPort());
    try {
      AvroCodec<AudioChunk> inputs =
          new AvroCodec<>(Topics.AUDIO.name(), AudioChunk.class, settings);
      AssignedPartition partition =
          new AssignedPartition(
              new TopicPartition(Topics.AUDIO.name(), 0),
              1,
              pool,
              new StageMetrics("toy", "live", new SimpleMeterRegistry(), new Budget(LIMITS)),
              (held, offset) -> {},
              () -> {});
      partition.start(0, thread -> runner(inputs));
      List<CompletableFuture<Void>> taken = new CopyOnWriteArrayList<>();
      List<byte[]> values =
          List.of(
              inputs.encode(ToyStages.chunk("a", 0, 1, false)),
              inputs.encode(ToyStages.chunk("a", 1, 2, true)));
      up = false;
      for (byte[] value : values) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        partition.offer(
            new InputRecord(taken.size(), 1_000, "a", value), () -> done.complete(null));
        taken.add(done);
      }
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (refusals.get() < 2 && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      assertThat(refusals.get()).as("attempts").isGreaterThanOrEqualTo(2);
      assertThat(taken).noneMatch(CompletableFuture::isDone);
      assertThat(sent).isEmpty();
      assertThat(partition.commitPoint().get(30, TimeUnit.SECONDS)).isNull();
      up = true;
      for (CompletableFuture<Void> done : taken) {
        done.get(60, TimeUnit.SECONDS);
      }
      assertThat(sent)
          .extracting(OutputRecord::kind)
          .contains(OutputRecord.Kind.OUTPUT)
          .doesNotContain(OutputRecord.Kind.DEAD_LETTER);
      assertThat(sent.get(sent.size() - 1).kind())
          .as("COMPLETED")
          .isEqualTo(OutputRecord.Kind.STATUS);
      partition.revoke(() -> {});
    } finally {
      pool.shutdownNow();
      registry.stop(0);
    }
  }
}

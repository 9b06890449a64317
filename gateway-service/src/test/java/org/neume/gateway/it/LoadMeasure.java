package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Topics;
import org.neume.schemas.record.End;
import org.neume.stage.testing.TestBroker;

/**
 * Measures the packaged gateway under load: {@code -Pload}, as the module's README says. Its figures are for an
 * idle machine; they are printed and not judged.
 */
@DisplayName("The gateway under load")
final class LoadMeasure {
  private static final long MEGABYTE = 1_000_000;
  private static final int UPLOADS = 20;
  private static final int UPLOAD_BYTES = 50_000_000;
  private static final int RECORDINGS = 10;
  private static final int LISTENERS = 500;
  private static final int BLOCKS = 150;
  private static final long BLOCK_MILLIS = 333;
  private static final List<String> FLAGS = List.of("-Xmx160m", "-XX:+UseSerialGC");

  private static List<String> java(String... before) {
    List<String> command = new ArrayList<>(List.of(before));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    return command;
  }

  @Test
  @DisplayName("takes 20 files of 50 MB at once, in how much memory")
  void uploads() throws Exception {
    Path song = Files.createTempFile("neume-load", ".wav");
    Files.write(song, Wav.of(44_100, 2, ResultsIT.noise(21, UPLOAD_BYTES / 2)));
    try (TestBroker broker = TestBroker.start(Topics.PARTITIONS);
        GatewayProcess gateway = GatewayProcess.launch(java(), broker.bootstrap()).whenReady()) {
      Client client = gateway.client();
      long idle = gateway.residentBytes();
      long began = System.nanoTime();
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < UPLOADS; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(client.at("/recordings"))
                .header("Content-Type", "audio/wav")
                .POST(HttpRequest.BodyPublishers.ofFile(song))
                .build();
        answers.add(client.http().sendAsync(request, HttpResponse.BodyHandlers.ofString()));
      }
      long decoders = 0;
      while (!answers.stream().allMatch(CompletableFuture::isDone) || waiting(client) > 0) {
        decoders = Math.max(decoders, gateway.decoderBytes());
        Thread.sleep(100);
      }
      long taken = answers.stream().filter(a -> a.join().statusCode() == 201).count();
      System.out.printf(
          Locale.ROOT,
          "uploads: %d of %d taken and published in %.0f s; memory of the gateway %d MB idle, %d MB at its peak / 350 MB (%s); decoders %d MB beside it%n",
          taken,
          UPLOADS,
          (System.nanoTime() - began) / 1e9,
          idle / MEGABYTE,
          gateway.peakBytes() / MEGABYTE,
          gateway.peakBytes() < 350 * MEGABYTE ? "met" : "MISSED",
          decoders / MEGABYTE);
      assertThat(taken).isEqualTo(UPLOADS);
    } finally {
      Files.delete(song);
    }
  }

  private static long waiting(Client client) {
    return Client.json(client.get("/recordings?limit=200"))
        .path("recordings")
        .findValues("state")
        .stream()
        .filter(state -> state.asText().equals("receiving"))
        .count();
  }

  @Test
  @DisplayName("tells 500 listeners of ten live recordings on one core, how late")
  void listeners() throws Exception {
    try (TestBroker broker = TestBroker.start(Topics.PARTITIONS);
        GatewayProcess gateway =
            GatewayProcess.launch(java("taskset", "-c", "0"), broker.bootstrap()).whenReady();
        PlayedChain chain = new PlayedChain(broker.bootstrap())) {
      Client client = gateway.client();
      Lags lags = new Lags();
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < RECORDINGS; i++) {
        ids.add(client.open("live " + i, 44_100, 1, "PCM16"));
      }
      for (int i = 0; i < LISTENERS; i++) {
        int recording = i % RECORDINGS;
        HttpRequest request =
            HttpRequest.newBuilder(client.at("/recordings/" + ids.get(recording) + "/events"))
                .build();
        var unused =
            client
                .http()
                .sendAsync(
                    request,
                    HttpResponse.BodyHandlers.fromLineSubscriber(new Reader(lags, recording)));
      }
      lags.awaitListeners(LISTENERS);
      for (int block = 0; block < BLOCKS; block++) {
        for (int recording = 0; recording < RECORDINGS; recording++) {
          int place = recording * BLOCKS + block;
          String id = ids.get(recording);
          var unused =
              chain
                  .producer()
                  .send(
                      new ProducerRecord<>(
                          Topics.BEATS.name(),
                          id,
                          PlayedChain.beatBlock(id, "beats", block, End.OPEN)),
                      (metadata, e) -> lags.acknowledged.set(place, System.nanoTime()));
        }
        Thread.sleep(BLOCK_MILLIS);
      }
      Thread.sleep(3_000);
      System.out.println(lags.report());
      assertThat(lags.count.get()).isEqualTo(BLOCKS * LISTENERS);
    }
  }

  /** How long after the broker had each event each listener had it. */
  private static final class Lags {
    private final AtomicLongArray acknowledged = new AtomicLongArray(RECORDINGS * BLOCKS);
    private final AtomicLongArray found = new AtomicLongArray(BLOCKS * LISTENERS);
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger listening = new AtomicInteger();

    void heard(int recording, int block) {
      long at = acknowledged.get(recording * BLOCKS + block);
      found.set(count.getAndIncrement(), at == 0 ? 0 : Math.max(0, System.nanoTime() - at));
    }

    void awaitListeners(int wanted) throws InterruptedException {
      while (listening.get() < wanted) {
        Thread.sleep(20);
      }
    }

    String report() {
      long[] sorted = new long[count.get()];
      Arrays.setAll(sorted, found::get);
      Arrays.sort(sorted);
      return String.format(
          Locale.ROOT,
          "listeners: %d of %d events heard by %d; behind the broker by %.1f ms (half), %.1f ms (99 of 100), %.1f ms at most / 1000 ms (%s)",
          sorted.length,
          BLOCKS * LISTENERS,
          LISTENERS,
          sorted[sorted.length / 2] / 1e6,
          sorted[(int) (sorted.length * 0.99)] / 1e6,
          sorted[sorted.length - 1] / 1e6,
          sorted[sorted.length - 1] < 1_000_000_000L ? "met" : "MISSED");
    }
  }

  /** Reads the lines of a stream. */
  private static final class Reader implements Flow.Subscriber<String> {
    private static final String SEQUENCE = "\"sequence\":";

    private final Lags lags;
    private final int recording;
    private boolean told;

    Reader(Lags lags, int recording) {
      this.lags = lags;
      this.recording = recording;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      // The first event tells that the recording has begun to come in.
      if (line.startsWith("data:") && !told) {
        told = true;
        lags.listening.incrementAndGet();
      }
      int at = line.indexOf(SEQUENCE);
      if (at > 0) {
        int end = line.indexOf(',', at);
        lags.heard(recording, Integer.parseInt(line.substring(at + SEQUENCE.length(), end)));
      }
    }

    @Override
    public void onError(@Nullable Throwable e) {
      System.err.println("a listener was cut off: " + e);
    }

    @Override
    public void onComplete() {}
  }
}

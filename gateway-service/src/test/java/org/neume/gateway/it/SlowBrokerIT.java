package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When the broker is away")
class SlowBrokerIT {
  private static final int RATE = 8_000;
  private static final String OPEN = "{\"title\":\"late\",\"sampleRate\":8000,\"channels\":1}";

  // As ever, but quicker: whoever asks waits for a second, the producer tries for eight.
  private static final String[] SETTINGS = {
    "neume.gateway.acknowledgment=PT1S",
    "kafka.request.timeout.ms=4000",
    "kafka.delivery.timeout.ms=8000",
    "kafka.max.block.ms=4000"
  };

  @Test
  @DisplayName(
      "for longer than whoever asks waits, nothing that was refused comes in for ever, and what was sent is received")
  void longerThanItIsWaitedFor() throws Exception {
    awayFor(3_000, false);
  }

  @Test
  @DisplayName("for longer than the producer tries, a client goes on where the log ends")
  void longerThanTheProducerTries() throws Exception {
    awayFor(14_000, true);
  }

  private static void awayFor(long millis, boolean clientGoesOn) throws Exception {
    try (BrokerProcess broker = BrokerProcess.start();
        GatewayProcess gateway = GatewayProcess.start(broker.bootstrap(), SETTINGS)) {
      Client client = gateway.client();
      byte[] song = Wav.of(RATE, 1, ResultsIT.noise(41, RATE));
      String begun = client.open("begun", RATE, 1, "PCM16");
      byte[] samples = ResultsIT.noise(42, RATE);
      while (expect(200, client.putSamples(begun, 0, samples, false)).path("durable").asLong()
          < RATE) {
        Thread.sleep(20);
      }
      broker.pause();
      CompletableFuture<Void> back =
          CompletableFuture.runAsync(
              () -> {
                try {
                  Thread.sleep(millis);
                  broker.goOn();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      slow(client.post("/recordings?title=late", song, "audio/wav"));
      slow(client.post("/recordings", OPEN));
      slow(client.putSamples(begun, RATE, new byte[0], true));
      back.get(60, TimeUnit.SECONDS);
      String after = whenBack(() -> client.post("/recordings", song, "audio/wav"));
      if (clientGoesOn) {
        whenBack(() -> client.putSamples(begun, RATE, new byte[0], true));
      }
      for (int i = 0; i < 300 && receiving(client) > 0; i++) {
        Thread.sleep(100);
      }
      JsonNode recordings = expect(200, client.get("/recordings")).path("recordings");
      assertThat(receiving(client)).as(recordings.toString()).isZero();
      for (JsonNode recording : recordings) {
        boolean taken = List.of(begun, after).contains(recording.path("id").asText());
        assertThat(recording.path("state").asText())
            .as(recording.toString())
            .isEqualTo(taken ? "processing" : "failed");
        if (!taken) {
          assertThat(recording.path("cause").asText()).contains("send it again");
        }
      }
      assertThat(recordings.findValuesAsText("id")).contains(begun, after);
    }
  }

  private static void slow(HttpResponse<byte[]> answer) {
    expect(503, answer);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  /** Asks again as the gateway says; the id in its answer. */
  private static String whenBack(Supplier<HttpResponse<byte[]>> request) throws Exception {
    HttpResponse<byte[]> answer = request.get();
    for (int i = 0; i < 60 && answer.statusCode() == 503; i++) {
      Thread.sleep(500);
      answer = request.get();
    }
    assertThat(answer.statusCode()).as(Client.text(answer)).isIn(200, 201);
    return Client.json(answer).path("id").asText();
  }

  private static long receiving(Client client) {
    return expect(200, client.get("/recordings"))
        .path("recordings")
        .findValuesAsText("state")
        .stream()
        .filter(state -> state.equals("receiving"))
        .count();
  }
}

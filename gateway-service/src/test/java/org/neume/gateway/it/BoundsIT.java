package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.schemas.Topics;
import org.neume.schemas.record.End;
import org.neume.stage.testing.TestBroker;

@DisplayName("What a gateway holds is bounded")
@ExtendWith(GatewayWorld.class)
class BoundsIT {
  private static final int RATE = 44_100;
  private static final int MEBIBYTE = 1 << 20;

  private final TestBroker broker;
  private final PlayedChain chain;
  private final GatewayProcess other;

  BoundsIT(TestBroker broker, PlayedChain chain, GatewayProcess other) {
    this.broker = broker;
    this.chain = chain;
    this.other = other;
  }

  @Test
  @DisplayName(
      "while 60 clients send 4 MiB of samples each at once, twice as much as it has memory")
  void pieces() throws Exception {
    try (GatewayProcess gateway =
        GatewayProcess.start(
            broker.bootstrap(), "neume.gateway.upload.recordings-per-client=100")) {
      Client client = gateway.client();
      byte[] piece = ResultsIT.noise(31, 2 * MEBIBYTE);
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        String id = client.open("piece " + i, RATE, 1, "PCM16");
        HttpRequest request =
            client
                .request(
                    "/recordings/" + id + "/audio?first=0&last=true",
                    "Content-Type",
                    "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(piece))
                .build();
        answers.add(client.http().sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()));
      }
      for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
        expect(200, answer.get(60, TimeUnit.SECONDS));
      }
      assertThat(gateway.log()).doesNotContain("OutOfMemoryError");
    }
  }

  @Test
  @DisplayName("while a WebSocket brings more than is taken: the client has to wait")
  void flood() throws Exception {
    try (GatewayProcess gateway =
        GatewayProcess.start(broker.bootstrap(), "neume.gateway.upload.bytes-per-second=1M")) {
      String id = gateway.client().open("flood", RATE, 1, "PCM16");
      try (Wire wire = Wire.to(gateway.port())) {
        assertThat(wire.upgrade("/recordings/" + id + "/audio")).startsWith("HTTP/1.1 101");
        Thread.sleep(500);
        long sent = wire.flood(TimeUnit.SECONDS.toNanos(4));
        assertThat(sent)
            .as("bytes, of which the network itself holds up to 10 MiB")
            .isLessThan(24L * MEBIBYTE);
      }
      assertThat(expect(200, gateway.client().get("/recordings/" + id)).path("state").asText())
          .isEqualTo("receiving");
    }
  }

  @Test
  @DisplayName("in seconds for bare samples too: a recording ends at its longest, and is one")
  void longest() throws Exception {
    try (GatewayProcess gateway =
        GatewayProcess.start(broker.bootstrap(), "neume.gateway.upload.length=PT2S")) {
      Client client = gateway.client();
      byte[] samples = ResultsIT.noise(32, 3 * RATE);
      String put = client.open("put", RATE, 1, "PCM16");
      expect(413, client.putSamples(put, 0, samples, false));
      String spoken = client.open("spoken", RATE, 1, "PCM16");
      SampleSender sender = SampleSender.to(client, spoken);
      sender.send(samples, 0, 3 * RATE);
      assertThat(sender.closed().get(20, TimeUnit.SECONDS)).isEqualTo(4_413);
      for (String id : List.of(put, spoken)) {
        TopicSamples found = TopicSamples.whenEnded(broker.bootstrap(), id);
        assertThat(found.bytes()).isEqualTo(Arrays.copyOf(samples, 4 * RATE));
        assertThat(found.end()).isEqualTo(End.COMPLETE);
        assertThat(expect(200, client.get("/recordings/" + id)).path("stages").toString())
            .contains("completed");
      }
    }
  }

  @Test
  @DisplayName("in recordings of a client, those that it brings from another gateway among them")
  void resumed() throws Exception {
    String one = other.client().open("one", RATE, 1, "PCM16");
    String two = other.client().open("two", RATE, 1, "PCM16");
    try (GatewayProcess gateway =
        GatewayProcess.start(broker.bootstrap(), "neume.gateway.upload.recordings-per-client=1")) {
      Client client = gateway.client();
      expect(200, client.putSamples(one, 0, new byte[2], false));
      expect(200, client.putSamples(one, 1, new byte[2], false));
      HttpResponse<byte[]> refused = client.putSamples(two, 0, new byte[2], false);
      expect(429, refused);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(SampleSender.to(client, two).closed().get(20, TimeUnit.SECONDS)).isEqualTo(4_429);
      expect(200, client.putSamples(one, 2, new byte[0], true));
      expect(200, client.putSamples(two, 0, new byte[2], true));
    }
  }

  @Test
  @DisplayName("in what waits for a listener that stops reading: its connection is ended")
  void listeners() throws Exception {
    try (GatewayProcess gateway =
        GatewayProcess.start(
            broker.bootstrap(),
            "neume.gateway.events.slow=PT2S",
            "neume.gateway.events.heartbeat=PT1S")) {
      String id = gateway.client().open("much", RATE, 1, "PCM16");
      try (Wire events = Wire.to(gateway.port());
          Wire socket = Wire.to(gateway.port());
          EventListener listener = EventListener.to(gateway.client(), id, null, "")) {
        events.readNothing();
        events.head("GET /recordings/" + id + "/events");
        socket.readNothing();
        socket.upgradeUnread("/recordings/" + id + "/events");
        until(gateway, "neume_gateway_listeners 3.0");
        // More than the connections' buffers hold, at 1.5 kB an event.
        int blocks = 6_000;
        for (int block = 0; block < blocks; block++) {
          var unused =
              chain
                  .producer()
                  .send(
                      new ProducerRecord<>(
                          Topics.BEATS.name(),
                          id,
                          PlayedChain.beatBlock(id, "beats", block, End.OPEN)));
        }
        listener.until(told -> told.size() == blocks + 1);
        until(gateway, "neume_gateway_listeners 1.0");
        assertThat(events.endsWithin(30)).as("events end").isTrue();
        assertThat(socket.endsWithin(30)).as("the WebSocket ends").isTrue();
      }
    }
  }

  private static void until(GatewayProcess gateway, String metric) throws Exception {
    for (int i = 0; i < 300; i++) {
      if (Client.text(gateway.client().get("/q/metrics")).contains(metric)) {
        return;
      }
      Thread.sleep(100);
    }
    assertThat(Client.text(gateway.client().get("/q/metrics"))).contains(metric);
  }
}

package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.schemas.record.End;
import org.neume.stage.testing.TestBroker;

@DisplayName("Access to a gateway")
@ExtendWith(GatewayWorld.class)
class AccessIT {
  private static final int RATE = 44_100;

  private final TestBroker broker;
  private final PlayedChain chain;

  AccessIT(TestBroker broker, PlayedChain chain) {
    this.broker = broker;
    this.chain = chain;
  }

  @Test
  @DisplayName("is for those with a key, each to their own recordings")
  void keys() throws Exception {
    try (GatewayProcess gateway =
        GatewayProcess.start(
            broker.bootstrap(),
            "neume.gateway.access.keys.ann=" + sha256("key of ann"),
            "neume.gateway.access.keys.bob=" + sha256("key of bob"))) {
      Client ann = new Client(gateway.port(), "key of ann");
      Client bob = new Client(gateway.port(), "key of bob");
      String id = ann.open("of ann", RATE, 1, "PCM16");
      String self = "/recordings/" + id;
      chain.beats(id, "beats", 0, End.COMPLETE);
      for (Client stranger : List.of(gateway.client(), new Client(gateway.port(), "no key"))) {
        for (String path : List.of("/recordings", self, self + "/events", self + "/beats.json")) {
          HttpResponse<byte[]> refused = stranger.get(path);
          expect(401, refused);
          assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
          assertThat(refused.headers().firstValue("Content-Type").orElse(""))
              .startsWith("application/problem+json");
        }
        expect(401, stranger.post("/recordings", "{\"sampleRate\":8000,\"channels\":1}"));
        expect(401, stranger.putSamples(id, 0, new byte[2], false));
      }
      for (String path : List.of("", "/events", "/beats.json", "/audio.wav", "/corrections")) {
        expect(404, bob.get(self + path));
      }
      expect(404, bob.putSamples(id, 0, new byte[2], false));
      expect(404, bob.post(self + "/corrections", "{\"base\":0,\"constraints\":[]}"));
      assertThat(expect(200, bob.get("/recordings")).path("recordings")).isEmpty();
      assertThat(expect(200, ann.get("/recordings")).path("recordings")).hasSize(1);
      expect(200, ann.get(self));
      expect(200, ann.get("/q/health/ready"));
    }
  }

  @Test
  @DisplayName("is limited for each client, who is told when to come again")
  void limits() throws Exception {
    try (GatewayProcess gateway =
        GatewayProcess.start(
            broker.bootstrap(),
            "neume.gateway.upload.recordings-per-client=2",
            "neume.gateway.upload.bytes-per-second=1M",
            "neume.gateway.events.listeners-per-client=2",
            "neume.gateway.events.slow=PT2S",
            "neume.gateway.events.heartbeat=PT1S")) {
      Client client = gateway.client();
      String id = client.open("one", RATE, 1, "PCM16");
      String other = client.open("two", RATE, 1, "PCM16");
      tooMany(client.post("/recordings", "{\"sampleRate\":8000,\"channels\":1}"));
      tooMany(client.post("/recordings", Wav.of(8_000, 1, new byte[2_000]), "audio/wav"));
      expect(200, client.putSamples(other, 0, new byte[2], true));
      String third = client.open("three", RATE, 1, "PCM16");
      long before = System.nanoTime();
      expect(200, client.putSamples(third, 0, new byte[3 << 20], true));
      assertThat((System.nanoTime() - before) / 1e9)
          .as("seconds for 3 MiB at 1 MiB a second, one second's worth ahead")
          .isBetween(1.8, 10.0);

      List<EventListener> listeners = new ArrayList<>();
      listeners.add(EventListener.to(client, id, null, ""));
      listeners.add(EventListener.to(client, id, null, ""));
      tooMany(client.get("/recordings/" + id + "/events"));
      listeners.remove(0).close();
      listeners.add(whenThereIsRoom(client, id));
      for (EventListener listener : listeners) {
        listener.close();
      }
    }
  }

  /** The gateway learns that a listener is gone when it writes to it: at the next sign of life. */
  private static EventListener whenThereIsRoom(Client client, String id) throws Exception {
    AssertionError refused = new AssertionError("there is no room");
    for (int i = 0; i < 100; i++) {
      try {
        return EventListener.to(client, id, null, "");
      } catch (AssertionError e) {
        refused = e;
        Thread.sleep(100);
      }
    }
    throw refused;
  }

  private static void tooMany(HttpResponse<byte[]> answer) {
    expect(429, answer);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  static String sha256(String key) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
  }
}

package org.neume.gateway.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.stage.testing.ExportedMeters;
import org.neume.stage.testing.TestBroker;

@DisplayName("Whoever watches a gateway")
@ExtendWith(GatewayWorld.class)
class WatchedGatewayIT {
  private static final String TITLE = "Unser Lied (Demo 3)";

  @Test
  @DisplayName("finds the meters that dashboards and alerts know, under these names")
  void meters(GatewayProcess gateway) throws Exception {
    String scrape = Client.text(gateway.client().get("/q/metrics"));
    assertThat(ExportedMeters.exported(scrape, "neume_"))
        .isEqualTo(ExportedMeters.listed("gateway"));
    assertThat(scrape).contains("neume_gateway_ready 1.0");
  }

  @Test
  @DisplayName("reads no person's file name or title in its log, whatever becomes of the file")
  void titles(TestBroker broker) throws Exception {
    try (GatewayProcess gateway =
        GatewayProcess.start(
            broker.bootstrap(), "quarkus.log.category.\"org.neume\".level=DEBUG")) {
      byte[] song = Wav.of(8_000, 1, ResultsIT.noise(31, 8_000));
      byte[] damaged = "fLaC and nothing else".getBytes(UTF_8);
      String query = "/recordings?title=" + URLEncoder.encode(TITLE, UTF_8);
      for (byte[] body : List.of(song, damaged)) {
        until(
            gateway,
            expect(201, gateway.client().post(query, body, "audio/wav")).path("id").asText());
      }
      String boundary = UUID.randomUUID().toString();
      byte[] form =
          "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s.wav\"\r\n\r\nno audio\r\n--%s--\r\n"
              .formatted(boundary, TITLE, boundary)
              .getBytes(UTF_8);
      gateway.client().post("/recordings", form, "multipart/form-data; boundary=" + boundary);
      gateway.client().open(TITLE, 8_000, 1, "PCM16");
      assertThat(gateway.log()).isNotBlank().doesNotContain("Unser", "Demo 3");
    }
  }

  private static void until(GatewayProcess gateway, String id) throws InterruptedException {
    JsonNode recording = expect(200, gateway.client().get("/recordings/" + id));
    for (int i = 0; i < 300 && recording.path("state").asText().equals("receiving"); i++) {
      Thread.sleep(100);
      recording = expect(200, gateway.client().get("/recordings/" + id));
    }
  }
}

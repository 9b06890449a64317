package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.stage.testing.TestBroker;

@DisplayName("Pages of other sites")
@ExtendWith(GatewayWorld.class)
class OriginsIT {
  private static final String FOREIGN = "Origin: https://evil.example";

  private final TestBroker broker;
  private final GatewayProcess gateway;

  OriginsIT(TestBroker broker, GatewayProcess gateway) {
    this.broker = broker;
    this.gateway = gateway;
  }

  private static String answer(int port, String request, String... headers) throws IOException {
    try (Wire wire = Wire.to(port)) {
      wire.head(request, headers);
      return wire.answer();
    }
  }

  @Test
  @DisplayName("reach no address of a gateway that lets in whoever is on this machine")
  void kept() throws Exception {
    String id = gateway.client().open("here", 44_100, 1, "PCM16");
    String self = "/recordings/" + id;
    for (String request :
        List.of(
            "GET /recordings",
            "GET " + self + "/events",
            "POST /recordings",
            "DELETE " + self,
            "POST " + self + "/corrections")) {
      assertThat(answer(gateway.port(), request, FOREIGN, "Content-Length: 0"))
          .as(request)
          .startsWith("HTTP/1.1 403")
          .contains("application/problem+json");
    }
    assertThat(
            answer(
                gateway.port(),
                "POST /recordings",
                FOREIGN,
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Length: 100"))
        .startsWith("HTTP/1.1 403");
    for (String socket : List.of(self + "/events", self + "/audio")) {
      assertThat(
              answer(
                  gateway.port(),
                  "GET " + socket,
                  FOREIGN,
                  "Connection: Upgrade",
                  "Upgrade: websocket",
                  "Sec-WebSocket-Version: 13",
                  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="))
          .as("WebSocket " + socket)
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  @DisplayName("ask where an operator names them, and read what an answer's headers say")
  void named() throws Exception {
    try (GatewayProcess open =
        GatewayProcess.start(
            broker.bootstrap(),
            "quarkus.http.cors.enabled=true",
            "quarkus.http.cors.origins=https://friend.example")) {
      String preflight =
          answer(
              open.port(),
              "OPTIONS /recordings",
              "Origin: https://friend.example",
              "Access-Control-Request-Method: POST",
              "Access-Control-Request-Headers: content-type");
      assertThat(preflight)
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("access-control-allow-origin: https://friend.example")
          .containsIgnoringCase("access-control-allow-methods:");
      assertThat(answer(open.port(), "GET /recordings", "Origin: https://friend.example"))
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("access-control-expose-headers:")
          .contains("Location")
          .contains("Neume-Revision");
      assertThat(answer(open.port(), "GET /recordings", FOREIGN))
          .doesNotContainIgnoringCase("access-control-allow-origin: https://evil.example");
    }
  }

  @Test
  @DisplayName("can neither frame what is answered nor guess its kind")
  void framed() throws Exception {
    for (String path : List.of("/", "/api", "/recordings", "/recordings/none")) {
      assertThat(answer(gateway.port(), "GET " + path))
          .as(path)
          .containsIgnoringCase("x-frame-options: DENY")
          .containsIgnoringCase("x-content-type-options: nosniff");
    }
  }

  @Test
  @DisplayName("and others bring no form without a key, nor is anything of it kept")
  void forms() throws Exception {
    try (GatewayProcess guarded =
        GatewayProcess.start(
            broker.bootstrap(), "neume.gateway.access.keys.ann=" + AccessIT.sha256("key of ann"))) {
      String head = "Content-Type: multipart/form-data; boundary=x";
      String large = "Content-Length: 100000000";
      // Refused before a byte of it was sent.
      assertThat(answer(guarded.port(), "POST /recordings", head, large))
          .startsWith("HTTP/1.1 401")
          .contains("application/problem+json");
      assertThat(
              answer(
                  guarded.port(), "POST /recordings", head, large, "Authorization: Bearer wrong"))
          .startsWith("HTTP/1.1 401");
      Client ann = new Client(guarded.port(), "key of ann");
      byte[] song = Wav.of(8_000, 1, new byte[16_000]);
      String id =
          expect(
                  201,
                  ann.post(
                      "/recordings?title=asked&analyses=beats",
                      form(song),
                      "multipart/form-data; boundary=x"))
              .path("id")
              .asText();
      assertThat(expect(200, ann.get("/recordings/" + id)).path("title").asText())
          .as("parameters count for forms, too")
          .isEqualTo("asked");
    }
  }

  private static byte[] form(byte[] song) throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.write(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"song.wav\"\r\nContent-Type: audio/wav\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    form.write(song);
    form.write("\r\n--x--\r\n".getBytes(StandardCharsets.US_ASCII));
    return form.toByteArray();
  }
}

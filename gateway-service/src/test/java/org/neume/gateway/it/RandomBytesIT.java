package org.neume.gateway.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.stage.testing.TestBroker;

@DisplayName("10,000 random bytes are answered in words, and fail nothing,")
@ExtendWith(GatewayWorld.class)
class RandomBytesIT extends TightGateway {
  private static final int BYTES = 10_000;

  private final Random random = new Random(20);

  RandomBytesIT(TestBroker broker) {
    super(broker);
  }

  @Test
  @DisplayName("in every part of an address")
  void addresses() throws Exception {
    String id = client().open("random", 8_000, 1, "PCM16");
    for (String place :
        List.of(
            "GET /%s",
            "GET /recordings?limit=%s",
            "GET /recordings/%s",
            "GET /recordings/%s/events",
            "GET /recordings/" + id + "/%s",
            "GET /recordings/" + id + "/beats.json?revision=%s",
            "GET /recordings/" + id + "/events?after=%s",
            "GET /recordings/" + id + "/events?until=%s",
            "POST /recordings?title=%s",
            "POST /recordings?analyses=%s",
            "POST /recordings?tempo=%s",
            "POST /recordings?beatsPerBar=%s",
            "POST /recordings/%s/corrections",
            "PUT /recordings/" + id + "/audio?first=%s",
            "PUT /recordings/" + id + "/audio?first=0&last=%s",
            "PUT /recordings/%s/audio?first=0")) {
      for (int length : new int[] {1, 30, BYTES}) {
        try (Wire wire = Wire.to(gateway().port())) {
          wire.head(
              place.formatted(escaped(length)), "Content-Length: 4", "Content-Type: audio/wav");
          wire.send(bytes(4), 0, 4);
          checked(place, wire.answer());
        }
      }
    }
    nothingFailed();
  }

  @Test
  @DisplayName("in headers")
  void headers() throws Exception {
    String id = client().open("random", 8_000, 1, "PCM16");
    for (String header :
        List.of(
            "Last-Event-ID",
            "Range",
            "If-None-Match",
            "If-Range",
            "Accept",
            "Authorization",
            "X-API-Key",
            "Cookie",
            "Content-Type")) {
      for (int i = 0; i < 3; i++) {
        String noise = new String(bytes(BYTES), ISO_8859_1).replaceAll("[^ -~\\x80-\\xFF]", "");
        try (Wire wire = Wire.to(gateway().port())) {
          wire.head("GET /recordings/" + id + "/beats.json", header + ": " + noise);
          checked(header, wire.answer());
        }
      }
    }
    nothingFailed();
  }

  @Test
  @DisplayName("as bodies and in every field of those")
  void bodies() throws Exception {
    String id = client().open("random", 8_000, 1, "PCM16");
    String corrections = "/recordings/" + id + "/corrections";
    for (String path : List.of("/recordings", corrections)) {
      for (int i = 0; i < 20; i++) {
        byte[] noise = bytes(BYTES);
        noise[0] = i % 2 == 0 ? (byte) '{' : noise[0];
        refused(400, client().post(path, noise, "application/json"));
        HttpResponse<byte[]> audio = client().post("/recordings", noise, "audio/wav");
        assertThat(audio.statusCode()).isIn(201, 415);
      }
    }
    for (String body :
        List.of(
            "{\"title\":%s,\"sampleRate\":8000,\"channels\":1}",
            "{\"format\":%s,\"sampleRate\":8000,\"channels\":1}",
            "{\"analyses\":[%s],\"sampleRate\":8000,\"channels\":1}",
            "{\"analyses\":%s,\"sampleRate\":8000,\"channels\":1}",
            "{\"tempo\":%s,\"sampleRate\":8000,\"channels\":1}",
            "{\"beatsPerBar\":%s,\"sampleRate\":8000,\"channels\":1}",
            "{\"live\":%s,\"sampleRate\":8000,\"channels\":1}",
            "{\"sampleRate\":%s,\"channels\":1}",
            "{\"sampleRate\":8000,\"channels\":%s}",
            "{%s:1,\"sampleRate\":8000,\"channels\":1}")) {
      fields("/recordings", body);
    }
    for (String body :
        List.of(
            "{\"base\":%s,\"constraints\":[]}",
            "{\"base\":0,\"latest\":%s,\"constraints\":[]}",
            "{\"base\":0,\"constraints\":%s}",
            "{\"base\":0,\"constraints\":[{\"kind\":%s}]}",
            "{\"base\":0,\"constraints\":[{\"kind\":\"beat\",\"time\":%s}]}",
            "{\"base\":0,\"constraints\":[{\"kind\":\"meter\",\"beatsPerBar\":%s}]}",
            "{\"base\":0,\"constraints\":[{\"kind\":\"tempo\",\"minimum\":%s}]}")) {
      fields(corrections, body);
    }
    refused(400, client().post("/recordings", "{\"title\":" + "[".repeat(5_000)));
    refused(400, client().post("/recordings", "{\"sampleRate\":" + "9".repeat(2_000) + "}"));
    nothingFailed();
  }

  /** Sends noise as a string, and as digits. */
  private void fields(String path, String body) throws JsonProcessingException {
    String noise = new String(bytes(BYTES), ISO_8859_1);
    String quoted = new ObjectMapper().writeValueAsString(noise);
    String digits = "-" + noise.replaceAll("[^1-9]", "");
    for (String value : List.of(quoted, digits, "1e" + digits)) {
      HttpResponse<byte[]> answer = client().post(path, body.formatted(value));
      assertThat(answer.statusCode()).as(body).isIn(201, 400, 409);
      assertThat(Client.text(answer)).as(body).doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  @DisplayName("in the parts of a form")
  void forms() {
    byte[] song = Wav.of(8_000, 1, ResultsIT.noise(25, 800));
    String form = new String(ContractIT.form(song), ISO_8859_1);
    for (String part : List.of("song.wav", "Form", "audio/wav", "name=\"title\"")) {
      for (int i = 0; i < 3; i++) {
        String noise = new String(bytes(BYTES), ISO_8859_1);
        HttpResponse<byte[]> answer =
            client()
                .post(
                    "/recordings",
                    form.replace(part, noise).getBytes(ISO_8859_1),
                    "multipart/form-data; boundary=edge");
        assertThat(answer.statusCode()).as(part + Client.text(answer)).isIn(201, 400, 413, 415);
      }
    }
    nothingFailed();
  }

  @Test
  @DisplayName("over WebSockets")
  void sockets() throws Exception {
    String id = client().open("random", 8_000, 1, "PCM16");
    for (String path : List.of("/recordings/" + id + "/audio", "/recordings/" + id + "/events")) {
      for (int i = 0; i < 5; i++) {
        try (Wire wire = Wire.to(gateway().port())) {
          assertThat(wire.upgrade(path)).startsWith("HTTP/1.1 101");
          wire.send(bytes(BYTES), 0, BYTES);
          assertThat(wire.endsWithin(20)).as(path).isTrue();
        }
      }
      try (Wire wire = Wire.to(gateway().port())) {
        checked(path, wire.upgrade(path + "?after=" + escaped(BYTES)));
      }
    }
    nothingFailed();
  }

  private void nothingFailed() {
    assertThat(gateway().alive()).isTrue();
    assertThat(gateway().log())
        .doesNotContain("a request failed", "a connection failed", "Exception in thread");
  }

  /** An answer that is no failure, and is a problem in words where it is a refusal. */
  private static void checked(String place, String answer) {
    assertThat(answer).as(place).startsWith("HTTP/1.1 ");
    int status = Integer.parseInt(answer.substring(9, 12));
    assertThat(status).as(place + ": " + answer).isLessThan(500);
    if (status >= 400) {
      assertThat(answer).as(place).contains("application/problem+json");
    }
    assertThat(answer).as(place).doesNotContain("\tat ", "Exception");
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** As many random bytes as an address has them. */
  private String escaped(int count) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes(count)) {
      text.append("%%%02X".formatted(b & 0xFF));
    }
    return text.toString();
  }
}

package org.neume.gateway.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.stage.testing.TestBroker;

@DisplayName("A gateway that is sent what nobody should send")
@ExtendWith(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputIT {
  private static final int RATE = 44_100;
  private static final long MEBIBYTE = 1 << 20;

  private final TestBroker broker;
  private GatewayProcess gateway;
  private Client client;

  HostileInputIT(TestBroker broker) {
    this.broker = broker;
  }

  @BeforeAll
  void start() throws Exception {
    gateway =
        GatewayProcess.start(
            broker.bootstrap(),
            "neume.gateway.upload.bytes=2M",
            "neume.gateway.upload.length=PT10M",
            "neume.gateway.upload.patience=PT2S",
            "neume.gateway.upload.recordings-per-client=1000");
    client = gateway.client();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  @DisplayName("keeps nothing of an upload that breaks off, and knows no recording of it")
  void brokenOff() throws Exception {
    int before = recordings();
    byte[] song = Wav.of(RATE, 1, ResultsIT.noise(13, RATE));
    for (String type : List.of("audio/wav", "multipart/form-data; boundary=edge")) {
      byte[] body = type.startsWith("audio") ? song : ContractIT.form(song);
      try (Wire wire = Wire.to(gateway.port())) {
        wire.head("POST /recordings", "Content-Type: " + type, "Content-Length: " + body.length);
        wire.send(body, 0, body.length / 2);
        Thread.sleep(300);
      }
    }
    for (int i = 0; i < 100 && files() > 1; i++) {
      Thread.sleep(50);
    }
    assertThat(files()).as("files beside the lock").isEqualTo(1);
    assertThat(recordings()).isEqualTo(before);
  }

  @Test
  @DisplayName("ends an upload that only drips, with an answer")
  void dripping() throws Exception {
    byte[] song = Wav.of(RATE, 1, ResultsIT.noise(14, RATE));
    try (Wire wire = Wire.to(gateway.port())) {
      wire.head("POST /recordings", "Content-Type: audio/wav", "Content-Length: " + song.length);
      String answer = "";
      for (int at = 0; at < 60 && answer.isEmpty(); at++) {
        wire.send(song, 20 * at, 20);
        Thread.sleep(100);
        answer = wire.received();
      }
      assertThat(answer).startsWith("HTTP/1.1 408").contains("application/problem+json");
    }
  }

  @Test
  @DisplayName("refuses what is too large, so that the client hears it")
  void tooLarge() throws Exception {
    byte[] song = Wav.of(RATE, 1, ResultsIT.noise(15, 3 * (int) MEBIBYTE));
    refused(413, client.post("/recordings", song, "audio/wav"));
    refused(
        413,
        client.post("/recordings", ContractIT.form(song), "multipart/form-data; boundary=edge"));
    String many = "{\"base\":0,\"constraints\":[" + " ".repeat(3 << 20) + "]}";
    refused(413, client.post("/recordings/none/corrections", many));
  }

  @Test
  @DisplayName("lets a file that promises more than it may decode fail alone, with a cause")
  void bombs() throws Exception {
    long before = gateway.residentBytes();
    // At 1,000 Hz it lasts for fifteen minutes; the others are no audio behind their first bytes.
    List<byte[]> bombs = new ArrayList<>();
    bombs.add(Wav.of(1_000, 1, ResultsIT.noise(16, 900_000)));
    byte[] noise = ResultsIT.noise(18, RATE);
    System.arraycopy("fLaC".getBytes(UTF_8), 0, noise, 0, 4);
    bombs.add(noise);
    bombs.add(("ID3" + "\0".repeat(5_000)).getBytes(ISO_8859_1));
    for (byte[] bomb : bombs) {
      String id =
          expect(201, client.post("/recordings?title=bomb", bomb, "audio/wav")).path("id").asText();
      JsonNode recording = expect(200, client.get("/recordings/" + id));
      for (int i = 0; i < 300 && !recording.path("state").asText().equals("failed"); i++) {
        Thread.sleep(100);
        recording = expect(200, client.get("/recordings/" + id));
      }
      assertThat(recording.path("state").asText()).as(recording.toString()).isEqualTo("failed");
      assertThat(recording.path("cause").asText()).isNotBlank().doesNotContain("\n", "Exception");
    }
    byte[] promise = Wav.promising(RATE, 1, ResultsIT.noise(17, RATE), Integer.MAX_VALUE - 100);
    String id = expect(201, client.post("/recordings", promise, "audio/wav")).path("id").asText();
    assertThat(TopicSamples.whenEnded(broker.bootstrap(), id).bytes())
        .as("of thirteen hours promised, what there is")
        .hasSize(2 * RATE);
    assertThat(gateway.residentBytes() - before).isLessThan(120 * MEBIBYTE);
    assertThat(gateway.alive()).isTrue();
  }

  @Test
  @DisplayName("takes names as words, whatever they are")
  void names() throws Exception {
    byte[] song = Wav.of(8_000, 1, ResultsIT.noise(19, 800));
    for (String name :
        List.of(
            "../../etc/passwd",
            "..%2f..%2fetc%2fpasswd",
            "a%00b",
            "a%0d%0aSet-Cookie:%20x=y",
            "%ff%fe%fd",
            "x".repeat(4_000),
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "%F0%9F%8E%B5".repeat(300))) {
      JsonNode made =
          expect(201, client.post("/recordings?title=" + name, song, "application/octet-stream"));
      assertThat(made.path("title").asText()).hasSizeLessThanOrEqualTo(400);
      assertThat(made.path("title").asText()).doesNotContainPattern("\\p{Cntrl}");
      String id = made.path("id").asText();
      assertThat(expect(200, client.get("/recordings/" + id)).path("title"))
          .isEqualTo(made.path("title"));
    }
    String lone = "{\"title\":\"\\ud800 \\u0000\",\"sampleRate\":8000,\"channels\":1}";
    expect(201, client.post("/recordings", lone));
    byte[] form =
        new String(ContractIT.form(song), ISO_8859_1)
            .replace("song.wav", "../../../tmp/" + "y".repeat(10_000))
            .getBytes(ISO_8859_1);
    expect(201, client.post("/recordings", form, "multipart/form-data; boundary=edge"));
    for (String path :
        List.of("/recordings/..%2f..%2fetc", "/recordings/%00", "/recordings/a%0d")) {
      refused(404, client.get(path));
    }
    assertThat(files()).isPositive();
    assertThat(gateway.spool().toFile().list()).containsOnly("decoder", "files-0");
  }

  @Test
  @DisplayName("answers random bytes in every place with a problem in words, and never fails")
  void randomBytes() throws Exception {
    Random random = new Random(20);
    String id = client.open("random", 8_000, 1, "PCM16");
    List<String> places =
        List.of(
            "GET /recordings?limit=%s",
            "GET /recordings/%s",
            "GET /recordings/%s/events",
            "GET /recordings/" + id + "/%s",
            "GET /recordings/" + id + "/beats.json?revision=%s",
            "GET /recordings/" + id + "/events?after=%s",
            "GET /recordings/" + id + "/events?until=%s",
            "GET /%s",
            "POST /recordings?analyses=%s",
            "POST /recordings/%s/corrections",
            "PUT /recordings/" + id + "/audio?first=%s",
            "PUT /recordings/%s/audio?first=0");
    for (String place : places) {
      for (int length : new int[] {1, 30, 3_000}) {
        String noise = escaped(random, length);
        try (Wire wire = Wire.to(gateway.port())) {
          wire.head(place.formatted(noise), "Content-Length: 4", "Content-Type: audio/wav");
          wire.send(bytes(random, 4), 0, 4);
          checked(place, wire.answer());
        }
      }
    }
    for (String header :
        List.of("Last-Event-ID", "Range", "If-None-Match", "Accept", "Content-Type")) {
      for (int i = 0; i < 5; i++) {
        String noise =
            new String(bytes(random, 3_000), ISO_8859_1).replaceAll("[^ -~\\x80-\\xFF]", "");
        try (Wire wire = Wire.to(gateway.port())) {
          wire.head("GET /recordings/" + id + "/beats.json", header + ": " + noise);
          checked(header, wire.answer());
        }
      }
    }
    for (String path : List.of("/recordings", "/recordings/" + id + "/corrections")) {
      for (int i = 0; i < 20; i++) {
        byte[] noise = bytes(random, 10_000);
        noise[0] = i % 2 == 0 ? (byte) '{' : noise[0];
        refused(400, client.post(path, noise, "application/json"));
        HttpResponse<byte[]> audio = client.post("/recordings", noise, "audio/wav");
        assertThat(audio.statusCode()).isIn(201, 415);
      }
    }
    refused(400, client.post("/recordings", "{\"title\":" + "[".repeat(5_000)));
    refused(400, client.post("/recordings", "{\"sampleRate\":" + "9".repeat(2_000) + "}"));
    assertThat(gateway.log()).doesNotContain("a request failed", "Exception in thread");
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

  private static void refused(int status, HttpResponse<byte[]> answer) {
    expect(status, answer);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(answer.uri().toString())
        .startsWith("application/problem+json");
  }

  private int recordings() {
    return expect(200, client.get("/recordings?limit=200")).path("recordings").size();
  }

  private int files() {
    String[] files = gateway.spool().resolve("files-0").toFile().list();
    return files == null ? 0 : files.length;
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String escaped(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes(random, count / 3 + 1)) {
      text.append("%%%02X".formatted(b & 0xFF));
    }
    return text.toString();
  }
}

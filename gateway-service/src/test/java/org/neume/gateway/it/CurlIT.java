package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neume.stage.testing.TestBroker;

@DisplayName("With curl alone, as the README has it,")
@ExtendWith(GatewayWorld.class)
class CurlIT {
  private static final int RATE = 44_100;

  private final TestBroker broker;
  private final PlayedChain chain;
  private final String at;
  private final OpenApi api;
  @TempDir private Path folder;

  CurlIT(TestBroker broker, PlayedChain chain, GatewayProcess gateway) {
    this.broker = broker;
    this.chain = chain;
    this.at = "http://localhost:" + gateway.port();
    this.api = new OpenApi(gateway.client());
  }

  /**
   * What curl was answered.
   *
   * @param latin the body, each byte a character
   */
  private record Answer(int status, String type, String latin) {
    byte[] body() {
      return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  @BeforeAll
  static void isThere() {
    try {
      assumeTrue(new ProcessBuilder("curl", "--version").start().waitFor() == 0);
    } catch (IOException | InterruptedException e) {
      assumeTrue(false, "these tests need curl: install it to run them");
    }
  }

  private Answer curl(String... arguments) throws Exception {
    Path body = folder.resolve("answer");
    Files.deleteIfExists(body);
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "60"));
    command.addAll(List.of("-o", body.toString(), "-w", "%{http_code}\n%{content_type}\n"));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    List<String> lines = said.lines().toList();
    return new Answer(
        Integer.parseInt(lines.get(0)),
        lines.size() < 2 ? "" : lines.get(1),
        Files.exists(body) ? Files.readString(body, StandardCharsets.ISO_8859_1) : "");
  }

  private JsonNode checked(int status, String method, String path, Answer answer) {
    assertThat(answer.status())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return api.check(method, path, answer.status(), answer.type(), answer.body());
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @Test
  @DisplayName("files come in as bodies, as forms and from a pipe")
  void files() throws Exception {
    byte[] song = Wav.of(RATE, 2, ResultsIT.noise(61, 2 * 15 * RATE));
    String data = "@" + file("song.wav", song);
    String recordings = at + "/recordings";
    List<Answer> answers =
        List.of(
            curl("--data-binary", data, "-H", "Content-Type: audio/wav", recordings + "?title=S"),
            curl("-F", "file=" + data, "-F", "title=S", recordings),
            curl(
                "-X",
                "POST",
                "-T",
                data.substring(1),
                "-H",
                "Content-Type: audio/wav",
                "-H",
                "Transfer-Encoding: chunked",
                recordings + "?title=S"));
    for (Answer answer : answers) {
      JsonNode made = checked(201, "POST", "/recordings", answer);
      assertThat(made.path("title").asText()).isEqualTo("S");
      TopicSamples found = TopicSamples.whenEnded(broker.bootstrap(), made.path("id").asText());
      assertThat(found.bytes()).isEqualTo(Arrays.copyOfRange(song, Wav.HEADER, song.length));
    }
    String text = "@" + file("text.txt", "no music".getBytes(StandardCharsets.UTF_8));
    checked(
        415,
        "POST",
        "/recordings",
        curl("--data-binary", text, "-H", "Content-Type: audio/wav", recordings));
    checked(415, "POST", "/recordings", curl("--data-binary", text, recordings));
  }

  @Test
  @DisplayName(
      "samples come in, and results go out, whole, in part, or not at all where they are there")
  void wholeWay() throws Exception {
    String json = "Content-Type: application/json";
    JsonNode made =
        checked(
            201,
            "POST",
            "/recordings",
            curl("-H", json, "-d", "{\"sampleRate\":44100,\"channels\":1}", at + "/recordings"));
    String id = made.path("id").asText();
    String self = at + made.path("links").path("self").asText();
    Path samples = file("samples.raw", ResultsIT.noise(62, RATE));
    String put = self + "/audio?last=true&first=";
    String raw = "Content-Type: application/octet-stream";
    String audio = "/recordings/{id}/audio";
    checked(409, "PUT", audio, curl("-T", samples.toString(), "-H", raw, put + 5));
    checked(200, "PUT", audio, curl("-T", samples.toString(), "-H", raw, put + 0));
    chain.whole(id, 2);
    Answer events = curl("-N", self + "/events?until=complete");
    checked(200, "GET", "/recordings/{id}/events", events);
    assertThat(new String(events.body(), StandardCharsets.UTF_8))
        .contains("event:beats", "event:score", "event:status");
    checked(200, "GET", "/recordings", curl(at + "/recordings"));
    checked(200, "GET", "/recordings/{id}", curl(self));
    String document = "/recordings/{id}/{document}";
    JsonNode beats = checked(200, "GET", document, curl(self + "/beats.json"));
    assertThat(beats.path("beats")).hasSize(20);
    String tag = folder.resolve("tag").toString();
    Answer whole = curl("--etag-save", tag, self + "/score.mid");
    checked(200, "GET", document, whole);
    assertThat(curl("--etag-compare", tag, self + "/score.mid").status()).isEqualTo(304);
    Answer part = curl("-r", "1-3", self + "/score.mid");
    checked(206, "GET", document, part);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 1, 4));
    assertThat(curl("-I", self + "/beats.csv").status()).isEqualTo(200);
    String beat = "{\"base\":0,\"constraints\":[{\"kind\":\"beat\",\"time\":1.2,\"number\":1}]}";
    String corrections = "/recordings/{id}/corrections";
    checked(201, "POST", corrections, curl("-H", json, "-d", beat, self + "/corrections"));
    checked(200, "GET", corrections, curl(self + "/corrections"));
    checked(404, "GET", document, curl(self + "/beats.json?revision=7"));
  }
}

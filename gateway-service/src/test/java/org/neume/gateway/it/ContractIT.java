package org.neume.gateway.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("The OpenAPI document")
@ExtendWith(GatewayWorld.class)
class ContractIT {
  private static final String ALL = "/recordings";
  private static final String ONE = "/recordings/{id}";
  private static final String AUDIO = ONE + "/audio";
  private static final String EVENTS = ONE + "/events";
  private static final String CORRECTIONS = ONE + "/corrections";
  private static final String DOCUMENT = ONE + "/{document}";
  private static final String OPEN =
      "{\"title\":\"contract\",\"sampleRate\":8000,\"channels\":1,\"analyses\":[\"beats\",\"notes\",\"score\"]}";

  private final PlayedChain chain;
  private final Client client;
  private final OpenApi api;

  ContractIT(GatewayProcess gateway, PlayedChain chain) {
    this.chain = chain;
    this.client = gateway.client();
    this.api = new OpenApi(client);
  }

  @Test
  @DisplayName("names every address and method that there is, and the three bodies of an upload")
  void complete() throws Exception {
    Set<String> routes = new TreeSet<>();
    java.nio.file.Path classes = java.nio.file.Path.of("target/classes/org/neume/gateway/web");
    try (Stream<java.nio.file.Path> files = Files.list(classes)) {
      for (java.nio.file.Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        addRoutes(
            Class.forName("org.neume.gateway.web." + name, false, getClass().getClassLoader()),
            routes);
      }
    }
    assertThat(routes).hasSizeGreaterThan(7);
    assertThat(api.operations()).isEqualTo(routes);
    JsonNode bodies = api.document().at("/paths/~1recordings/post/requestBody/content");
    assertThat(bodies.fieldNames())
        .toIterable()
        .contains("application/octet-stream", "multipart/form-data", "application/json");
    for (String operation : List.of("/put", "/get")) {
      String path = operation.equals("/put") ? "audio" : "events";
      assertThat(
              api.document()
                  .at("/paths/~1recordings~1{id}~1" + path + operation + "/description")
                  .asText())
          .contains("WebSocket");
    }
  }

  private void events(String id) throws Exception {
    try (EventListener listener = EventListener.to(client, id, null, "?until=complete")) {
      listener.untilEnd();
      assertThat(listener.told()).isNotEmpty();
      for (EventListener.Told told : listener.told()) {
        api.checkEvent(told.event(), Client.json(told.data().getBytes(UTF_8)));
      }
    }
  }

  private static void addRoutes(Class<?> type, Set<String> routes) {
    Path path = type.getAnnotation(Path.class);
    if (path == null) {
      return;
    }
    for (Method method : type.getDeclaredMethods()) {
      Path more = method.getAnnotation(Path.class);
      for (Annotation annotation : method.getAnnotations()) {
        HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (verb != null) {
          String whole = path.value() + (more == null ? "" : "/" + more.value()).replace("//", "/");
          routes.add(verb.value() + " " + whole.replaceAll("\\{(\\w+):[^}]*}", "{$1}"));
        }
      }
    }
  }

  @Test
  @DisplayName("says of every operation with which status, type and body it answers")
  void answers() throws Exception {
    String id = api.check(ALL, client.post("/recordings", OPEN)).path("id").asText();
    String self = "/recordings/" + id;
    byte[] song = Wav.of(8_000, 1, ResultsIT.noise(11, 8_000));
    api.check(ALL, client.post("/recordings?title=a&analyses=beats", song, "audio/wav"));
    api.check(ALL, client.post("/recordings", song, "application/octet-stream"));
    api.check(ALL, client.post("/recordings", form(song), "multipart/form-data; boundary=edge"));
    api.check(ALL, client.get("/recordings?limit=200"));
    refused(415, ALL, client.post("/recordings", "a picture of it".getBytes(UTF_8), "audio/wav"));
    refused(415, ALL, client.post("/recordings", song, "image/png"));
    refused(400, ALL, client.post("/recordings", new byte[0], "audio/wav"));
    refused(400, ALL, client.post("/recordings", "{\"sampleRate\":1}"));
    refused(400, ALL, client.post("/recordings", "no JSON"));
    refused(400, ALL, client.post("/recordings?analyses=a@b", song, "audio/wav"));
    refused(400, ALL, client.get("/recordings?limit=none"));

    api.check(AUDIO, client.putSamples(id, 0, ResultsIT.noise(12, 8_000), false));
    JsonNode gap = refused(409, AUDIO, client.putSamples(id, 9_000, new byte[2], false));
    assertThat(gap.path("next").asLong()).isEqualTo(8_000);
    refused(400, AUDIO, client.putSamples(id, 8_000, new byte[3], false));
    refused(413, AUDIO, client.putSamples(id, 8_000, new byte[(4 << 20) + 2], false));
    refused(404, AUDIO, client.putSamples("nobody", 0, new byte[2], false));
    api.check(AUDIO, client.putSamples(id, 8_000, new byte[0], true));

    refused(409, CORRECTIONS, client.post(self + "/corrections", correction(0)));
    refused(404, DOCUMENT, client.get(self + "/notes.json"));
    chain.whole(id, 2);
    try (EventListener listener = EventListener.to(client, id, null, "?until=complete")) {
      listener.untilEnd();
    }
    api.check(ONE, client.get(self));
    refused(404, ONE, client.get("/recordings/nobody"));
    api.check(EVENTS, client.get(self + "/events?until=complete"));
    events(id);
    refused(400, EVENTS, client.get(self + "/events?after=nothing"));
    refused(400, EVENTS, client.get(self + "/events?until=tomorrow"));
    refused(404, EVENTS, client.get("/recordings/nobody/events"));
    documents(self);
    api.check(CORRECTIONS, client.post(self + "/corrections", correction(0)));
    refused(400, CORRECTIONS, client.post(self + "/corrections", correction(7)));
    refused(400, CORRECTIONS, client.post(self + "/corrections", "{\"base\":1}"));
    api.check(CORRECTIONS, client.get(self + "/corrections"));
    assertThat(api.exercised()).isEqualTo(api.operations());
  }

  private void documents(String self) {
    JsonNode links = Client.expect(200, client.get(self)).path("links");
    List<String> names =
        links.properties().stream().map(e -> e.getKey()).filter(n -> n.contains(".")).toList();
    assertThat(names).hasSizeGreaterThan(12);
    for (String name : names) {
      HttpResponse<byte[]> whole = client.get(self + "/" + name);
      assertThat(whole.statusCode()).as(name).isEqualTo(200);
      api.check(DOCUMENT, whole);
      String tag = whole.headers().firstValue("ETag").orElseThrow();
      api.check(DOCUMENT, client.get(self + "/" + name, "If-None-Match", tag));
      api.check(DOCUMENT, client.get(self + "/" + name, "Range", "bytes=999999999-"));
    }
    api.check(DOCUMENT, client.get(self + "/beats.csv", "Range", "bytes=0-5"));
    refused(404, DOCUMENT, client.get(self + "/beats.doc"));
    refused(404, DOCUMENT, client.get(self + "/beats.json?revision=9"));
  }

  @Test
  @DisplayName("is served with a page, and addresses that it does not name are refused in words")
  void elsewhere() {
    assertThat(client.get("/api").statusCode()).isIn(200, 302);
    assertThat(client.get("/").statusCode()).isEqualTo(200);
    for (HttpResponse<byte[]> answer :
        List.of(
            client.get("/nothing/here"),
            client.method("DELETE", "/recordings", new byte[0]),
            client.method("PATCH", "/recordings/none/audio", new byte[1]),
            client.get("/recordings", "Accept", "image/png"))) {
      assertThat(answer.headers().firstValue("Content-Type").orElse("none"))
          .as("%s %s -> %d", answer.request().method(), answer.uri(), answer.statusCode())
          .startsWith("application/problem+json");
    }
    HttpResponse<byte[]> head =
        client.send(
            client.request("/recordings").method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  private JsonNode refused(int status, String path, HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(Client.text(answer)).isEqualTo(status);
    JsonNode problem = api.check(path, answer);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asText()).isNotBlank().doesNotContain("\n", "Exception");
    return problem;
  }

  private static String correction(int base) {
    return "{\"base\":%d,\"constraints\":[{\"kind\":\"beat\",\"time\":1.5,\"number\":1},{\"kind\":\"tempo\",\"from\":0,\"minimum\":60,\"maximum\":90}]}"
        .formatted(base);
  }

  static byte[] form(byte[] song) {
    byte[] head =
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"song.wav\"\r\nContent-Type: audio/wav\r\n\r\n"
            .getBytes(UTF_8);
    byte[] tail =
        "\r\n--edge\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nForm\r\n--edge--\r\n"
            .getBytes(UTF_8);
    java.nio.ByteBuffer form =
        java.nio.ByteBuffer.allocate(head.length + song.length + tail.length);
    return form.put(head).put(song).put(tail).array();
  }
}

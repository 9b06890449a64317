package org.neume.gateway.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway without a chain behind it: serves the page and answers as the contract says, from music
 * that is made up. It keeps what was asked of it for tests to look at. Any thread may use it.
 */
final class FakeGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path pages;
  private final Path tests;
  private final Map<String, FakeRecording> recordings = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /** The bodies of corrections, in order. */
  final List<JsonNode> corrections = new CopyOnWriteArrayList<>();

  /** Whether files (not PCM) were sent. */
  final List<String> uploads = new CopyOnWriteArrayList<>();

  /** Sizes of the PCM requests, in bytes. */
  final List<Integer> chunks = new CopyOnWriteArrayList<>();

  /** Makes the next correction lose a race against another one. */
  final AtomicBoolean raceLost = new AtomicBoolean();

  /** Breaks event streams after each event. */
  final AtomicBoolean breaking = new AtomicBoolean();

  /** Serves the page and, under tests/, its checks from two folders; port 0 is any that is free. */
  FakeGateway(Path pages, Path tests, int port) {
    this.pages = pages;
    this.tests = tests;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort() + "/";
  }

  /** The recording opened last. */
  FakeRecording recording() {
    return recordings.get("r" + count.get());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
      if (path[0].equals("recordings")) {
        recordings(exchange, path);
      } else {
        file(exchange);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(1);
    boolean test = path.startsWith("tests/");
    Path folder = test ? tests : pages;
    Path file = folder.resolve(test ? path.substring(6) : path.isEmpty() ? "index.html" : path);
    if (!file.normalize().startsWith(folder) || !Files.isRegularFile(file)) {
      problem(exchange, 404, "there is nothing here", 0);
      return;
    }
    String name = file.getFileName().toString();
    String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
    send(exchange, 200, type, Files.readAllBytes(file));
  }

  private void recordings(HttpExchange exchange, String[] path)
      throws IOException, InterruptedException {
    boolean post = exchange.getRequestMethod().equals("POST");
    if (path.length == 1) {
      if (post) {
        open(exchange);
      } else {
        list(exchange);
      }
      return;
    }
    FakeRecording recording = recordings.get(path[1]);
    if (recording == null) {
      problem(exchange, 404, "there is no recording " + path[1], 0);
    } else if (path.length == 2) {
      json(exchange, 200, recording.json());
    } else {
      part(exchange, recording, path[2], post);
    }
  }

  private void part(HttpExchange exchange, FakeRecording recording, String part, boolean post)
      throws IOException, InterruptedException {
    switch (part) {
      case "audio" -> put(exchange, recording);
      case "audio.wav" -> send(exchange, 200, "audio/wav", recording.wav());
      case "events" -> events(exchange, recording);
      case "corrections" -> {
        if (post) {
          correct(exchange, recording);
        } else {
          revisions(exchange, recording);
        }
      }
      case "score.musicxml" -> {
        int revision = Integer.parseInt(parameter(exchange, "revision", "0"));
        var beats = FakeMusic.beats(recording.seconds(), recording.constraints(revision));
        byte[] xml =
            FakeMusic.musicXml(FakeMusic.measureStarts(beats).size())
                .getBytes(StandardCharsets.UTF_8);
        send(exchange, 200, "application/vnd.recordare.musicxml+xml", xml);
      }
      default -> problem(exchange, 404, "there is no " + part, 0);
    }
  }

  private void open(HttpExchange exchange) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    byte[] body = exchange.getRequestBody().readAllBytes();
    String id = "r" + count.incrementAndGet();
    FakeRecording recording;
    if (type.startsWith("application/json")) {
      JsonNode wanted = JSON.readTree(body);
      recording =
          new FakeRecording(
              id,
              wanted.path("title").asText(),
              wanted.path("sampleRate").asInt(),
              wanted.path("channels").asInt());
    } else {
      uploads.add(type);
      recording = new FakeRecording(id, parameter(exchange, "title", ""), 8000, 1);
      recording.append(new byte[16000 * 12], true);
    }
    recordings.put(id, recording);
    json(exchange, 201, recording.json());
  }

  private void list(HttpExchange exchange) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode array = answer.putArray("recordings");
    List<FakeRecording> newest = new ArrayList<>(recordings.values());
    newest.sort((a, b) -> b.id.compareTo(a.id));
    newest.forEach(each -> array.add(each.json()));
    json(exchange, 200, answer);
  }

  private void put(HttpExchange exchange, FakeRecording recording) throws IOException {
    long first = Long.parseLong(parameter(exchange, "first", "0"));
    byte[] body = exchange.getRequestBody().readAllBytes();
    chunks.add(body.length);
    if (first != recording.next()) {
      problem(exchange, 409, "the next frame is " + recording.next(), (int) recording.next());
      return;
    }
    recording.append(body, parameter(exchange, "last", "false").equals("true"));
    json(exchange, 200, JSON.createObjectNode().put("next", recording.next()));
  }

  private void correct(HttpExchange exchange, FakeRecording recording) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    boolean late = raceLost.getAndSet(false);
    if (late) {
      recording.correct(recording.latest(), JSON.createArrayNode());
    }
    if (late || body.path("base").asInt() > recording.latest()) {
      ObjectNode problem =
          JSON.createObjectNode().put("status", 409).put("detail", "another came first");
      send(
          exchange,
          409,
          "application/problem+json",
          JSON.writeValueAsBytes(problem.put("revision", recording.latest())));
      return;
    }
    corrections.add(body);
    json(
        exchange,
        201,
        revision(recording.correct(body.path("base").asInt(), body.path("constraints"))));
  }

  private static ObjectNode revision(FakeRecording.Revision revision) {
    ObjectNode json = JSON.createObjectNode().put("revision", revision.revision());
    json.put("base", revision.base()).put("state", revision.state()).put("cause", revision.cause());
    json.set("constraints", revision.constraints());
    return json;
  }

  private static void revisions(HttpExchange exchange, FakeRecording recording) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode array = answer.putArray("revisions");
    array
        .addObject()
        .put("revision", 0)
        .put("state", "complete")
        .putNull("base")
        .putArray("constraints");
    recording.revisions().forEach(each -> array.add(revision(each)));
    json(exchange, 200, answer);
  }

  private void events(HttpExchange exchange, FakeRecording recording)
      throws IOException, InterruptedException {
    String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    int index = last == null ? 0 : Integer.parseInt(last.substring(1)) + 1;
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    while (!threads.isShutdown()) {
      for (String event : recording.eventsFrom(index)) {
        body.write(event.getBytes(StandardCharsets.UTF_8));
        body.flush();
        index++;
        if (breaking.get()) {
          return;
        }
      }
      body.write(": alive\n\n".getBytes(StandardCharsets.UTF_8));
      body.flush();
    }
  }

  private static String parameter(HttpExchange exchange, String name, String otherwise) {
    String query = exchange.getRequestURI().getQuery();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return otherwise;
  }

  private static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
    send(exchange, status, "application/json", JSON.writeValueAsBytes(body));
  }

  private static void problem(HttpExchange exchange, int status, String detail, int next)
      throws IOException {
    ObjectNode problem = JSON.createObjectNode().put("status", status).put("detail", detail);
    send(
        exchange,
        status,
        "application/problem+json",
        JSON.writeValueAsBytes(problem.put("next", next)));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}

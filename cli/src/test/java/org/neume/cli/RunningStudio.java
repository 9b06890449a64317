package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** {@code ./neume studio} as a program meets it: an address, and a process that may be killed. */
final class RunningStudio implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final int port;
  private final int kafkaPort;

  private RunningStudio(Process process, int port, int kafkaPort) {
    this.process = process;
    this.port = port;
    this.kafkaPort = kafkaPort;
  }

  /**
   * Starts a studio and waits until it says its address.
   *
   * @param folder where its log goes, and in a folder {@code data} what it keeps
   */
  static RunningStudio start(Path folder) throws IOException {
    int port = freePort();
    int kafkaPort = freePort();
    Path err = Files.createTempFile(folder, "studio", ".err");
    Process process =
        new NeumeProcess(folder)
            .start(
                err,
                "studio",
                "--port",
                Integer.toString(port),
                "--kafka-port",
                Integer.toString(kafkaPort),
                "--data",
                "data");
    String line = process.inputReader().readLine();
    assertThat(line)
        .as("what the studio said besides: %s", Files.readString(err))
        .isEqualTo("neume: studio at http://localhost:%d/; Ctrl-C ends it", port);
    return new RunningStudio(process, port, kafkaPort);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** The address of its broker. */
  String bootstrap() {
    return "localhost:" + kafkaPort;
  }

  HttpResponse<byte[]> get(String path, String... headers) {
    HttpRequest.Builder request = request(path).GET();
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<byte[]> post(String path, String type, byte[] body) {
    return send(
        request(path)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<byte[]> post(String path, String json) {
    return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends samples of a recording that was opened for them. */
  HttpResponse<byte[]> put(String recording, long firstFrame, byte[] samples, boolean last) {
    return send(
        request(recording + "/audio?first=" + firstFrame + "&last=" + last)
            .header("Content-Type", "application/octet-stream")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(samples)));
  }

  /** Brings a file in; its address. */
  String upload(Path file, String type) throws IOException {
    HttpResponse<byte[]> created =
        post("/recordings?title=" + file.getFileName(), type, Files.readAllBytes(file));
    assertThat(created.statusCode()).as(text(created)).isEqualTo(201);
    return address(created);
  }

  /** Where the recording is that an answer is about. */
  static String address(HttpResponse<byte[]> created) {
    return URI.create(created.headers().firstValue("Location").orElseThrow()).getPath();
  }

  /** Reads a recording's events until it is complete: the data of those of one kind. */
  List<JsonNode> eventsUntilComplete(String recording, String kind) {
    String events = text(get(recording + "/events?until=complete", "Accept", "text/event-stream"));
    return Arrays.stream(events.split("\n\n", -1))
        .filter(event -> event.lines().anyMatch(line -> line.equals("event:" + kind)))
        .map(event -> json(data(event)))
        .toList();
  }

  private static String data(String event) {
    return event
        .lines()
        .filter(line -> line.startsWith("data:"))
        .map(line -> line.substring(5))
        .reduce("", String::concat);
  }

  /** The document of a recording, which must be there. */
  byte[] document(String recording, String name) {
    HttpResponse<byte[]> answer = get(recording + "/" + name);
    assertThat(answer.statusCode()).as(name + ": " + text(answer)).isEqualTo(200);
    return answer.body();
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  static JsonNode json(HttpResponse<byte[]> answer) {
    return json(text(answer));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(PATIENCE);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it as a power cut would, its decoders too. */
  void kill() throws InterruptedException {
    List<ProcessHandle> decoders = process.descendants().toList();
    process.destroyForcibly().waitFor();
    decoders.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

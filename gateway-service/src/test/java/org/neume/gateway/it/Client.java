package org.neume.gateway.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A program that speaks HTTP with a gateway. */
final class Client {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final int port;
  private final @Nullable String key;

  Client(int port) {
    this(port, null);
  }

  Client(int port, @Nullable String key) {
    this.port = port;
    this.key = key;
  }

  int port() {
    return port;
  }

  HttpClient http() {
    return http;
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return request;
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<byte[]> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  HttpResponse<byte[]> method(String method, String path, byte[] body, String... headers) {
    return send(
        request(path, headers).method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<byte[]> post(String path, byte[] body, String type) {
    return method("POST", path, body, "Content-Type", type);
  }

  HttpResponse<byte[]> post(String path, String json) {
    return post(path, json.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  HttpResponse<byte[]> putSamples(String id, long first, byte[] samples, boolean last) {
    return method(
        "PUT",
        "/recordings/%s/audio?first=%d&last=%s".formatted(id, first, last),
        samples,
        "Content-Type",
        "application/octet-stream");
  }

  /** Opens a recording for samples; its id. */
  String open(String title, int rate, int channels, String format) {
    HttpResponse<byte[]> answer =
        post(
            "/recordings",
            "{\"title\":\"%s\",\"sampleRate\":%d,\"channels\":%d,\"format\":\"%s\",\"analyses\":[\"beats\",\"notes\",\"score\"],\"live\":true}"
                .formatted(title, rate, channels, format));
    return expect(201, answer).path("id").asText();
  }

  /** The JSON of an answer that must have a status. */
  static JsonNode expect(int status, HttpResponse<byte[]> answer) {
    if (answer.statusCode() != status) {
      throw new AssertionError(
          "%s %s answers %d instead of %d: %s"
              .formatted(
                  answer.request().method(),
                  answer.uri(),
                  answer.statusCode(),
                  status,
                  text(answer)));
    }
    return json(answer);
  }

  static JsonNode json(HttpResponse<byte[]> answer) {
    return json(answer.body());
  }

  static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(new String(body, StandardCharsets.UTF_8), e);
    }
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}

package org.neume.gateway.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request to the fake gateway, and the ways to answer it. For one thread. */
final class FakeRequest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpExchange exchange;

  FakeRequest(HttpExchange exchange) {
    this.exchange = exchange;
  }

  boolean isPost() {
    return exchange.getRequestMethod().equals("POST");
  }

  /** Whether it brings something: a file, samples, a correction. */
  boolean brings() {
    return !exchange.getRequestMethod().equals("GET");
  }

  /** The parts of the path: none are empty but the first, of "/". */
  List<String> path() {
    return List.of(exchange.getRequestURI().getPath().substring(1).split("/"));
  }

  @Nullable String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  String parameter(String name, String otherwise) {
    String query = exchange.getRequestURI().getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return otherwise;
  }

  byte[] body() throws IOException {
    return exchange.getRequestBody().readAllBytes();
  }

  JsonNode json() throws IOException {
    return JSON.readTree(body());
  }

  void json(int status, JsonNode body) throws IOException {
    send(status, "application/json", JSON.writeValueAsBytes(body));
  }

  /** Answers with a problem; members are what it says beyond its cause. */
  void problem(int status, String detail, ObjectNode members) throws IOException {
    ObjectNode problem = members.deepCopy().put("status", status).put("detail", detail);
    send(status, "application/problem+json", JSON.writeValueAsBytes(problem));
  }

  void problem(int status, String detail) throws IOException {
    problem(status, detail, JSON.createObjectNode());
  }

  void send(int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Begins an answer of which more will come. */
  OutputStream stream(String type) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }
}

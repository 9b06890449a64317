package org.neume.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * A collector that takes spans in OTLP over HTTP, and reads of them what the protocol's public definition
 * names: of a request field 1 resource spans, of these 2 scope spans, of these 2 spans, of a span 1 trace, 2
 * span, 4 parent and 5 name (opentelemetry-proto, trace.proto).
 */
final class CollectedSpans implements AutoCloseable {
  /** A span; the parent is empty where it has none. */
  record Span(String trace, String id, String parent, String name) {}

  private final HttpServer server;
  private final Map<String, Span> spans = new ConcurrentHashMap<>();

  CollectedSpans() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          request(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The spans so far; one that several have sent is one. */
  Collection<Span> spans() {
    return List.copyOf(spans.values());
  }

  private void request(byte[] body) {
    for (ByteBuffer resource : all(ByteBuffer.wrap(body), 1)) {
      for (ByteBuffer scope : all(resource, 2)) {
        for (ByteBuffer span : all(scope, 2)) {
          take(span);
        }
      }
    }
  }

  private void take(ByteBuffer message) {
    Map<Integer, byte[]> fields = new TreeMap<>();
    read(message, (number, value) -> fields.putIfAbsent(number, bytes(value)));
    HexFormat hex = HexFormat.of();
    byte[] none = new byte[0];
    String id = hex.formatHex(fields.getOrDefault(2, none));
    spans.put(
        id,
        new Span(
            hex.formatHex(fields.getOrDefault(1, none)),
            id,
            hex.formatHex(fields.getOrDefault(4, none)),
            new String(fields.getOrDefault(5, none), StandardCharsets.UTF_8)));
  }

  private static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  private static List<ByteBuffer> all(ByteBuffer message, int wanted) {
    List<ByteBuffer> found = new ArrayList<>();
    read(
        message,
        (number, value) -> {
          if (number == wanted) {
            found.add(value);
          }
        });
    return found;
  }

  /** Tells of the fields of a message that have a length; others are passed over. */
  private static void read(ByteBuffer message, BiConsumer<Integer, ByteBuffer> field) {
    ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long key = number(in);
      switch ((int) (key & 7)) {
        case 0 -> number(in);
        case 1 -> in.getLong();
        case 2 -> {
          int length = (int) number(in);
          field.accept((int) (key >>> 3), in.slice(in.position(), length));
          in.position(in.position() + length);
        }
        case 5 -> in.getInt();
        default -> throw new IllegalArgumentException("no field of a message");
      }
    }
  }

  /** A number in groups of seven bits, the lowest first. */
  private static long number(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

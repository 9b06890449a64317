package org.neume.gateway.studio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A gateway without a chain behind it: serves the page, and recordings whose music is made up. Any thread
 * may use it.
 */
final class FakeGateway implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path pages;
  private final Path tests;

  /** What lies below {@code /recordings}. */
  final FakeRecordings recordings = new FakeRecordings();

  /** The key that is asked for; null for none. */
  volatile @Nullable String key;

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
    return "http://localhost:" + port() + "/";
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The recording opened last. */
  FakeRecording recording() {
    return recordings.last();
  }

  @Override
  public void close() {
    recordings.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      FakeRequest request = new FakeRequest(exchange);
      List<String> path = request.path();
      if (!path.get(0).equals("recordings")) {
        file(request, String.join("/", path));
      } else if (key != null && !("Bearer " + key).equals(request.header("Authorization"))) {
        request.body();
        request.problem(401, "a key is needed: ask whoever runs this gateway for one");
      } else {
        recordings.answer(request, path);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void file(FakeRequest request, String path) throws IOException {
    boolean test = path.startsWith("tests/");
    Path folder = test ? tests : pages;
    Path file = folder.resolve(test ? path.substring(6) : path.isEmpty() ? "index.html" : path);
    if (!file.normalize().startsWith(folder) || !Files.isRegularFile(file)) {
      request.problem(404, "there is nothing here");
      return;
    }
    String name = file.getFileName().toString();
    String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
    request.send(200, type, Files.readAllBytes(file));
  }
}

package org.neume.deploy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The probe of images without a shell")
class ProbeTest {
  private static final String LIVE = "/q/health/live";
  private static final String READY = "/q/health/ready";

  /** A process that answers with one status after the other, the last one for ever. */
  private static HttpServer process(Map<String, List<Integer>> answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answers.forEach(
        (path, statuses) -> {
          Deque<Integer> left = new ArrayDeque<>(statuses);
          server.createContext(
              path,
              exchange -> {
                int status = left.size() > 1 ? left.remove() : left.element();
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
              });
        });
    server.start();
    return server;
  }

  private static String at(HttpServer server, String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @ParameterizedTest(name = "of an address that answers {0} ends with {1}")
  @CsvSource({"200,0", "204,0", "404,1", "503,1"})
  void answers(int status, int exit) throws IOException {
    HttpServer server = process(Map.of(READY, List.of(status)));
    try {
      assertThat(Probe.ask(at(server, READY))).isEqualTo(exit);
    } finally {
      server.stop(0);
    }
  }

  @Test
  @DisplayName("of an address where nobody is, or that is none, ends with 1")
  void silence() {
    assertThat(Probe.ask("http://127.0.0.1:1/q/health/ready")).isEqualTo(1);
    assertThat(Probe.ask("no address")).isEqualTo(1);
  }

  @ParameterizedTest(name = "live: {0}, ready: {1}, {2} min old: ends with {3}, ended: {4}")
  @CsvSource({
    "200,     200, 60, 0, false",
    "200,     503, 60, 1, false",
    "503,     200, 60, 1, true",
    "503,     503, 5,  1, true",
    "503,     503, 4,  1, false",
    "503 200, 200, 60, 1, false",
    "404,     200, 60, 0, false",
    "500,     503, 60, 1, false"
  })
  @DisplayName("ends a process that says twice that it is dead, once in five minutes, and no other")
  void deaths(String live, int ready, int minutes, int exit, boolean ended) throws Exception {
    List<Integer> lives = Stream.of(live.split(" ", -1)).map(Integer::valueOf).toList();
    HttpServer server = process(Map.of(LIVE, lives, READY, List.of(ready)));
    AtomicBoolean end = new AtomicBoolean();
    try {
      assertThat(
              Probe.watch(
                  at(server, LIVE),
                  at(server, READY),
                  Duration.ofMinutes(minutes),
                  () -> end.set(true)))
          .isEqualTo(exit);
      assertThat(end.get()).isEqualTo(ended);
    } finally {
      server.stop(0);
    }
  }

  @Test
  @DisplayName("takes no answer for a starved machine and not for death")
  void starved() throws InterruptedException {
    AtomicBoolean end = new AtomicBoolean();
    assertThat(
            Probe.watch(
                "http://127.0.0.1:1" + LIVE,
                "http://127.0.0.1:1" + READY,
                Duration.ofDays(1),
                () -> end.set(true)))
        .isEqualTo(1);
    assertThat(end.get()).isFalse();
  }
}

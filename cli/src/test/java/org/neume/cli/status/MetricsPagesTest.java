package org.neume.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.cli.CommandException;
import org.neume.schemas.Lane;

@DisplayName("The metrics of stages")
class MetricsPagesTest {
  private static final ChainStage INFERENCE = ChainStage.USUAL.get(1);

  private static final String PAGE =
      """
      # HELP neume_stage_backlog_seconds The same in seconds of audio
      # TYPE neume_stage_backlog_seconds gauge
      neume_stage_backlog_seconds{partition="0",stage="inference"} 1.5
      neume_stage_backlog_seconds{partition="1",stage="inference",} 2.0E1
      neume_stage_watermark_age_seconds{partition="0",stage="inference"} 41.0
      neume_stage_watermark_age_seconds{partition="1",stage="inference"} 12.0
      neume_stage_real_time_factor{stage="inference"} 3.25
      neume_stage_recordings_open{stage="inference"} 2.0
      neume_stage_backlog_seconds{partition="0",stage="features"} 100
      neume_stage_backlog_seconds{partition="0",stage="inference",lane="bulk"} 7
      jvm_threads_live_threads 55.0
      """;

  @Test
  @DisplayName("are summed over partitions and replicas, but for the age, of which the most counts")
  void together() {
    MetricsPages pages = new MetricsPages();
    pages.add(PAGE);
    assertThat(pages.of(INFERENCE)).contains(new StageFigures(21.5, 3.25, 41, 2));
    pages.add(PAGE);
    assertThat(pages.of(INFERENCE)).contains(new StageFigures(43, 6.5, 41, 4));
    assertThat(pages.of(ChainStage.of(Lane.BULK).get(1))).contains(new StageFigures(14, 0, 0, 0));
    assertThat(pages.of(ChainStage.USUAL.get(4))).isEmpty();
  }

  @Test
  @DisplayName("come from the addresses that are given, and one that does not answer is named")
  void fetched() throws Exception {
    HttpServer server = server("127.0.0.1", 0);
    String address = "127.0.0.1:" + server.getAddress().getPort();
    try {
      MetricsReader.Fetched fetched =
          MetricsReader.at(List.of(address, "http://" + address + "/elsewhere")).fetch();
      assertThat(fetched.pages().of(INFERENCE)).isPresent();
      assertThat(fetched.problems())
          .singleElement()
          .asString()
          .contains("/elsewhere", "404", "--metrics");
    } finally {
      server.stop(0);
    }
    assertThatThrownBy(() -> MetricsReader.at(List.of("ftp://a:1", "no address")))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("is no address of metrics");
  }

  @Test
  @DisplayName("come from every replica behind a name, and one that does not answer is named")
  void replicas() throws Exception {
    HttpServer first = server("127.0.0.1", 0);
    int port = first.getAddress().getPort();
    HttpServer second = server("127.0.0.2", port);
    try {
      MetricsReader.Fetched fetched =
          MetricsReader.at(
                  List.of("http://inference-service:" + port),
                  new Replicas(
                      host ->
                          new InetAddress[] {
                            address("127.0.0.1"),
                            address("127.0.0.2"),
                            address("127.0.0.3"),
                            address("::1")
                          }))
              .fetch();
      assertThat(fetched.pages().of(INFERENCE)).contains(new StageFigures(43, 6.5, 41, 4));
      assertThat(fetched.problems()).singleElement().asString().contains("127.0.0.3:" + port);
    } finally {
      first.stop(0);
      second.stop(0);
    }
  }

  @Test
  @DisplayName("are missed where nobody knows a name, and the others are there")
  void unknown() throws Exception {
    MetricsReader.Fetched fetched =
        MetricsReader.at(
                List.of("nowhere:8081"),
                new Replicas(
                    host -> {
                      throw new UnknownHostException(host);
                    }))
            .fetch();
    assertThat(fetched.problems())
        .singleElement()
        .asString()
        .contains("nobody knows the name nowhere");
  }

  @Test
  @DisplayName("are asked for by name where there is one address, TLS, or this machine")
  void byName() throws Exception {
    Replicas two =
        new Replicas(host -> new InetAddress[] {address("10.0.0.1"), address("10.0.0.2")});
    URI page = URI.create("http://inference:8082/q/metrics?a=b");
    assertThat(two.of(page))
        .containsExactly(
            URI.create("http://10.0.0.1:8082/q/metrics?a=b"),
            URI.create("http://10.0.0.2:8082/q/metrics?a=b"));
    for (String same :
        List.of("https://inference:8082/m", "http://localhost:8082/m", "http://10.1.1.1/m")) {
      assertThat(two.of(URI.create(same))).containsExactly(URI.create(same));
    }
    assertThat(new Replicas(h -> new InetAddress[] {address("10.0.0.1")}).of(page))
        .containsExactly(page);
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getAllByName(text)[0];
  }

  private static HttpServer server(String address, int port) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(address(address), port), 0);
    server.createContext(
        "/q/metrics",
        exchange -> {
          byte[] body = PAGE.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}

package org.neume.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ContainedGatewayTest.Contained.class)
@DisplayName("A gateway in a container that serves the machine around it")
class ContainedGatewayTest {
  /** Without keys, on an address that others in the container's network reach. */
  public static final class Contained implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "neume.gateway.access.this-machine", "true",
          "quarkus.http.host", "0.0.0.0",
          // Nothing answers there: what is tested comes before any topic.
          "kafka.bootstrap.servers", "localhost:1");
    }
  }

  @TestHTTPResource("/")
  private URI address;

  /** The status of a request that says it is meant for this host; HTTP clients do not let one say so. */
  private int status(String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String line =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return Integer.parseInt(line.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }
  }

  @ParameterizedTest(name = "answers to {0}")
  @ValueSource(strings = {"localhost:8080", "127.0.0.1:8080"})
  void names(String host) throws IOException {
    assertThat(status("/", host)).isEqualTo(200);
  }

  @ParameterizedTest(name = "refuses {0} by any other name")
  @ValueSource(
      strings = {
        "/",
        "/recordings",
        "/q/health",
        "/q/metrics/../../recordings",
        "/q/metricsandmore",
        "/recordings?path=/q/metrics"
      })
  void others(String path) throws IOException {
    assertThat(status(path, "pages.example")).isEqualTo(403);
    assertThat(status(path, "gateway-service:8080")).isEqualTo(403);
  }

  @Test
  @DisplayName("gives figures to the neighbor that collects them")
  void figures() throws IOException {
    assertThat(status("/q/metrics", "gateway-service:8080")).isEqualTo(200);
  }
}

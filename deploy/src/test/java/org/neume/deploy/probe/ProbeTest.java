package org.neume.deploy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The probe of images without a shell")
class ProbeTest {
  @ParameterizedTest(name = "of an address that answers {0} ends with {1}")
  @CsvSource({"200,0", "204,0", "404,1", "503,1"})
  void answers(int status, int exit) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      assertThat(Probe.ask("http://127.0.0.1:" + server.getAddress().getPort() + "/q/health/ready"))
          .isEqualTo(exit);
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
}

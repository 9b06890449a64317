package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A gateway that cannot start says why and what helps, in one line and no more,")
class RefusedStartIT {
  private static final String NO_BROKER = "localhost:" + GatewayProcess.freePort();

  @Test
  @DisplayName("where it would let everybody in")
  void beyondThisMachine() throws Exception {
    refuses("set neume.gateway.access.keys", NO_BROKER, "quarkus.http.host=0.0.0.0");
  }

  @Test
  @DisplayName("where a key is no hash")
  void keys() throws Exception {
    refuses("sha256sum", NO_BROKER, "neume.gateway.access.keys.ann=secret");
  }

  @Test
  @DisplayName("where a setting is no number, duration or port")
  void settings() throws Exception {
    refuses("neume.gateway.upload.decoders", NO_BROKER, "neume.gateway.upload.decoders=many");
    refuses("neume.gateway.events.slow", NO_BROKER, "neume.gateway.events.slow=soon");
    refuses("quarkus.http.port", NO_BROKER, "quarkus.http.port=door");
  }

  @Test
  @DisplayName("where its port is taken")
  void port() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refuses(
          "port %d".formatted(other.getLocalPort()),
          NO_BROKER,
          "quarkus.http.port=" + other.getLocalPort());
    }
  }

  @Test
  @DisplayName("where it cannot keep files")
  void spool(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    refuses("set neume.gateway.upload.spool", NO_BROKER, "neume.gateway.upload.spool=" + file);
  }

  @Test
  @DisplayName("where the broker's address is none")
  void broker() throws Exception {
    refuses("set kafka.bootstrap.servers", "nowhere");
  }

  private static void refuses(String reason, String bootstrap, String... settings)
      throws Exception {
    try (GatewayProcess gateway = GatewayProcess.launch(bootstrap, settings)) {
      assertThat(gateway.exit()).isNotZero();
      List<String> said = gateway.log().lines().filter(l -> l.startsWith("gateway: ")).toList();
      assertThat(said).as(gateway.log()).hasSize(1);
      assertThat(said.get(0)).contains(reason).matches(".*[:;,] .*");
      assertThat(gateway.log()).doesNotContain("\tat ", "Exception", " ERROR ", "Caused by");
    }
  }
}

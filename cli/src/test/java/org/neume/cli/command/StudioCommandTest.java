package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.cli.ExitCode;

@DisplayName("The studio")
class StudioCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"--port", "--kafka-port"})
  @DisplayName("says at once which port is taken, and by which option to give another")
  void portsInUse(String option) throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(errors, () -> errors, false);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      String[] line =
          option.equals("--port")
              ? new String[] {"studio", "--port", port}
              : new String[] {"studio", "--port", "0", "--kafka-port", port};

      assertThat(NeumeCommand.run(terminal, line)).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .isEqualTo(
              "neume: port %s is in use; end the program that holds it, or give another with %s%n",
              port, option);
    }
  }
}

package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A process that is told to end")
class ShutdownLimitTest {
  /** A process of its own, whose end takes for ever or no time. */
  static final class Ending {
    private Ending() {}

    public static void main(String[] arguments) {
      boolean hangs = arguments[0].equals("hangs");
      // Who obeys has all the time that a starved machine may need.
      ShutdownLimit.install(hangs ? Duration.ofMillis(200) : Duration.ofMinutes(10));
      if (hangs) {
        Runtime.getRuntime().addShutdownHook(new Thread(Ending::hang));
      }
      System.exit(0);
    }

    private static void hang() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // Nobody does.
      }
    }
  }

  @ParameterizedTest(name = "and {0} ends with status {1}")
  @CsvSource({"obeys, 0", "hangs, 70"})
  void ends(String how, int status) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Ending.class.getName(),
                how)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(status);
    } finally {
      process.destroyForcibly();
    }
  }
}

package org.neume.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A gateway that does not start says")
class StartFailureTest {
  @Test
  @DisplayName("which port is taken, and which setting names another")
  void port() {
    Throwable taken =
        new RuntimeException(
            "Failed to start quarkus",
            new QuarkusBindException("127.0.0.1", 8080, new BindException("Address in use")));
    assertThat(StartFailure.line(taken))
        .isEqualTo(
            "port 8080 of 127.0.0.1 is taken: stop what listens there, or set quarkus.http.port");
  }

  @Test
  @DisplayName("every setting that is wrong, without the numbers of a library's messages")
  void settings() {
    Throwable invalid =
        new IllegalStateException(
            new ConfigValidationException(
                new ConfigValidationException.Problem[] {
                  new ConfigValidationException.Problem(
                      "SRCFG00039: The config property a with the config value \"x\" is no number"),
                  new ConfigValidationException.Problem(
                      "java.lang.IllegalArgumentException: SRCFG00014: b is\n\trequired")
                }));
    assertThat(StartFailure.line(invalid))
        .isEqualTo(
            "The config property a with the config value \"x\" is no number; b is required: mend it; gateway-service/README.md lists the settings");
  }

  @Test
  @DisplayName("the innermost cause in one line, whatever it was wrapped in")
  void innermost() {
    Throwable thrown =
        new RuntimeException(
            "outer", new IllegalStateException("middle", new IllegalArgumentException("set\n x")));
    assertThat(StartFailure.line(thrown)).isEqualTo("set x");
    assertThat(StartFailure.line(new IllegalStateException())).isEqualTo("IllegalStateException");
  }
}

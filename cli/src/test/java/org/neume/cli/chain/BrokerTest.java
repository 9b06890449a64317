package org.neume.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;

@DisplayName("The broker that is meant")
class BrokerTest {
  @TempDir Path folder;

  @Test
  @DisplayName("is that of the command line, of the settings, of the environment, the usual one")
  void address() {
    Map<String, String> settings = Map.of("bootstrap.servers", "file:1");
    assertThat(Broker.meant("said:1", settings, "environment:1").bootstrap()).isEqualTo("said:1");
    assertThat(Broker.meant(null, settings, "environment:1").bootstrap()).isEqualTo("file:1");
    assertThat(Broker.meant(null, Map.of(), "environment:1").bootstrap())
        .isEqualTo("environment:1");
    assertThat(Broker.meant(null, Map.of(), " ").bootstrap()).isEqualTo("localhost:9092");
    assertThat(Broker.meant("said:1", settings, null).client())
        .isEqualTo(Map.of("bootstrap.servers", "said:1"));
  }

  @Test
  @DisplayName("knows us by the login of the settings, or not at all")
  void user() {
    String jaas = "org.apache.kafka.common.security.scram.ScramLoginModule required username=%s;";
    for (String name : new String[] {"\"alice b\"", "'alice b'"}) {
      assertThat(
              BrokerUser.of(
                  Map.of(
                      "security.protocol",
                      "sasl_ssl",
                      "sasl.jaas.config",
                      jaas.formatted(name + " password=\"username=x\""))))
          .contains("alice b");
    }
    assertThat(BrokerUser.of(Map.of("security.protocol", "SASL_SSL"))).isEmpty();
    assertThat(BrokerUser.of(Map.of("security.protocol", "SSL"))).isEmpty();
    assertThat(
            BrokerUser.of(Map.of("security.protocol", "SSL", "ssl.keystore.location", "nowhere")))
        .isEmpty();
    assertThat(BrokerUser.of(Map.of())).isEmpty();
  }

  @Test
  @DisplayName("is told what stands in the file, whatever its names are")
  void file() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("client.properties"),
            "# a comment\nsecurity.protocol = SSL\nssl.keystore.password=a\\=b\nunheard.of: 1\n");
    assertThat(KafkaConfigFile.read(file))
        .isEqualTo(
            Map.of("security.protocol", "SSL", "ssl.keystore.password", "a=b", "unheard.of", "1"));
  }

  @Test
  @DisplayName("is told nothing by a file that cannot be read, which is named with its cause")
  void unreadable() throws Exception {
    Path letters = Files.write(folder.resolve("latin"), new byte[] {'a', '=', (byte) 0xE9, '\n'});
    Path escape = Files.writeString(folder.resolve("escape"), "a=\\u00zz\n");
    unreadable(folder.resolve("absent"), "it is not there");
    unreadable(folder, "it is a folder");
    unreadable(letters, "it is no text in UTF-8");
    unreadable(escape, "Malformed");
  }

  private static void unreadable(Path file, String why) {
    assertThatThrownBy(() -> KafkaConfigFile.read(file))
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why)
        .hasMessageContaining("--kafka-config");
  }
}

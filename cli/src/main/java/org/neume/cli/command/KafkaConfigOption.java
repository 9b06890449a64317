package org.neume.cli.command;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.chain.KafkaConfigFile;
import picocli.CommandLine.Option;

/** How a broker that asks who we are is answered. */
final class KafkaConfigOption {
  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description =
          "Settings of Kafka clients (TLS, logins) as a Java properties file, as Kafka's own commands take it (default: NEUME_KAFKA_CONFIG).")
  @Nullable Path file;

  /**
   * The settings; none where no file is named.
   *
   * @throws CommandException if the file cannot be read
   */
  Map<String, String> settings() {
    String usual = System.getenv("NEUME_KAFKA_CONFIG");
    if (file != null) {
      return KafkaConfigFile.read(file);
    }
    return usual == null || usual.isBlank() ? Map.of() : KafkaConfigFile.read(Path.of(usual));
  }
}

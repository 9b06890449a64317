package org.neume.cli.command;

import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.chain.Broker;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which broker to talk to, and as whom. */
final class BrokerOption {
  @Option(
      names = {"-b", "--bootstrap"},
      paramLabel = "HOST:PORT",
      description =
          "The Kafka broker (default: bootstrap.servers of --kafka-config, else NEUME_BOOTSTRAP, or localhost:9092, where './neume up' listens).")
  @Nullable String bootstrap;

  @Mixin KafkaConfigOption config = new KafkaConfigOption();

  /**
   * The broker that is meant, by the options, the settings and the environment.
   *
   * @throws CommandException if the settings cannot be read
   */
  Broker broker() {
    return Broker.meant(bootstrap, config.settings());
  }
}

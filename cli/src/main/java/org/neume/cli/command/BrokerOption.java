package org.neume.cli.command;

import picocli.CommandLine.Option;

/** Which broker to talk to. */
final class BrokerOption {
  @Option(
      names = {"-b", "--bootstrap"},
      paramLabel = "HOST:PORT",
      defaultValue = "${env:NEUME_BOOTSTRAP:-localhost:9092}",
      description =
          "The Kafka broker (default: NEUME_BOOTSTRAP, or localhost:9092, where './neume up' listens).")
  String bootstrap = "localhost:9092";
}

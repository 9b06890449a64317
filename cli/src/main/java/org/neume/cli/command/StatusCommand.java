package org.neume.cli.command;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.Broker;
import org.neume.cli.status.ChainProbe;
import org.neume.cli.status.ChainStage;
import org.neume.cli.status.ChainState;
import org.neume.cli.status.MetricsReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how a running chain is. */
@Command(
    name = "status",
    description = {
      "Shows how a running chain is: brokers, topics, stages, recordings seen lately, dead letters.",
      "",
      "Exit code 1 if something is wrong with the chain, which the last lines say: a topic is missing, has"
          + " another number of partitions or other settings than it should, or copies that are behind; a stage"
          + " has no replica or not all partitions; a service that --metrics names does not answer. Recordings"
          + " that were given up and dead letters are shown, and are no fault of the chain. Recordings and letters"
          + " in partitions that nobody leads are not.",
      "Of backlog and the like the services' metrics tell; on this machine they are looked for at"
          + " ports 8081 to 8084.",
      "",
      "  ./neume status --bootstrap kafka:9092 --metrics http://features:8081,http://inference:8082",
      "  ./neume status --watch 5"
    })
final class StatusCommand implements Callable<Integer> {
  private static final String CLEAR = "\u001B[H\u001B[2J";

  @Mixin BrokerOption broker = new BrokerOption();

  @Option(
      names = "--metrics",
      paramLabel = "URL",
      split = ",",
      description =
          "Services whose metrics to read: host:port or a whole address, comma-separated (default: NEUME_METRICS).")
  List<String> metrics = List.of();

  @Option(
      names = "--stages",
      paramLabel = "STAGE",
      split = ",",
      description = "The stages that are to run, comma-separated (default: all).")
  List<String> stages = List.of();

  @Option(
      names = "--since",
      paramLabel = "SPAN",
      defaultValue = "1h",
      description =
          "Recordings with audio of this time, by the broker's clock: 15m, 1h, 1d (default: ${DEFAULT-VALUE}).")
  String since = "1h";

  @Option(
      names = "--recordings",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many of them to show (default: ${DEFAULT-VALUE}).")
  int most = 10;

  @Option(names = "--json", description = "One JSON object a line.")
  boolean json;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      description = "Look again every so many seconds, until Ctrl-C.")
  @Nullable Integer watch;

  private final Terminal terminal;

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (watch != null && watch < 1) {
      throw CommandException.usage("--watch is %d; give 1 or more seconds".formatted(watch));
    }
    if (most < 0) {
      throw CommandException.usage("--recordings is %d; give 0 or more".formatted(most));
    }
    Duration lately = Ages.span("--since", since);
    Broker kafka = broker.broker();
    ChainProbe probe = new ChainProbe(kafka, metrics(kafka), stages(), lately);
    while (true) {
      ChainState chain = probe.look();
      show(chain, lately);
      if (watch == null || terminal.outputClosed()) {
        return chain.problems().isEmpty() ? ExitCode.OK : ExitCode.FILE_FAILED;
      }
      Thread.sleep(Duration.ofSeconds(watch).toMillis());
    }
  }

  private void show(ChainState chain, Duration lately) {
    long now = System.currentTimeMillis();
    if (json) {
      terminal.result(StatusJson.of(chain, now) + "\n");
      return;
    }
    boolean clears = watch != null && terminal.outputSeen();
    String separator = watch == null ? "" : "\n";
    terminal.result(
        (clears ? CLEAR : "") + new StatusText(most, lately, now).of(chain) + separator);
  }

  private MetricsReader metrics(Broker kafka) {
    if (!metrics.isEmpty()) {
      return MetricsReader.at(metrics);
    }
    String usual = System.getenv("NEUME_METRICS");
    return usual == null || usual.isBlank()
        ? MetricsReader.lookingBeside(kafka.bootstrap())
        : MetricsReader.at(List.of(usual.split(",", -1)));
  }

  private Set<String> stages() {
    if (stages.isEmpty()) {
      return Set.copyOf(ChainStage.names());
    }
    Set<String> chosen = new LinkedHashSet<>();
    for (String name : stages) {
      if (!ChainStage.names().contains(name.strip())) {
        throw CommandException.usage(
            "there is no stage %s; choose from %s"
                .formatted(name, String.join(", ", ChainStage.names())));
      }
      chosen.add(name.strip());
    }
    return chosen;
  }
}

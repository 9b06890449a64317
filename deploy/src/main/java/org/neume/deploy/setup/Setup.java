package org.neume.deploy.setup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.neume.schemas.Access;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program of the image {@code setup}. */
@Command(
    name = "setup",
    description = "Makes a Kafka cluster ready for Neume.",
    mixinStandardHelpOptions = true,
    subcommands = {
      Setup.WriteCertificates.class,
      Setup.PrepareCluster.class,
      Setup.KeepRecords.class
    })
public final class Setup {
  private static final String PREFIX = "KAFKA_";

  // Every client would print all its settings; a logger that nobody holds forgets its level.
  private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

  private Setup() {}

  /** Runs a command; ends with 0, 1 if it failed, or 2 for a wrong command line. */
  public static void main(String[] arguments) {
    CLIENTS.setLevel(Level.WARNING);
    CommandLine line = new CommandLine(new Setup());
    line.setExecutionExceptionHandler(
        (failure, command, result) -> {
          Throwable cause = failure.getCause() == null ? failure : failure.getCause();
          command.getErr().println("setup: " + cause.getMessage());
          return 1;
        });
    System.exit(line.execute(arguments));
  }

  /** Certificates for brokers, services and people. */
  @Command(
      name = "certificates",
      description = "Writes certificates for every principal, a folder for each.")
  static final class WriteCertificates implements Callable<Integer> {
    @Option(names = "--folder", required = true, description = "Where to.")
    Path folder = Path.of(".");

    @Option(
        names = "--brokers",
        split = ",",
        required = true,
        description = "Names of the brokers' hosts.")
    List<String> brokers = List.of();

    @Option(
        names = "--mounted",
        description = "Where each owner will find its folder: ${DEFAULT-VALUE}.")
    Path mounted = Path.of("/etc/neume/tls");

    @Option(names = "--broker-uid", description = "The user that brokers run as.")
    int brokerUser = 1000;

    @Option(names = "--uid", description = "The user that services run as.")
    int user = 10001;

    @Override
    public Integer call() throws Exception {
      Map<String, List<String>> owners = new HashMap<>();
      Map<String, Integer> uids = new HashMap<>();
      for (String broker : brokers) {
        owners.put(broker, List.of(broker, "localhost"));
        uids.put(broker, brokerUser);
      }
      for (Access access : Access.ALL) {
        owners.put(access.principal(), List.of());
        uids.put(access.principal(), user);
      }
      owners.put("admin", List.of());
      uids.put("admin", user);
      new Certificates(folder, owners, mounted).write(uids).forEach(System.out::println);
      return 0;
    }
  }

  /** Topics and rights, over connections as {@code KAFKA_*} in the environment says. */
  @Command(
      name = "cluster",
      description = "Creates the topics and sets their settings and everybody's rights.")
  static final class PrepareCluster implements Callable<Integer> {
    @Option(names = "--replicas", description = "Copies of each partition: ${DEFAULT-VALUE}.")
    int replicas = 3;

    @Option(names = "--no-rights", description = "Leaves the cluster's access rights alone.")
    boolean noRights;

    @Override
    public Integer call() throws Exception {
      try (Admin admin = Admin.create(new TreeMap<String, Object>(client(System.getenv())))) {
        Cluster cluster = new Cluster(admin, (short) replicas);
        cluster.topics().forEach(System.out::println);
        if (!noRights) {
          cluster.rights().forEach(System.out::println);
        }
      }
      return 0;
    }
  }

  /** How long a topic keeps its records. */
  @Command(
      name = "retention",
      description = "Sets how long a topic keeps its records, for example before a long repair.")
  static final class KeepRecords implements Callable<Integer> {
    @Option(names = "--topic", required = true, description = "Its name, for example neume.audio.")
    String topic = "";

    @Option(
        names = "--keep",
        required = true,
        description = "How long, for example P3D for three days, PT12H for twelve hours.")
    Duration keep = Duration.ZERO;

    @Override
    public Integer call() throws Exception {
      Topic found =
          Topics.find(topic)
              .filter(known -> known.retention() != null)
              .orElseThrow(
                  () ->
                      new SetupException(
                          topic
                              + " is no topic of the chain that forgets records: see the table in docs/operations.md"));
      if (keep.compareTo(Duration.ofMinutes(10)) < 0) {
        throw new SetupException("keep at least ten minutes: PT10M");
      }
      try (Admin admin = Admin.create(new TreeMap<String, Object>(client(System.getenv())))) {
        System.out.println(new Cluster(admin, (short) 1).keep(found, keep));
      }
      return 0;
    }
  }

  /** Client settings by Kafka's own names, of variables such as {@code KAFKA_BOOTSTRAP_SERVERS}. */
  static Map<String, String> client(Map<String, String> environment) {
    Map<String, String> settings = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            settings.put(
                name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return settings;
  }
}

package org.neume.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neume.deploy.TestImages;
import org.neume.schemas.Topics;
import org.testcontainers.DockerClientFactory;

@DisplayName("Three brokers, every service in a container, thirty recordings under way")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class FaultsIT {
  private static final String ONCE_EACH =
      "features, activations, beats, notes and scores equal those of the undisturbed run, byte for byte and once each";
  private static final String LONG = "long";
  private static final String OUT_OF_SYNC = "neume_stage_partitions_out_of_sync{";
  private static final String BLOCKED = "neume_stage_blocked{";

  // Every client would print all its settings; a logger that nobody holds forgets its level.
  private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

  @TempDir private static Path keys;
  private static ComposedChain chain;
  private static Trial trial;

  /** Whose packets are tampered with; null if nobody's are. */
  private static @Nullable String cut;

  @BeforeAll
  static void start() throws Exception {
    CLIENTS.setLevel(Level.SEVERE);
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine: start one to put the chain through faults");
    Path root = Path.of(System.getProperty("neume.root"));
    TestImages.make(root);
    long begin = System.nanoTime();
    chain = new ComposedChain(root, keys);
    chain.start();
    System.out.printf("all containers ready after %.0f s%n", (System.nanoTime() - begin) / 1e9);
    trial = new Trial(chain);
    trial.undisturbed();
  }

  @AfterEach
  void restore() throws Exception {
    if (cut != null) {
      chain.network(cut, "iptables", "-F");
      cut = null;
    }
    chain.restore();
  }

  @AfterAll
  static void stop() throws Exception {
    if (chain != null) {
      chain.close();
    }
  }

  @Test
  @Order(1)
  @Fault(
      what = "`kill -9` and restart of each service in turn",
      promise = "nothing missing, nothing twice",
      judge = ONCE_EACH)
  void eachServiceIsKilled() throws Exception {
    onceEach(
        "kill -9 of each service in turn",
        publishing -> {
          double share = 0.2;
          for (String service : ComposedChain.STAGES) {
            publishing.await(share);
            killAndStart(service);
            share += 0.2;
          }
        });
  }

  @Test
  @Order(2)
  @Tag(LONG)
  @Fault(
      what = "`kill -9` of two services at once: features and inference, then beats and notes",
      promise = "nothing missing, nothing twice",
      judge = ONCE_EACH)
  void twoServicesAreKilled() throws Exception {
    onceEach(
        "kill -9 of two services at once",
        publishing -> {
          publishing.await(0.3);
          killAndStart("feature-service", "inference-service");
          publishing.await(0.8);
          killAndStart("decoder-service", "transcription-service");
        });
  }

  @Test
  @Order(3)
  @Fault(
      what = "`kill -9` and restart of all services at once",
      promise = "nothing missing, nothing twice",
      judge = ONCE_EACH)
  void allServicesAreKilled() throws Exception {
    onceEach(
        "kill -9 of all services at once",
        publishing -> {
          publishing.await(0.6);
          killAndStart(ComposedChain.STAGES.toArray(new String[0]));
        });
  }

  private static void killAndStart(String... services) throws Exception {
    for (String service : services) {
      chain.kill(ComposedChain.container(service));
    }
    for (String service : services) {
      chain.start(ComposedChain.container(service));
    }
  }

  @Test
  @Order(4)
  @Fault(
      what = "`kill -9` of one of two replicas of inference, for good",
      promise = "the other takes its partitions over within 15 s",
      judge =
          ONCE_EACH
              + "; the time from the kill until the group has given its partitions to the other is printed, and is 15 s at most")
  void aReplicaIsKilledForGood() throws Exception {
    chain.scale("inference-service", 2);
    try {
      onceEach(
          "kill -9 of one of two replicas",
          publishing -> {
            publishing.await(0.6);
            String replica = ComposedChain.container("inference-service", 2);
            try (Handover handover =
                Handover.of(chain.client("operator"), "neume-inference", replica)) {
              chain.kill(replica);
              double seconds = handover.secondsToOthers();
              System.out.printf(
                  "the dead replica's partitions are another's after %.1f s%n", seconds);
              assertThat(seconds)
                  .as("seconds from the kill; before its session of 6 s ends nobody can know")
                  .isBetween(3.0, 15.0);
            }
          });
    } finally {
      chain.scale("inference-service", 1);
    }
  }

  @Test
  @Order(5)
  @Fault(
      what =
          "`kill -9` of the broker that leads a partition of the activations, started again after 10 s",
      promise = "nothing acknowledged is lost, nothing comes twice",
      judge = ONCE_EACH)
  void theLeadingBrokerIsKilled() throws Exception {
    onceEach(
        "kill -9 of the leading broker",
        publishing -> {
          publishing.await(0.5);
          String leader = trial.leaderOf(Topics.ACTIVATIONS, 0);
          chain.kill(leader);
          Thread.sleep(10_000);
          chain.start(leader);
        });
    trial.awaitAllInSync();
  }

  @Test
  @Order(6)
  @Tag(LONG)
  @Fault(
      what = "rolling restart of all three brokers",
      promise = "nothing acknowledged is lost, nothing comes twice",
      judge = ONCE_EACH)
  void theBrokersAreRestartedInTurn() throws Exception {
    onceEach(
        "rolling restart of the brokers",
        publishing -> {
          publishing.await(0.2);
          for (String broker : ComposedChain.BROKERS) {
            chain.stop(ComposedChain.container(broker));
            chain.start(ComposedChain.container(broker));
            chain.awaitHealthy(ComposedChain.container(broker));
            trial.awaitAllInSync();
          }
        });
  }

  @Test
  @Order(7)
  @Fault(
      what = "pause of one broker for 20 s",
      promise = "nothing acknowledged is lost, nothing comes twice",
      judge = ONCE_EACH)
  void aBrokerIsPaused() throws Exception {
    onceEach(
        "pause of a broker for 20 s",
        publishing -> {
          publishing.await(0.4);
          String leader = trial.leaderOf(Topics.FEATURES, 0);
          chain.pause(leader);
          Thread.sleep(20_000);
          chain.resume(leader);
        });
    trial.awaitAllInSync();
  }

  @Test
  @Order(8)
  @Fault(
      what = "inference cut off from the network for 30 s",
      promise = "it goes on where it was",
      judge = ONCE_EACH)
  void aServiceIsCutOff() throws Exception {
    ComposedChain.assumeSaboteur();
    String container = ComposedChain.container("inference-service");
    onceEach(
        "inference cut off for 30 s",
        publishing -> {
          publishing.await(0.5);
          cut = container;
          chain.network(container, "iptables", "-A", "INPUT", "!", "-i", "lo", "-j", "DROP");
          Thread.sleep(30_000);
          chain.network(container, "iptables", "-F");
        });
  }

  @Test
  @Order(9)
  @Tag(LONG)
  @Fault(
      what = "inference loses 30 % of its packets",
      promise = "slower, and equal",
      judge = ONCE_EACH)
  void packetsAreLost() throws Exception {
    networkFault(
        "30 % loss",
        List.of(
            "iptables",
            "-A",
            "INPUT",
            "!",
            "-i",
            "lo",
            "-m",
            "statistic",
            "--mode",
            "random",
            "--probability",
            "0.3",
            "-j",
            "DROP"),
        List.of("iptables", "-F"));
  }

  @Test
  @Order(10)
  @Tag(LONG)
  @Fault(
      what = "one packet in fifty of inference to the brokers resets its connection",
      promise = "it connects again and goes on",
      judge = ONCE_EACH)
  void connectionsAreReset() throws Exception {
    networkFault(
        "resets",
        List.of(
            "iptables",
            "-A",
            "OUTPUT",
            "-p",
            "tcp",
            "--dport",
            "9093",
            "-m",
            "statistic",
            "--mode",
            "random",
            "--probability",
            "0.02",
            "-j",
            "REJECT",
            "--reject-with",
            "tcp-reset"),
        List.of("iptables", "-F"));
  }

  @Test
  @Order(11)
  @Tag(LONG)
  @Fault(
      what = "inference on a line of 4 Mbit/s, before which packets queue for 400 ms at most",
      promise = "slower, and equal",
      judge = ONCE_EACH)
  void theLineIsSlow() throws Exception {
    networkFault(
        "4 Mbit/s",
        List.of(
            "tc", "qdisc", "add", "dev", "eth0", "root", "tbf", "rate", "4mbit", "burst", "16kb",
            "latency", "400ms"),
        List.of("tc", "qdisc", "del", "dev", "eth0", "root"));
  }

  private static void networkFault(String name, List<String> begin, List<String> end)
      throws Exception {
    ComposedChain.assumeSaboteur();
    String container = ComposedChain.container("inference-service");
    onceEach(
        name,
        publishing -> {
          publishing.await(0.3);
          cut = container;
          chain.network(container, begin.toArray(new String[0]));
          publishing.awaitEnd();
          Thread.sleep(10_000);
          chain.network(container, end.toArray(new String[0]));
        });
  }

  @Test
  @Order(12)
  @Fault(
      what =
          "a zombie: one of two replicas of inference is paused beyond its session, then goes on",
      promise =
          "its late outputs are repeats with the same bytes, dropped and counted by their readers",
      judge =
          "the results are complete, every copy equals the first, and the stages behind count as many repeats as the topic holds")
  void aZombieComesBack() throws Exception {
    chain.scale("inference-service", 2);
    try {
      String zombie = ComposedChain.container("inference-service", 2);
      Map<String, Double> before = trial.repeatsDropped();
      Verdict verdict =
          trial.run(
              "a zombie",
              publishing -> {
                publishing.await(0.55);
                chain.pause(zombie);
                Thread.sleep(15_000);
                chain.resume(zombie);
              });
      assertThat(verdict.isComplete()).as(verdict.line() + "\n" + verdict).isTrue();
      assertThat(verdict.repeated())
          .as("only what the zombie writes is written again")
          .allMatch(place -> place.topic().equals(Topics.ACTIVATIONS.name()));
      long repeated = verdict.repeated().size();
      Assumptions.assumeTrue(
          repeated > 0, "the zombie had nothing on its way this time: complete, but nothing shown");
      trial.awaitRepeatsDropped(before, repeated);
    } finally {
      chain.scale("inference-service", 1);
    }
  }

  @Test
  @Order(13)
  @Tag(LONG)
  @Fault(
      what =
          "a rebalance storm: another member joins and leaves every group every 5 s, for two minutes, and a second replica of inference three times meanwhile",
      promise = "nothing missing, nothing twice",
      judge = ONCE_EACH)
  void membersComeAndGo() throws Exception {
    onceEach(
        "a rebalance storm",
        publishing -> {
          publishing.await(0.1);
          try (Intruders intruders = new Intruders(chain)) {
            for (int round = 0; round < 3; round++) {
              chain.scale("inference-service", 2);
              intruders.comeAndGo(4, 5_000);
              chain.scale("inference-service", 1);
              intruders.comeAndGo(4, 5_000);
            }
          } finally {
            chain.scale("inference-service", 1);
          }
        });
  }

  @Test
  @Order(14)
  @Fault(
      what =
          "poison among the recordings: no Avro, an unknown schema, another record's schema, samples that are no numbers, a damaged chunk, an id that is too long, features of another make",
      promise = "each costs itself alone",
      judge =
          ONCE_EACH + "; exactly these are in the dead letters, once each, with cause and place")
  void poisonIsPublished() throws Exception {
    try (Poison poison = new Poison(chain)) {
      onceEach(
          "poison",
          publishing -> {
            publishing.await(0.2);
            poison.publish(trial.features());
          });
      poison.check();
    }
  }

  @Test
  @Order(15)
  @Tag(LONG)
  @Fault(
      what = "the disk of one broker is full",
      promise = "the broker ends, the others go on; it is whole again once there is room",
      judge =
          ONCE_EACH
              + "; while it lasts the metric of NeumeReplicasOutOfSync says so; all replicas are in sync again afterwards, and it says so")
  void aDiskIsFull() throws Exception {
    String broker = ComposedChain.container("kafka-3");
    onceEach(
        "a full disk",
        publishing -> {
          publishing.await(0.3);
          Command.docker(
              "exec",
              ComposedChain.container("disk"),
              "sh",
              "-c",
              "head -c 4G /dev/zero > /var/lib/kafka/data/filler || true");
          trial.awaitOutOfSync();
          trial.awaitMetric("decoder-service", OUT_OF_SYNC, most -> most > 0);
          Thread.sleep(10_000);
          Command.docker(
              "exec", ComposedChain.container("disk"), "rm", "/var/lib/kafka/data/filler");
          chain.start(broker);
        });
    trial.awaitAllInSync();
    trial.awaitMetric("decoder-service", OUT_OF_SYNC, most -> most == 0);
  }

  @Test
  @Order(16)
  @Tag(LONG)
  @Fault(
      what = "the topic of beats is deleted under way, and made again by `setup`",
      promise =
          "the service that writes it says so in its readiness; the next recordings are as ever",
      judge =
          "readiness names the topic, and the metric of NeumeStageBlocked says so while it lasts; "
              + ONCE_EACH
              + " in the run after")
  void aTopicIsDeleted() throws Exception {
    trial.runUnjudged(
        "a deleted topic",
        publishing -> {
          publishing.await(0.3);
          trial.delete(Topics.BEATS);
          trial.awaitReadinessNaming("decoder-service", Topics.BEATS);
          trial.awaitMetric("decoder-service", BLOCKED, most -> most > 0);
          chain.setUpCluster();
          chain.awaitHealthy(ComposedChain.container("decoder-service"));
          trial.awaitMetric("decoder-service", BLOCKED, most -> most == 0);
        });
    onceEach("after a deleted topic", publishing -> {});
  }

  @Test
  @Order(17)
  @Fault(
      what = "`kill -9` of the gateway once it has promised twelve files, started again",
      promise = "it takes its promises up again: no file is lost, and none is there twice",
      judge =
          "features, activations, beats, notes and scores of the files equal those of the same files brought undisturbed, byte for byte and once each")
  void theGatewayIsKilled() throws Exception {
    String gateway = ComposedChain.container("gateway-service");
    Verdict verdict =
        trial.uploads(
            "kill -9 of the gateway",
            () -> {
              trial.awaitMetric(
                  "gateway-service", "neume_gateway_files_waiting", waiting -> waiting > 0);
              chain.kill(gateway);
              chain.start(gateway);
              chain.awaitHealthy(gateway);
            });
    assertThat(verdict.isOnceEach()).as(verdict.line() + "\n" + verdict).isTrue();
  }

  /** A run of which everything must come out as without a fault, and once each. */
  private static void onceEach(String name, Trial.Disturbance disturbance) throws Exception {
    Verdict verdict = trial.run(name, disturbance);
    assertThat(verdict.isOnceEach()).as(verdict.line() + "\n" + verdict).isTrue();
  }
}

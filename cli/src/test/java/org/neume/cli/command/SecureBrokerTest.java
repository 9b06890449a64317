package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.cli.ExitCode;
import org.neume.schemas.Access;

@DisplayName("A broker that asks who its clients are")
class SecureBrokerTest {
  @TempDir static Path folder;

  private static SecureBroker broker;
  private static Path song;

  @BeforeAll
  static void start() throws Exception {
    broker = SecureBroker.start(folder, "publisher", "reader", "newcomer", "elsewhere", "operator");
    broker.grant("elsewhere", AclOperation.WRITE, ResourceType.TOPIC, "neume.status");
    broker.grant("elsewhere", AclOperation.DESCRIBE, ResourceType.TOPIC, "neume.audio");
    broker.grant(Access.of("operator").orElseThrow());
    broker.grant("publisher", AclOperation.WRITE, ResourceType.TOPIC, "neume.audio");
    broker.grant("reader", AclOperation.READ, ResourceType.TOPIC, "neume.audio");
    broker.grant("reader", AclOperation.READ, ResourceType.TOPIC, "neume.status");
    broker.grant("reader", AclOperation.DESCRIBE, ResourceType.TOPIC, "neume.beats");
    song = Files.write(folder.resolve("song.wav"), wav(44_100));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  @DisplayName("takes a recording of whom it knows by the file of client settings")
  void publishes() throws Exception {
    CommandRun run = publish("--kafka-config", broker.config("publisher").toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).containsExactly("a");
  }

  @Test
  @DisplayName("is named with the user whom it refuses and the right to grant")
  void refuses() throws Exception {
    refused(
        publish("--kafka-config", broker.config("newcomer").toString()),
        "refuses the user CN=newcomer: it may not see neume.audio;"
            + " grant User:CN=newcomer the operation Describe on it");
    refused(
        publish("--kafka-config", broker.config("elsewhere").toString()),
        "refuses the user CN=elsewhere: it may not write to neume.audio;"
            + " grant User:CN=elsewhere the operation Write on it");
    refused(
        publish("--kafka-config", broker.config("reader").toString()),
        "refuses the user CN=reader: it may write to no topic;"
            + " grant User:CN=reader the operation Write on those");
    String config = broker.config("reader").toString();
    refused(
        CommandRun.of("subscribe", "a", "-b", broker.bootstrap(), "--kafka-config", config),
        "refuses the user CN=reader: it may not read neume.beats;"
            + " grant User:CN=reader the operation Read on it");
    refused(
        CommandRun.of(
            "export", "a", "-b", broker.bootstrap(), "--kafka-config", config, "-f", "beats"),
        "refuses the user CN=reader: it may not read neume.beats;"
            + " grant User:CN=reader the operation Read on it");
  }

  @Test
  @DisplayName("shows an operator the whole chain with the operator's rights, and no more")
  void operator() throws Exception {
    String config = broker.config("operator").toString();
    CommandRun status =
        CommandRun.of(
            "status", "-b", broker.bootstrap(), "--kafka-config", config, "--stages", "features");
    assertThat(status.err()).isEmpty();
    assertThat(status.exitCode()).isEqualTo(ExitCode.FILE_FAILED);
    assertThat(status.out()).doesNotContain("missing");
    assertThat(status.out().lines().filter(line -> line.startsWith("wrong: ")))
        .singleElement()
        .asString()
        .contains("no replica of the stage features");
    for (String[] line :
        new String[][] {{"dlq", "list"}, {"dlq", "replay", "--all", "--since", "1h"}}) {
      String[] all = java.util.Arrays.copyOf(line, line.length + 4);
      System.arraycopy(
          new String[] {"-b", broker.bootstrap(), "--kafka-config", config},
          0,
          all,
          line.length,
          4);
      CommandRun run = CommandRun.of(all);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).contains("there are no dead letters");
    }
    refused(
        CommandRun.of(
            "dlq",
            "list",
            "-b",
            broker.bootstrap(),
            "--kafka-config",
            broker.config("reader").toString()),
        "refuses the user CN=reader: it may not see neume.dead-letters");
  }

  @Test
  @DisplayName("is told apart from one that does not answer where a certificate is not known")
  void unknown() throws Exception {
    broker.stranger("stranger");
    refused(
        publish("--kafka-config", broker.config("stranger").toString()),
        "no TLS connection comes about between the user CN=stranger and the broker");
    refused(
        publish("--kafka-config", broker.config("publisher", "others").toString()),
        "the certificate of the broker",
        "is not trusted");
  }

  @Test
  @DisplayName("does not answer whom gives no settings, who is told of them")
  void silent() {
    refused(publish(), "no Kafka broker answers at " + broker.bootstrap(), "--kafka-config");
  }

  @Test
  @DisplayName("is not reached with settings that cannot be used, which is said of them")
  void unusable() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("wrong.properties"),
            "security.protocol=SSL\nssl.keystore.password=a\nssl.keystore.location=%s\n"
                .formatted(folder.resolve("nowhere.p12")));
    refused(
        publish("--kafka-config", config.toString()),
        "the client settings of --kafka-config cannot be used: ",
        "nowhere.p12");
    refused(
        publish("--kafka-config", folder.resolve("absent.properties").toString()),
        "absent.properties cannot be read: it is not there;");
  }

  private static CommandRun publish(String... more) {
    String[] line = {"publish", song.toString(), "--id", "a", "-b", broker.bootstrap()};
    String[] all = java.util.Arrays.copyOf(line, line.length + more.length);
    System.arraycopy(more, 0, all, line.length, more.length);
    return CommandRun.of(all);
  }

  private static void refused(CommandRun run, String... words) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).startsWith("neume: ").contains(words);
  }

  /** Silence as a 16-bit WAV file. */
  private static byte[] wav(int samples) {
    ByteBuffer out = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(44_100).putInt(88_200);
    out.putShort((short) 2).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
    return out.array();
  }
}

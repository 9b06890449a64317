package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.neume.cli.broker.EmbeddedBroker;
import org.neume.schemas.Access;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

/**
 * The embedded broker as a cluster between machines is: TLS alone, a certificate for every client,
 * and rights for those alone to whom they were given. Its topics have one partition each.
 */
final class SecureBroker implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final String BROKER = "localhost";

  private final Path folder;
  private final EmbeddedBroker broker;

  private SecureBroker(Path folder, EmbeddedBroker broker) {
    this.folder = folder;
    this.broker = broker;
  }

  /** Starts one that knows these users by their certificates. */
  static SecureBroker start(Path folder, String... users) throws Exception {
    List<String> names = new ArrayList<>(List.of(users));
    names.add(BROKER);
    for (String name : names) {
      makeKey(folder, name);
      trust(folder, "known", name);
    }
    Map<String, String> settings = new TreeMap<>();
    settings.put("listener.security.protocol.map", "CLIENTS:SSL,CONTROLLER:PLAINTEXT");
    settings.put("ssl.client.auth", "required");
    settings.putAll(stores(folder, BROKER, "known"));
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("allow.everyone.if.no.acl.found", "false");
    settings.put("super.users", "User:ANONYMOUS;User:CN=" + BROKER);
    EmbeddedBroker broker =
        EmbeddedBroker.start(folder.resolve("broker"), 0, settings, message -> {});
    SecureBroker secure = new SecureBroker(folder, broker);
    try (Admin admin = secure.admin()) {
      admin
          .createTopics(
              Topics.ALL.stream()
                  .map(t -> new NewTopic(t.name(), 1, (short) 1).configs(t.settings()))
                  .toList())
          .all()
          .get();
    }
    return secure;
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  /** Gives a user a right on everything of a kind whose name begins like this. */
  void grant(String user, AclOperation operation, ResourceType type, String prefix)
      throws Exception {
    try (Admin admin = admin()) {
      admin
          .createAcls(
              List.of(
                  new AclBinding(
                      new ResourcePattern(type, prefix, PatternType.PREFIXED),
                      new AccessControlEntry(
                          "User:CN=" + user, "*", operation, AclPermissionType.ALLOW))))
          .all()
          .get();
    }
  }

  /** Gives a principal of the table of rights what it may do. */
  void grant(Access access) throws Exception {
    String user = access.principal();
    for (Topic topic : access.reads()) {
      grant(user, AclOperation.READ, ResourceType.TOPIC, topic.name());
    }
    for (Topic topic : access.writes()) {
      grant(user, AclOperation.WRITE, ResourceType.TOPIC, topic.name());
    }
    if (access.watches()) {
      grant(user, AclOperation.DESCRIBE, ResourceType.GROUP, "neume-");
      grant(user, AclOperation.DESCRIBE_CONFIGS, ResourceType.TOPIC, "neume.");
    }
  }

  /** The file of client settings of a user, who trusts the broker. */
  Path config(String user) throws IOException {
    return config(user, "known");
  }

  /** The same of one who trusts only what is in another store. */
  Path config(String user, String trusted) throws IOException {
    Map<String, String> settings = new TreeMap<>(stores(folder, user, trusted));
    settings.put("security.protocol", "SSL");
    List<String> lines = new ArrayList<>();
    settings.forEach((name, value) -> lines.add(name + "=" + value));
    return Files.write(folder.resolve(user + "-" + trusted + ".properties"), lines);
  }

  /** Makes a user whom the broker does not know. */
  void stranger(String user) throws Exception {
    makeKey(folder, user);
    trust(folder, "others", user);
  }

  private Admin admin() {
    Map<String, Object> settings = new TreeMap<>(stores(folder, BROKER, "known"));
    settings.put("security.protocol", "SSL");
    settings.put("bootstrap.servers", broker.bootstrap());
    return Admin.create(settings);
  }

  @Override
  public void close() {
    broker.close();
  }

  private static Map<String, String> stores(Path folder, String user, String trusted) {
    return Map.of(
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.location",
        folder.resolve(user + ".p12").toString(),
        "ssl.keystore.password",
        PASSWORD,
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.location",
        folder.resolve(trusted + ".p12").toString(),
        "ssl.truststore.password",
        PASSWORD);
  }

  private static void makeKey(Path folder, String user) throws Exception {
    keytool(
        folder,
        List.of(
            "-genkeypair",
            "-alias",
            user,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=" + user,
            "-ext",
            "san=dns:localhost",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            user + ".p12"));
    keytool(
        folder,
        List.of(
            "-exportcert",
            "-rfc",
            "-alias",
            user,
            "-file",
            user + ".pem",
            "-keystore",
            user + ".p12"));
  }

  private static void trust(Path folder, String store, String user) throws Exception {
    keytool(
        folder,
        List.of(
            "-importcert",
            "-noprompt",
            "-alias",
            user,
            "-file",
            user + ".pem",
            "-storetype",
            "PKCS12",
            "-keystore",
            store + ".p12"));
  }

  private static void keytool(Path folder, List<String> arguments) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(arguments);
    line.addAll(List.of("-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}

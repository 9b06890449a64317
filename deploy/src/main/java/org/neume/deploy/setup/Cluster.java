package org.neume.deploy.setup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.neume.schemas.Access;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

/**
 * Makes a cluster as the tables of topics and of access say. Run again it changes nothing; what
 * differs is brought back to the tables, but for partitions that are too many: keys would move, so
 * that is refused.
 */
final class Cluster {
  private static final String IN_SYNC = "min.insync.replicas";
  private static final String RETENTION = "retention.ms";

  /** How names of the chain's own topics and groups begin. */
  private static final List<String> OURS = List.of("neume.", "neume-");

  private final Admin admin;
  private final short replicas;

  /**
   * For one cluster.
   *
   * @param admin an administrator's connection; the caller closes it
   * @param replicas copies of each partition
   */
  Cluster(Admin admin, short replicas) {
    this.admin = admin;
    this.replicas = replicas;
  }

  /** Settings of a topic, with how many of its replicas have to be there for a write. */
  static Map<String, String> settings(Topic topic, short replicas) {
    Map<String, String> settings = new TreeMap<>(topic.settings());
    settings.put(IN_SYNC, Integer.toString(Math.max(1, replicas - 1)));
    return settings;
  }

  /**
   * Creates missing topics and sets the settings of all, but for how long those that are there keep
   * their records.
   *
   * @return a line for each thing that was changed
   * @throws SetupException if one has another number of partitions
   */
  List<String> topics() throws ExecutionException, InterruptedException, SetupException {
    List<String> changes = new ArrayList<>();
    Set<String> present = admin.listTopics().names().get();
    List<NewTopic> missing = new ArrayList<>();
    for (Topic topic : Topics.ALL) {
      if (!present.contains(topic.name())) {
        missing.add(
            new NewTopic(topic.name(), topic.partitions(), replicas)
                .configs(settings(topic, replicas)));
        changes.add("created " + topic.name());
      }
    }
    admin.createTopics(missing).all().get();
    List<String> old = Topics.ALL.stream().map(Topic::name).filter(present::contains).toList();
    Map<String, TopicDescription> found = admin.describeTopics(old).allTopicNames().get();
    for (Topic topic : Topics.ALL) {
      TopicDescription description = found.get(topic.name());
      if (description != null) {
        changes.addAll(mend(topic, description));
      }
    }
    return changes;
  }

  private List<String> mend(Topic topic, TopicDescription found)
      throws ExecutionException, InterruptedException, SetupException {
    List<String> changes = new ArrayList<>();
    int partitions = found.partitions().size();
    int copies = found.partitions().get(0).replicas().size();
    if (copies < replicas) {
      throw new SetupException(
          "%s has %d replicas, %d are asked for: add some with kafka-reassign-partitions.sh, or run with --replicas %d"
              .formatted(topic.name(), copies, replicas, copies));
    }
    if (partitions > topic.partitions()) {
      throw new SetupException(
          "%s has %d partitions, the table says %d: a topic cannot lose any; delete it, or set another table of topics"
              .formatted(topic.name(), partitions, topic.partitions()));
    }
    if (partitions < topic.partitions()) {
      throw new SetupException(
          "%s has %d partitions, the table says %d: stop the chain until no recording is open, then run kafka-topics.sh --alter --topic %s --partitions %d"
              .formatted(
                  topic.name(), partitions, topic.partitions(), topic.name(), topic.partitions()));
    }
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    Map<String, String> wanted = settings(topic, replicas);
    var now = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    List<AlterConfigOp> operations = new ArrayList<>();
    wanted.forEach(
        (name, value) -> {
          ConfigEntry entry = now == null ? null : now.get(name);
          boolean differs = entry == null || !value.equals(entry.value());
          if (differs && name.equals(RETENTION)) {
            // An operator who keeps more in an emergency, or less on a small disk, means it.
            changes.add(
                "left retention.ms of %s as it is; the table says %s"
                    .formatted(topic.name(), value));
          } else if (differs) {
            operations.add(
                new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
            changes.add("set %s=%s on %s".formatted(name, value, topic.name()));
          }
        });
    if (!operations.isEmpty()) {
      admin.incrementalAlterConfigs(Map.of(resource, operations)).all().get();
    }
    return changes;
  }

  /**
   * Sets how long a topic keeps its records.
   *
   * @return a line for people
   */
  String keep(Topic topic, Duration retention) throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    ConfigEntry entry = new ConfigEntry(RETENTION, Long.toString(retention.toMillis()));
    admin
        .incrementalAlterConfigs(
            Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
        .all()
        .get();
    return "%s keeps its records for %s".formatted(topic.name(), retention);
  }

  /**
   * Gives every principal of the table its rights. Takes back what the table does not say: from its
   * principals, and from anybody on topics and groups of the chain, so that a principal that is in the
   * table no more loses its rights. What others may do elsewhere in the cluster stays.
   *
   * @return a line for each thing that was changed
   */
  List<String> rights() throws ExecutionException, InterruptedException {
    Set<AclBinding> wanted = new HashSet<>();
    Set<String> users = new HashSet<>();
    for (Access access : Access.ALL) {
      wanted.addAll(Rights.of(access));
      users.add(Rights.user(access.principal()));
    }
    List<String> changes = new ArrayList<>();
    Set<AclBinding> present =
        new HashSet<>(admin.describeAcls(AclBindingFilter.ANY).values().get());
    List<AclBinding> missing = wanted.stream().filter(right -> !present.contains(right)).toList();
    List<AclBindingFilter> beyond =
        present.stream()
            .filter(right -> !wanted.contains(right))
            .filter(
                right ->
                    users.contains(right.entry().principal())
                        || OURS.stream().anyMatch(right.pattern().name()::startsWith))
            .map(AclBinding::toFilter)
            .toList();
    admin.createAcls(missing).all().get();
    admin.deleteAcls(beyond).all().get();
    missing.forEach(right -> changes.add("allowed " + words(right)));
    beyond.forEach(right -> changes.add("took back " + right));
    return changes;
  }

  private static String words(AclBinding right) {
    return "%s to %s %s %s"
        .formatted(
            right.entry().principal(),
            right.entry().operation(),
            right.pattern().resourceType(),
            right.pattern().name());
  }
}

package org.neume.deploy.kubernetes;

import java.util.Map;
import java.util.TreeMap;
import org.neume.schemas.Access;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

/**
 * Strimzi's resources that the project's tables decide: a {@code KafkaTopic} for each topic, a
 * {@code KafkaUser} for each principal.
 */
final class KafkaManifests {
  /** Copies of each record: one machine may be down while another fails. */
  static final int REPLICAS = 3;

  /** Copies that a record has when it is acknowledged. */
  static final int IN_SYNC = 2;

  private static final String HEAD =
      """
      # %s, made of the table %s in the module schemas. Do not edit:
      #   ./mvnw -Dquick -DskipTests=false -pl deploy -am test -Dtest=KafkaManifestsTest -Dsurefire.failIfNoSpecifiedTests=false -Dneume.generate=true
      """;

  private KafkaManifests() {}

  /** The settings of a topic on the cluster: the table's own, and how many copies count. */
  static Map<String, String> settings(Topic topic) {
    Map<String, String> settings = new TreeMap<>(topic.settings());
    settings.put("min.insync.replicas", Integer.toString(IN_SYNC));
    return settings;
  }

  /** The text of {@code topics.yaml}. */
  static String topics() {
    StringBuilder text = new StringBuilder(HEAD.formatted("Every topic", "Topics"));
    for (Topic topic : Topics.ALL) {
      text.append(
          """
          ---
          # %s
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: %s
            labels:
              strimzi.io/cluster: neume
          spec:
            partitions: %d
            replicas: %d
            config:
          """
              .formatted(topic.purpose(), topic.name(), topic.partitions(), REPLICAS));
      settings(topic).forEach((name, value) -> text.append("    %s: %s\n".formatted(name, value)));
    }
    return text.toString();
  }

  /** The text of {@code users.yaml}. */
  static String users() {
    StringBuilder text =
        new StringBuilder(HEAD.formatted("Every principal and what it may do", "Access"));
    for (Access access : Access.ALL) {
      text.append(
          """
          ---
          # %s
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaUser
          metadata:
            name: %s
            labels:
              strimzi.io/cluster: neume
          spec:
            authentication:
              type: tls
            authorization:
              type: simple
              acls:
          """
              .formatted(access.purpose(), access.principal()));
      AccessRule.of(access).forEach(rule -> text.append(rule(rule)));
      Quota.of(access.principal())
          .ifPresent(
              quota ->
                  text.append(
                      """
                        # For each broker.
                        quotas:
                          producerByteRate: %d
                          consumerByteRate: %d
                          requestPercentage: %d
                      """
                          .formatted(
                              quota.producedBytes(),
                              quota.consumedBytes(),
                              quota.threadPercent())));
    }
    return text.toString();
  }

  private static String rule(AccessRule rule) {
    StringBuilder text = new StringBuilder();
    text.append("      - resource:\n          type: %s\n".formatted(rule.type()));
    if (!rule.name().isEmpty()) {
      text.append(
          "          name: \"%s\"\n          patternType: literal\n".formatted(rule.name()));
    }
    text.append("        operations: [%s]\n".formatted(String.join(", ", rule.operations())));
    return text.toString();
  }
}

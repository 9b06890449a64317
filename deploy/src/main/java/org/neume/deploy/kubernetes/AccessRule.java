package org.neume.deploy.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.neume.deploy.setup.Rights;
import org.neume.schemas.Access;

/**
 * One rule as Strimzi writes it: a principal's rights on one resource.
 *
 * @param type {@code topic}, {@code group} or {@code cluster}
 * @param name of the topic or group; empty for the cluster
 * @param operations what is allowed, by Strimzi's names
 */
record AccessRule(String type, String name, List<String> operations) {
  AccessRule {
    operations = List.copyOf(operations);
  }

  /** All rules of a principal: the very rights that compose.yaml's cluster is given. */
  static List<AccessRule> of(Access access) {
    Map<ResourcePattern, List<String>> operations = new LinkedHashMap<>();
    for (AclBinding right : Rights.of(access)) {
      operations
          .computeIfAbsent(right.pattern(), pattern -> new ArrayList<>())
          .add(text(right.entry().operation()));
    }
    return operations.entrySet().stream()
        .map(entry -> rule(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static AccessRule rule(ResourcePattern pattern, List<String> operations) {
    return switch (pattern.resourceType()) {
      case TOPIC -> new AccessRule("topic", pattern.name(), operations);
      case GROUP -> new AccessRule("group", pattern.name(), operations);
      case CLUSTER -> new AccessRule("cluster", "", operations);
      default -> throw new IllegalArgumentException(unknown(pattern.resourceType()));
    };
  }

  private static String text(AclOperation operation) {
    return switch (operation) {
      case READ -> "Read";
      case WRITE -> "Write";
      case DESCRIBE -> "Describe";
      case DESCRIBE_CONFIGS -> "DescribeConfigs";
      default -> throw new IllegalArgumentException("nobody may " + operation + " here");
    };
  }

  private static String unknown(ResourceType type) {
    return "nobody has rights on a " + type + " here";
  }
}

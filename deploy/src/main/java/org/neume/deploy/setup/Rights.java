package org.neume.deploy.setup;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.neume.schemas.Access;
import org.neume.schemas.Topic;

/** A principal's rights in Kafka's own words. */
public final class Rights {
  private static final String ANY_HOST = "*";
  private static final String ANY_GROUP = "*";

  private Rights() {}

  /** How Kafka calls the owner of a certificate that has this common name alone. */
  public static String user(String principal) {
    return "User:CN=" + principal;
  }

  /** What the broker has to allow, and nothing beyond it. */
  public static List<AclBinding> of(Access access) {
    String user = user(access.principal());
    List<AclBinding> rights = new ArrayList<>();
    for (Topic topic : access.reads()) {
      rights.add(right(user, ResourceType.TOPIC, topic.name(), AclOperation.READ));
    }
    for (Topic topic : access.writes()) {
      rights.add(right(user, ResourceType.TOPIC, topic.name(), AclOperation.WRITE));
    }
    for (String group : access.groups()) {
      rights.add(right(user, ResourceType.GROUP, group, AclOperation.READ));
    }
    if (access.watches()) {
      rights.add(right(user, ResourceType.GROUP, ANY_GROUP, AclOperation.DESCRIBE));
      for (AclOperation look : List.of(AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS)) {
        rights.add(right(user, ResourceType.CLUSTER, Resource.CLUSTER_NAME, look));
      }
      for (Topic topic : access.reads()) {
        rights.add(right(user, ResourceType.TOPIC, topic.name(), AclOperation.DESCRIBE_CONFIGS));
      }
    }
    return List.copyOf(rights);
  }

  private static AclBinding right(
      String user, ResourceType type, String name, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry(user, ANY_HOST, operation, AclPermissionType.ALLOW));
  }
}

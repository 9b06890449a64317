package org.neume.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.KafkaUserTlsClientAuthentication;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Access;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

@DisplayName("Strimzi's topics and users")
class KafkaManifestsTest {
  private static final Path FOLDER = Manifests.ROOT.resolve("base/kafka");

  @Test
  @DisplayName(
      "stand in the files as they are made of the tables (-Dneume.generate=true writes them)")
  void files() throws IOException {
    check("topics.yaml", KafkaManifests.topics());
    check("users.yaml", KafkaManifests.users());
  }

  @Test
  @DisplayName(
      "are all topics of the table with partitions, three replicas of which two count, and settings")
  void topics() {
    List<KafkaTopic> made =
        Manifests.read(FOLDER.resolve("topics.yaml")).stream()
            .map(node -> StrictModels.read(node, KafkaTopic.class))
            .toList();
    assertThat(made)
        .extracting(topic -> topic.getMetadata().getName())
        .containsExactlyElementsOf(Topics.ALL.stream().map(Topic::name).toList());
    for (KafkaTopic topic : made) {
      Topic wanted = Topics.find(topic.getMetadata().getName()).orElseThrow();
      assertThat(topic.getSpec().getPartitions()).isEqualTo(wanted.partitions());
      assertThat(topic.getSpec().getReplicas()).isEqualTo(3);
      Map<String, String> config = new TreeMap<>();
      topic.getSpec().getConfig().forEach((name, value) -> config.put(name, value.toString()));
      assertThat(config.remove("min.insync.replicas")).isEqualTo("2");
      assertThat(config).isEqualTo(wanted.settings());
    }
  }

  @Test
  @DisplayName("are all principals of the table, with certificates")
  void users() {
    List<KafkaUser> users = userList();
    assertThat(users)
        .extracting(user -> user.getMetadata().getName())
        .containsExactlyElementsOf(Access.ALL.stream().map(Access::principal).toList());
    assertThat(users)
        .allSatisfy(
            user -> {
              assertThat(user.getSpec().getAuthentication())
                  .isInstanceOf(KafkaUserTlsClientAuthentication.class);
              assertThat(user.getMetadata().getLabels())
                  .containsEntry("strimzi.io/cluster", "neume");
            });
  }

  @Test
  @DisplayName("let each principal read and write its topics and join its groups, and nothing else")
  void rights() {
    for (KafkaUser user : userList()) {
      Access access = Access.of(user.getMetadata().getName()).orElseThrow();
      assertThat(topics(user, "Read"))
          .as(access.principal())
          .containsExactlyInAnyOrderElementsOf(names(access.reads()));
      assertThat(topics(user, "Write"))
          .as(access.principal())
          .containsExactlyInAnyOrderElementsOf(names(access.writes()));
      assertThat(groups(user)).containsExactlyElementsOf(access.groups());
      List<String> operations =
          rules(user).stream()
              .flatMap(rule -> rule.getOperations().stream())
              .map(Object::toString)
              .distinct()
              .toList();
      if (access.watches()) {
        assertThat(operations).isSubsetOf("READ", "WRITE", "DESCRIBE", "DESCRIBECONFIGS");
      } else {
        assertThat(operations).isSubsetOf("READ", "WRITE");
      }
    }
  }

  @Test
  @DisplayName("limit those beyond the chain and none of its services")
  void quotas() {
    for (KafkaUser user : userList()) {
      boolean service = user.getMetadata().getName().endsWith("-service");
      assertThat(user.getSpec().getQuotas() == null)
          .as(user.getMetadata().getName())
          .isEqualTo(service);
    }
  }

  private static void check(String file, String text) throws IOException {
    if (Boolean.getBoolean("neume.generate")) {
      Files.writeString(FOLDER.resolve(file), text);
    }
    assertThat(FOLDER.resolve(file)).as("made anew with -Dneume.generate=true").hasContent(text);
  }

  private static List<KafkaUser> userList() {
    return Manifests.read(FOLDER.resolve("users.yaml")).stream()
        .map(node -> StrictModels.read(node, KafkaUser.class))
        .toList();
  }

  private static List<AclRule> rules(KafkaUser user) {
    return ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls();
  }

  private static List<String> topics(KafkaUser user, String operation) {
    Predicate<AclRule> allows =
        rule ->
            rule.getOperations().stream().anyMatch(o -> o.toString().equalsIgnoreCase(operation));
    return rules(user).stream()
        .filter(allows)
        .map(AclRule::getResource)
        .filter(AclRuleTopicResource.class::isInstance)
        .map(AclRuleTopicResource.class::cast)
        .map(AclRuleTopicResource::getName)
        .toList();
  }

  private static List<String> groups(KafkaUser user) {
    return rules(user).stream()
        .filter(rule -> rule.getOperations().stream().anyMatch(o -> o.toString().equals("READ")))
        .map(AclRule::getResource)
        .filter(AclRuleGroupResource.class::isInstance)
        .map(AclRuleGroupResource.class::cast)
        .map(AclRuleGroupResource::getName)
        .toList();
  }

  private static List<String> names(List<Topic> topics) {
    return topics.stream().map(Topic::name).collect(Collectors.toList());
  }
}

package org.neume.cli.broker;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

/** Creates the topics of the topic table on a broker, where they are missing. */
public final class TopicSetup {
  private TopicSetup() {}

  /**
   * Creates what is missing; a topic that exists is left as it is.
   *
   * @param bootstrap the broker's address, {@code host:port}
   * @throws BrokerStartException if the broker does not take them
   */
  public static void createMissing(String bootstrap) {
    createMissing(bootstrap, Topics.PARTITIONS);
  }

  /**
   * The same with another number of partitions in every topic, as a recording keeps its partition
   * along the chain.
   *
   * @param partitions partitions of each topic
   */
  public static void createMissing(String bootstrap, int partitions) {
    createMissing(bootstrap, Topics.LIVE, partitions);
  }

  /** The same with the topics of every lane. */
  public static void createAll(String bootstrap) {
    createMissing(bootstrap, Topics.ALL, Topics.PARTITIONS);
  }

  private static void createMissing(String bootstrap, List<Topic> topics, int partitions) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing =
          topics.stream()
              .filter(t -> !present.contains(t.name()))
              .map(t -> newTopic(t, partitions))
              .toList();
      if (!missing.isEmpty()) {
        admin.createTopics(missing).all().get();
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new BrokerStartException(
            "the topics cannot be created on %s: %s".formatted(bootstrap, e.getCause()), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerStartException("interrupted while the topics were created", e);
    }
  }

  /**
   * Creates topics beside those of the table, for benchmarks.
   *
   * @param partitions partitions of each
   * @throws BrokerStartException if the broker does not take them
   */
  public static void create(String bootstrap, List<String> names, int partitions) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      admin
          .createTopics(
              names.stream().map(name -> new NewTopic(name, partitions, (short) 1)).toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new BrokerStartException(
          "the topics %s cannot be created on %s: %s"
              .formatted(String.join(", ", names), bootstrap, e.getCause()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerStartException("interrupted while topics were created", e);
    }
  }

  private static NewTopic newTopic(Topic topic, int partitions) {
    return new NewTopic(topic.name(), partitions, (short) 1).configs(topic.settings());
  }
}

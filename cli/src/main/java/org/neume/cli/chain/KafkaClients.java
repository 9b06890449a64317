package org.neume.cli.chain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.neume.cli.CommandException;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Lane;
import org.neume.schemas.OrderedProducer;
import org.neume.schemas.Topic;

/** Producers and consumers as this command needs them, and a check that a broker is there. */
public final class KafkaClients {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration DELIVERY = Duration.ofMinutes(1);
  private static final Duration LONG_DELIVERY = Duration.ofMinutes(10);
  private static final int BATCH_BYTES = 256 * 1024;
  private static final long BUFFER_BYTES = 16L * 1024 * 1024;

  private KafkaClients() {}

  /**
   * Checks that a broker answers, lets us in and shows us the topics.
   *
   * @throws CommandException with exit code 3, saying what is missing and what helps
   */
  public static void check(Broker broker, Topic... topics) {
    List<String> names = Stream.of(topics).map(Topic::name).toList();
    try (Admin admin = admin(broker)) {
      Map<String, KafkaFuture<TopicDescription>> found =
          admin.describeTopics(names).topicNameValues();
      for (String name : names) {
        require(broker, name, Objects.requireNonNull(found.get(name)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted", e);
    }
  }

  /** The same of a broker that lets everybody in. */
  public static void check(String bootstrap, Topic... topics) {
    check(Broker.at(bootstrap), topics);
  }

  /**
   * The topics in which a broker has what a topic of the live lane has: that one, and those of other
   * lanes as far as the broker has them and shows them to us.
   *
   * @throws CommandException with exit code 3 if the broker does not answer
   */
  public static List<Topic> lanes(Broker broker, Topic topic) {
    List<Topic> others =
        Stream.of(Lane.values())
            .map(lane -> lane.of(topic))
            .filter(other -> !other.equals(topic))
            .distinct()
            .toList();
    if (others.isEmpty()) {
      return List.of(topic);
    }
    try (Admin admin = admin(broker)) {
      Set<String> there =
          admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return Stream.concat(
              Stream.of(topic), others.stream().filter(other -> there.contains(other.name())))
          .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted", e);
    } catch (ExecutionException e) {
      throw BrokerTrouble.of(
          broker, Objects.requireNonNull(e.getCause()), BrokerTrouble.Want.DESCRIBE);
    } catch (KafkaException | TimeoutException e) {
      throw BrokerTrouble.of(broker, e, BrokerTrouble.Want.DESCRIBE);
    }
  }

  private static void require(Broker broker, String topic, KafkaFuture<TopicDescription> found)
      throws InterruptedException {
    try {
      var unused = found.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw CommandException.environment(
            "the broker at %s has no topic %s; create the topics there (docs/operations.md says how), or use './neume up', whose broker has them"
                .formatted(broker.bootstrap(), topic));
      }
      // Of a topic that is described its refusal does not say which it is.
      throw BrokerTrouble.of(
          broker,
          e.getCause() instanceof TopicAuthorizationException
              ? new TopicAuthorizationException(Set.of(topic))
              : e,
          BrokerTrouble.Want.DESCRIBE);
    } catch (KafkaException | TimeoutException e) {
      throw BrokerTrouble.of(broker, e, BrokerTrouble.Want.DESCRIBE);
    }
  }

  /** A client that looks at the cluster, and gives up after seconds; the caller closes it. */
  public static Admin admin(Broker broker) {
    Map<String, Object> settings = broker.client();
    settings.put("request.timeout.ms", (int) PATIENCE.toMillis());
    settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    try {
      return Admin.create(settings);
    } catch (KafkaException e) {
      throw BrokerTrouble.unusable(broker, e, BrokerTrouble.Want.DESCRIBE);
    }
  }

  /** A producer that loses and reorders nothing. */
  public static KafkaProducer<String, SpecificRecordBase> producer(Broker broker) {
    return producer(broker, DELIVERY);
  }

  private static KafkaProducer<String, SpecificRecordBase> producer(
      Broker broker, Duration delivery) {
    Map<String, Object> settings = broker.client();
    settings.putAll(OrderedProducer.SETTINGS);
    settings.put("batch.size", BATCH_BYTES);
    settings.put("buffer.memory", BUFFER_BYTES);
    settings.put("linger.ms", 5);
    settings.put("max.request.size", 1024 * 1024);
    settings.put("delivery.timeout.ms", (int) delivery.toMillis());
    settings.put("request.timeout.ms", 20_000);
    try {
      return new KafkaProducer<>(settings, new StringSerializer(), new AvroSerializer());
    } catch (KafkaException e) {
      throw BrokerTrouble.unusable(broker, e, BrokerTrouble.Want.WRITE);
    }
  }

  /** The same for a broker that lets everybody in. */
  public static KafkaProducer<String, SpecificRecordBase> producer(String bootstrap) {
    return producer(Broker.at(bootstrap));
  }

  /** The same for one who sends more at once than a disk may take within a minute. */
  public static KafkaProducer<String, SpecificRecordBase> patientProducer(String bootstrap) {
    return producer(Broker.at(bootstrap), LONG_DELIVERY);
  }

  /** A consumer of raw bytes outside any group: it commits nothing and is assigned by hand. */
  public static KafkaConsumer<String, byte[]> consumer(Broker broker) {
    Map<String, Object> settings = broker.client();
    // A group's name in the settings would ask for rights that reading outside of it needs not.
    settings.keySet().removeIf(name -> name.startsWith("group."));
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", "false");
    settings.put("fetch.max.wait.ms", 100);
    try {
      return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw BrokerTrouble.unusable(broker, e, BrokerTrouble.Want.READ);
    }
  }

  /** The same for a broker that lets everybody in. */
  public static KafkaConsumer<String, byte[]> consumer(String bootstrap) {
    return consumer(Broker.at(bootstrap));
  }
}

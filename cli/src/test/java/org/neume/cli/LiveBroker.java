package org.neume.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.neume.cli.broker.EmbeddedBroker;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** A real broker where Docker answers, else the embedded one; with the chain's topics, one partition each. */
final class LiveBroker implements AutoCloseable {
  private static final String IMAGE = "apache/kafka:4.3.1";
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final String bootstrap;
  private final Runnable stop;

  private LiveBroker(String bootstrap, Runnable stop) {
    this.bootstrap = bootstrap;
    this.stop = stop;
  }

  /** Starts a broker; the embedded one keeps its files in this folder. */
  static LiveBroker start(Path folder) throws Exception {
    LiveBroker started;
    if (DockerClientFactory.instance().isDockerAvailable()) {
      KafkaContainer container = new KafkaContainer(IMAGE).withStartupTimeout(PATIENCE);
      container.start();
      started = new LiveBroker(container.getBootstrapServers(), container::close);
    } else {
      EmbeddedBroker embedded = EmbeddedBroker.start(folder, 0, message -> {});
      started = new LiveBroker(embedded.bootstrap(), embedded::close);
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", started.bootstrap))) {
      admin.createTopics(Topics.ALL.stream().map(LiveBroker::keepingTheTime).toList()).all().get();
    }
    return started;
  }

  String bootstrap() {
    return bootstrap;
  }

  @Override
  public void close() {
    stop.run();
  }

  /**
   * The topic with its own settings, but that it believes the time stamps of its publishers: five
   * minutes without a record pass in a moment then.
   */
  private static NewTopic keepingTheTime(Topic topic) {
    Map<String, String> settings = new TreeMap<>(topic.settings());
    settings.put("message.timestamp.type", "CreateTime");
    return new NewTopic(topic.name(), 1, (short) 1).configs(settings);
  }
}

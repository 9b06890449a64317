package org.neume.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.access.ClientLimits;
import org.neume.gateway.event.EventFlow;
import org.neume.gateway.intake.AudioTail;
import org.neume.gateway.intake.FileIntake;
import org.neume.gateway.intake.Journal;
import org.neume.gateway.intake.PcmRecordings;
import org.neume.gateway.intake.Spool;
import org.neume.gateway.intake.Unsaid;
import org.neume.gateway.result.Results;
import org.neume.gateway.view.RecordStore;
import org.neume.gateway.view.RecordingIndex;
import org.neume.gateway.view.TopicFollower;

/** The running gateway: its parts for whoever serves them. */
@Startup
@ApplicationScoped
public class Gateway {
  private static final Logger LOG = Logger.getLogger(Gateway.class);

  private final GatewayConfig config;
  private final Kafka kafka;
  private final ObjectMapper json;
  private final ClientLimits limits;
  private final AtomicReference<@Nullable GatewayParts> parts = new AtomicReference<>();

  Gateway(GatewayConfig config, Kafka kafka, ObjectMapper json) {
    this.config = config;
    this.kafka = kafka;
    this.json = json;
    this.limits =
        new ClientLimits(
            new ClientLimits.Most(
                config.upload().recordingsPerClient(),
                config.upload().recordings(),
                config.upload().bulkRecordings(),
                config.events().listenersPerClient(),
                config.events().listeners(),
                config.upload().bytesPerSecond().asLongValue()));
  }

  @PostConstruct
  void start() {
    if (!config.enabled()) {
      return;
    }
    try {
      GatewayParts assembled = GatewayParts.assemble(config, kafka, json);
      parts.set(assembled);
      // Before anything is taken down: a decoder that a signal ended is no fault of its file's.
      Runtime.getRuntime()
          .addShutdownHook(new Thread(assembled.files()::closing, "neume-gateway-closing"));
      assembled.follower().start();
      for (Spool.Order order : parts().spool().recover()) {
        LOG.infof("recording %s was promised before and is taken up", order.recordingId());
        parts().files().resume(order);
      }
    } catch (IOException e) {
      throw refused(
          "the gateway cannot keep files (%s): set neume.gateway.upload.spool to a folder that it may write to",
          e);
    } catch (KafkaException e) {
      throw refused(
          "the broker's settings are of no use (%s): set kafka.bootstrap.servers to host:port of a broker",
          e);
    }
  }

  @PreDestroy
  void stop() {
    GatewayParts running = parts.getAndSet(null);
    if (running != null) {
      running.close();
    }
  }

  /** Whoever started the process is told the innermost message alone: it has to be the whole line. */
  private static IllegalStateException refused(String line, Exception e) {
    LOG.debug("the gateway does not start", e);
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new IllegalStateException(line.formatted(words(root)));
  }

  /** The file system says what is wrong by the exception's name alone. */
  private static String words(Throwable cause) {
    if (cause instanceof FileSystemException of && of.getReason() == null) {
      String name = cause.getClass().getSimpleName().replace("Exception", "");
      return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
          + ": "
          + cause.getMessage();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private GatewayParts parts() {
    GatewayParts running = parts.get();
    if (running == null) {
      throw new IllegalStateException("the gateway is not running: set neume.gateway.enabled");
    }
    return running;
  }

  /** Whether it runs at all. */
  public boolean running() {
    return parts.get() != null;
  }

  /** The settings. */
  public GatewayConfig config() {
    return config;
  }

  /** What each client has under way. */
  public ClientLimits limits() {
    return limits;
  }

  /** What is known of recordings. */
  public RecordingIndex index() {
    return parts().index();
  }

  /** Records by their place. */
  public RecordStore store() {
    return parts().store();
  }

  /** What reads the topics. */
  public TopicFollower follower() {
    return parts().follower();
  }

  /** What writes to them. */
  public Journal journal() {
    return parts().journal();
  }

  /** What the topics have still to be told. */
  public Unsaid unsaid() {
    return parts().unsaid();
  }

  /** Audio that has been received. */
  public AudioTail audio() {
    return parts().audio();
  }

  /** Files that wait. */
  public Spool spool() {
    return parts().spool();
  }

  /** What decodes them. */
  public FileIntake files() {
    return parts().files();
  }

  /** Recordings whose samples come bare. */
  public PcmRecordings pcm() {
    return parts().pcm();
  }

  /** Results as documents. */
  public Results results() {
    return parts().results();
  }

  /** What listeners need. */
  public EventFlow.Setup events() {
    return parts().events();
  }

  /** The names of all analyses where a recording names none. */
  public List<String> defaultAnalyses() {
    return config.defaultAnalyses();
  }
}

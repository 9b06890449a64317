package org.neume.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.access.ClientLimits;
import org.neume.gateway.event.EventFactory;
import org.neume.gateway.event.EventFlow;
import org.neume.gateway.intake.AudioTail;
import org.neume.gateway.intake.FileIntake;
import org.neume.gateway.intake.Journal;
import org.neume.gateway.intake.PcmRecordings;
import org.neume.gateway.intake.RecordingPublisher;
import org.neume.gateway.intake.Spool;
import org.neume.gateway.intake.SpoolFolder;
import org.neume.gateway.result.Results;
import org.neume.gateway.view.Kinds;
import org.neume.gateway.view.RecordStore;
import org.neume.gateway.view.RecordingIndex;
import org.neume.gateway.view.TopicFollower;
import org.neume.media.confined.ConfinedDecoder;
import org.neume.media.confined.ConfinementLimits;
import org.neume.media.confined.DecoderLaunch;
import org.neume.schemas.AvroDeserializer;

/** The parts of a running gateway, put together and taken down in order. */
@Startup
@ApplicationScoped
public class Gateway {
  private static final Logger LOG = Logger.getLogger(Gateway.class);
  private static final int EVENT_THREADS = 4;
  private static final Duration TIDY = Duration.ofMinutes(1);

  /** What runs; all of it or nothing. */
  private record Parts(
      KafkaProducer<String, SpecificRecordBase> producer,
      Journal journal,
      RecordingIndex index,
      RecordStore store,
      TopicFollower follower,
      AudioTail audio,
      SpoolFolder spoolFolder,
      Spool spool,
      FileIntake files,
      PcmRecordings pcm,
      Results results,
      EventFlow.Setup events,
      ExecutorService executor,
      ExecutorService slow,
      ScheduledExecutorService clock) {}

  private final GatewayConfig config;
  private final Kafka kafka;
  private final ObjectMapper json;
  private final ClientLimits limits;
  private final AtomicReference<@Nullable Parts> parts = new AtomicReference<>();

  Gateway(GatewayConfig config, Kafka kafka, ObjectMapper json) {
    this.config = config;
    this.kafka = kafka;
    this.json = json;
    this.limits =
        new ClientLimits(
            config.upload().recordingsPerClient(),
            config.events().listenersPerClient(),
            config.events().listeners(),
            config.upload().bytesPerSecond().asLongValue());
  }

  @PostConstruct
  void start() {
    if (!config.enabled()) {
      return;
    }
    try {
      Parts assembled = assemble();
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
      throw new UncheckedIOException(
          "the gateway cannot keep files (%s): set neume.gateway.upload.spool to a folder that it may write to"
              .formatted(e.getMessage()),
          e);
    }
  }

  private Parts assemble() throws IOException {
    Path folder =
        config
            .upload()
            .spool()
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "neume-gateway"));
    SpoolFolder files = SpoolFolder.claim(folder);
    Spool spool =
        new Spool(
            files.path(),
            config.upload().bytes().asLongValue(),
            config.upload().spoolBytes().asLongValue(),
            json);
    ConfinedDecoder decoder =
        new ConfinedDecoder(
            DecoderLaunch.here(folder.resolve("decoder")),
            ConfinementLimits.defaults().withAudio(config.upload().length()));
    AvroDeserializer deserializer = kafka.deserializer();
    RecordStore store =
        new RecordStore(
            kafka::consumer, deserializer, config.recordCache().asLongValue(), config.patience());
    RecordingIndex index = new RecordingIndex(config.recordings());
    KafkaProducer<String, SpecificRecordBase> producer = kafka.producer();
    Journal journal = new Journal(producer);
    AudioTail audio = new AudioTail(kafka::consumer, deserializer);
    PcmRecordings pcm = new PcmRecordings(journal, audio, config.upload().idle());
    Kinds kinds = new Kinds(Set.copyOf(config.tempoAnalyses()), Set.copyOf(config.pitchAnalyses()));
    ExecutorService executor = Executors.newFixedThreadPool(EVENT_THREADS, Gateway::daemon);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Gateway::daemon);
    // Reading for wishes must not hold up listeners.
    ExecutorService slow = Executors.newSingleThreadExecutor(Gateway::daemon);
    Results results = new Results(store, kinds, config.resultCache().asLongValue());
    WishKeeper wishes = new WishKeeper(index, results, journal, slow);
    every(TIDY, clock, pcm::forgetIdle);
    return new Parts(
        producer,
        journal,
        index,
        store,
        new TopicFollower(
            kafka::consumer, deserializer, index, store, () -> keep(index, wishes, clock)),
        audio,
        files,
        spool,
        new FileIntake(
            spool,
            decoder::open,
            new RecordingPublisher(producer),
            journal,
            config.upload().decoders()),
        pcm,
        results,
        new EventFlow.Setup(
            new EventFactory(store, kinds, json, config.eventCache().asLongValue()),
            executor,
            clock,
            config.events().heartbeat(),
            config.events().slow()),
        executor,
        slow,
        clock);
  }

  /** Before all was read, corrections that were made already may not be known. */
  private static void keep(
      RecordingIndex index, WishKeeper wishes, ScheduledExecutorService clock) {
    index.whenBeatsEnd(wishes::lookAfter);
    wishes.lookAfterAll();
    // A broker that was away, or another gateway that began and ended.
    every(TIDY, clock, wishes::lookAfterAll);
  }

  private static void every(Duration time, ScheduledExecutorService clock, Runnable task) {
    // Ends with its executor; what it may throw is nobody's.
    var unused =
        clock.scheduleWithFixedDelay(task, time.toSeconds(), time.toSeconds(), TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "neume-gateway-events");
    thread.setDaemon(true);
    return thread;
  }

  @PreDestroy
  void stop() {
    Parts running = parts.getAndSet(null);
    if (running != null) {
      running.clock().shutdownNow();
      running.files().close();
      running.follower().close();
      running.executor().shutdownNow();
      running.slow().shutdownNow();
      running.store().close();
      running.producer().close(Duration.ofSeconds(3));
      release(running.spoolFolder());
    }
  }

  private static void release(SpoolFolder folder) {
    try {
      folder.close();
    } catch (IOException e) {
      LOG.debug("the spool's lock ends with the process", e);
    }
  }

  private Parts parts() {
    Parts running = parts.get();
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

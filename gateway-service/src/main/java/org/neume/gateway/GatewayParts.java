package org.neume.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jboss.logging.Logger;
import org.neume.gateway.event.EventFactory;
import org.neume.gateway.event.EventFlow;
import org.neume.gateway.intake.AudioTail;
import org.neume.gateway.intake.FileIntake;
import org.neume.gateway.intake.Journal;
import org.neume.gateway.intake.PcmRecordings;
import org.neume.gateway.intake.RecordingPublisher;
import org.neume.gateway.intake.Spool;
import org.neume.gateway.intake.SpoolFolder;
import org.neume.gateway.intake.Unsaid;
import org.neume.gateway.result.Results;
import org.neume.gateway.view.Kinds;
import org.neume.gateway.view.RecordStore;
import org.neume.gateway.view.RecordingIndex;
import org.neume.gateway.view.TopicFollower;
import org.neume.media.confined.ConfinedDecoder;
import org.neume.media.confined.ConfinementLimits;
import org.neume.media.confined.DecoderLaunch;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.Lane;

/** What runs in a gateway, put together and taken down in order; all of it or nothing. */
record GatewayParts(
    KafkaProducer<String, SpecificRecordBase> producer,
    KafkaProducer<String, SpecificRecordBase> bulkProducer,
    Journal journal,
    Unsaid unsaid,
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
    ScheduledExecutorService slow,
    ScheduledExecutorService clock)
    implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(GatewayParts.class);
  private static final int EVENT_THREADS = 4;
  private static final int DOWNLOADS = 8;
  private static final int RESUMED = 4;
  private static final Duration TIDY = Duration.ofMinutes(1);
  private static final Duration SAY = Duration.ofSeconds(2);

  /**
   * Puts the parts together; nothing reads the topics yet.
   *
   * @throws IOException if files cannot be kept
   */
  static GatewayParts assemble(GatewayConfig config, Kafka kafka, ObjectMapper json)
      throws IOException {
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
    KafkaProducer<String, SpecificRecordBase> bulkProducer = kafka.producer();
    Journal journal = new Journal(producer, config.acknowledgment());
    Unsaid unsaid = new Unsaid(journal);
    AudioTail audio = new AudioTail(kafka::consumer, deserializer, DOWNLOADS);
    // Of their own, so that slow downloads keep no samples out.
    AudioTail resumed = new AudioTail(kafka::consumer, deserializer, RESUMED);
    PcmRecordings pcm =
        new PcmRecordings(journal, resumed, config.upload().idle(), config.upload().length());
    Kinds kinds = new Kinds(Set.copyOf(config.tempoAnalyses()), Set.copyOf(config.pitchAnalyses()));
    ExecutorService executor = Executors.newFixedThreadPool(EVENT_THREADS, GatewayParts::daemon);
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(GatewayParts::daemon);
    // Waiting for the broker must not hold up listeners.
    ScheduledExecutorService slow =
        Executors.newSingleThreadScheduledExecutor(GatewayParts::daemon);
    Results results = new Results(store, kinds, config.resultCache().asLongValue());
    WishKeeper wishes = new WishKeeper(index, results, journal, slow);
    every(TIDY, clock, pcm::forgetIdle);
    every(SAY, slow, unsaid::say);
    FileIntake intake =
        new FileIntake(
            spool,
            decoder::open,
            Map.of(
                Lane.LIVE, new RecordingPublisher(producer),
                Lane.BULK, new RecordingPublisher(bulkProducer)),
            journal,
            config.upload().decoders());
    every(TIDY, slow, () -> adopt(files, spool, intake));
    return new GatewayParts(
        producer,
        bulkProducer,
        journal,
        unsaid,
        index,
        store,
        new TopicFollower(
            kafka::consumer, deserializer, index, store, () -> keep(index, wishes, clock)),
        audio,
        files,
        spool,
        intake,
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

  /** What gateways that are gone have promised goes on here. */
  private static void adopt(SpoolFolder files, Spool spool, FileIntake intake) {
    for (int number = 0; number < SpoolFolder.MOST; number++) {
      try (SpoolFolder left = files.abandoned(number)) {
        if (left != null) {
          spool.adopt(
              left.path(),
              order -> {
                LOG.infof(
                    "recording %s of a gateway that is gone is taken up", order.recordingId());
                intake.resume(order);
              });
        }
      } catch (IOException | RuntimeException e) {
        // Tried again in a minute; what it throws must not end that.
        LOG.warnf("files of a gateway that is gone cannot be taken up (%s)", e.getMessage());
      }
    }
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
        clock.scheduleWithFixedDelay(task, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "neume-gateway-events");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    files.close();
    follower.close();
    executor.shutdownNow();
    slow.shutdownNow();
    store.close();
    producer.close(Duration.ofSeconds(3));
    bulkProducer.close(Duration.ofSeconds(3));
    try {
      spoolFolder.close();
    } catch (IOException e) {
      LOG.debug("the spool's lock ends with the process", e);
    }
  }
}

package org.neume.gateway.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.DoubleAccumulator;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.neume.media.AudioSource;
import org.neume.media.ForwardingAudioSource;
import org.neume.schemas.Lane;

/**
 * Decodes files of the spool, a few at once, and publishes them. Those that can wait have a turn of their
 * own, one at a time, so that no other waits for them. Safe for use by many threads.
 *
 * <p>A file that was half published when its gateway stopped is published again from its beginning under
 * the same id: the same file gives the same records, and stages drop those that they know.
 */
public final class FileIntake implements AutoCloseable {
  /** Opens a file for decoding, in whatever confinement. */
  @FunctionalInterface
  public interface Decoder {
    /** Opens a file; the name is for messages. */
    AudioSource open(Path file, String name) throws IOException;
  }

  private static final Logger LOG = Logger.getLogger(FileIntake.class);
  private static final long RETRY_MILLIS = 5_000;
  private static final long CLOSING_MILLIS = 500;

  private final Spool spool;
  private final Decoder decoder;
  private final Map<Lane, RecordingPublisher> publishers;
  private final Journal journal;
  private final Map<Lane, ExecutorService> executors;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * An intake.
   *
   * @param publishers one for each lane, so that neither waits for room to send
   * @param atOnce files that are decoded at the same time, besides one that can wait
   */
  public FileIntake(
      Spool spool,
      Decoder decoder,
      Map<Lane, RecordingPublisher> publishers,
      Journal journal,
      int atOnce) {
    this.spool = spool;
    this.decoder = decoder;
    this.publishers = Map.copyOf(publishers);
    this.journal = journal;
    this.executors = Map.of(Lane.LIVE, threads(atOnce), Lane.BULK, threads(1));
  }

  private static ExecutorService threads(int atOnce) {
    return Executors.newFixedThreadPool(
        atOnce,
        task -> {
          Thread thread = new Thread(task, "neume-gateway-intake");
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Has a file of the spool decoded and published when its turn comes.
   *
   * @param done runs when it is over, well or not
   */
  public void submit(Spool.Order order, Runnable done) {
    submit(order, () -> {}, done);
  }

  private void submit(Spool.Order order, Runnable before, Runnable done) {
    underWay.add(order.recordingId());
    Objects.requireNonNull(executors.get(order.lane()))
        .execute(
            () -> {
              // In the log this thread speaks of this recording, by its id and never by its title.
              MDC.put("recordingId", order.recordingId());
              try {
                work(order, before);
              } finally {
                MDC.remove("recordingId");
                underWay.remove(order.recordingId());
                done.run();
              }
            });
  }

  /** Takes up what was promised before this process began. */
  public void resume(Spool.Order order) {
    submit(order, () -> announce(order), () -> {});
  }

  /**
   * Tells the log of a recording whose file is in the spool.
   *
   * @throws PublishException if the broker does not take it
   */
  public void announce(Spool.Order order) {
    journal.describe(order.info());
    journal.started(order.recordingId());
  }

  /** Files that wait or are being decoded. */
  public int size() {
    return underWay.size();
  }

  private void work(Spool.Order order, Runnable before) {
    while (!closed) {
      try {
        before.run();
        publish(order);
        spool.release(order.recordingId());
        return;
      } catch (PublishException e) {
        LOG.warnf("recording %s waits for the broker (%s)", order.recordingId(), e.getMessage());
        pause(RETRY_MILLIS);
      } catch (CancellationException e) {
        return;
      } catch (RuntimeException e) {
        LOG.errorf(e, "recording %s cannot be published", order.recordingId());
        if (giveUp(order, e)) {
          return;
        }
      }
    }
  }

  /** Ends a recording that no decoder can read through a defect of ours; false while the broker is away. */
  private boolean giveUp(Spool.Order order, RuntimeException defect) {
    try {
      journal.failed(
          order.recordingId(),
          0,
          "internal error, please report it: " + defect.getClass().getSimpleName());
      spool.release(order.recordingId());
      return true;
    } catch (PublishException e) {
      pause(RETRY_MILLIS);
      return false;
    }
  }

  private void publish(Spool.Order order) {
    DoubleAccumulator seconds = new DoubleAccumulator(Math::max, 0);
    try (AudioSource source =
        decoder.open(spool.audio(order.recordingId()), title(order.title()))) {
      journal.describe(order.info(source.format()));
      Objects.requireNonNull(publishers.get(order.lane()))
          .publish(
              new WhileOpen(source),
              order.lane(),
              order.recordingId(),
              order.analyses(),
              seconds::accumulate);
      journal.completed(order.recordingId(), seconds.get());
    } catch (IOException e) {
      // The decoder may hear of the end before this process does.
      pause(CLOSING_MILLIS);
      if (closed) {
        throw new CancellationException("the gateway is being stopped");
      }
      String cause = e.getMessage() == null ? e.toString() : e.getMessage();
      journal.failed(order.recordingId(), seconds.get(), cause);
    }
  }

  /**
   * A recording whose decoder was ended together with this process is not damaged: it goes on after the
   * restart, so nothing may be said of its end.
   */
  private final class WhileOpen extends ForwardingAudioSource {
    WhileOpen(AudioSource source) {
      super(source);
    }

    @Override
    public int read(float[] interleaved) throws IOException {
      try {
        return super.read(interleaved);
      } catch (IOException e) {
        // The decoder may hear of the end before this process does.
        pause(CLOSING_MILLIS);
        if (closed) {
          throw new CancellationException("the gateway is being stopped");
        }
        throw e;
      }
    }
  }

  private static String title(String title) {
    return title.isBlank() ? "the file" : title;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From now on nothing that breaks off is a file's fault: the process is about to end. */
  public void closing() {
    closed = true;
  }

  /** Stops at once; what was promised stays in the spool. */
  @Override
  public void close() {
    closing();
    executors.values().forEach(ExecutorService::shutdownNow);
  }
}

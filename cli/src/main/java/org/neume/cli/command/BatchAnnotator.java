package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.chain.AnnotationCollector;
import org.neume.cli.chain.Finding;
import org.neume.cli.chain.KafkaClients;
import org.neume.cli.chain.Outcome;
import org.neume.cli.chain.RecordingPublisher;
import org.neume.media.AudioFile;

/**
 * Sends files through a chain, some at a time, and hands over their annotations in the order of the
 * files, whichever is done first.
 */
final class BatchAnnotator {
  /** What happens with one file. */
  interface Listener {
    /** It is done. */
    void annotated(int index, Outcome outcome);

    /**
     * It cannot be done, or after {@link #annotated}: not to its end, for it is damaged there.
     *
     * @param message one line that names it
     */
    void failed(int index, String message);
  }

  /**
   * What became of a file.
   *
   * @param damage why it was read no further, in one line; null where it was read to its end
   */
  private record Annotated(Outcome outcome, @Nullable String damage) {}

  private static final double PATIENCE_SECONDS = 120;

  private final String bootstrap;
  private final List<String> analyses;
  private final Set<Finding> findings;
  private final int atOnce;
  private final ProgressLine progress;
  private boolean brokerGoesOn;

  /** One that finds beats. */
  BatchAnnotator(String bootstrap, List<String> analyses, int atOnce, ProgressLine progress) {
    this(bootstrap, analyses, EnumSet.of(Finding.BEATS), atOnce, progress);
  }

  /**
   * One that finds more.
   *
   * @param findings what is awaited of every file, which the analyses give
   */
  BatchAnnotator(
      String bootstrap,
      List<String> analyses,
      Set<Finding> findings,
      int atOnce,
      ProgressLine progress) {
    this.bootstrap = bootstrap;
    this.analyses = analyses;
    this.findings = findings;
    this.atOnce = atOnce;
    this.progress = progress;
  }

  /** The broker is there after this process too, so no recording is left open in it. */
  BatchAnnotator onSharedBroker() {
    brokerGoesOn = true;
    return this;
  }

  /**
   * Annotates all files.
   *
   * @throws CommandException if the chain fails, and with it all that is left
   */
  void annotate(List<Path> files, Listener listener) {
    ExecutorService workers = Executors.newFixedThreadPool(atOnce, BatchAnnotator::daemon);
    try (KafkaProducer<String, SpecificRecordBase> producer = KafkaClients.producer(bootstrap);
        AnnotationCollector collector = new AnnotationCollector(bootstrap, null, false, findings)) {
      collector.start();
      RecordingPublisher publisher = new RecordingPublisher(producer);
      if (brokerGoesOn) {
        publisher.closeRecordingsOnExit();
      }
      // What was handed over is let go: a folder of scores would not fit the heap.
      Queue<Future<Annotated>> results = new ArrayDeque<>();
      for (Path file : files) {
        results.add(workers.submit(() -> annotate(file, publisher, collector)));
      }
      for (int i = 0; i < files.size(); i++) {
        deliver(i, files.get(i), results.remove(), listener);
        progress.finished();
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private Annotated annotate(Path file, RecordingPublisher publisher, AnnotationCollector collector)
      throws IOException, InterruptedException, ExecutionException {
    String id = UUID.randomUUID().toString();
    try (DecodableSource source = new DecodableSource(AudioFile.open(file))) {
      CompletableFuture<Outcome> expected =
          collector.expect(id, title(file), s -> progress.decided(id, s));
      publisher.publish(source, id, analyses, s -> progress.alive());
      return new Annotated(await(expected, file), source.damage());
    } finally {
      collector.forget(id);
    }
  }

  private Outcome await(CompletableFuture<Outcome> expected, Path file)
      throws InterruptedException, ExecutionException {
    while (true) {
      try {
        return expected.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        if (progress.idleSeconds() > PATIENCE_SECONDS) {
          throw CommandException.environment(
              "%s: the services have done nothing for %.0f seconds; look at their log"
                  .formatted(file, PATIENCE_SECONDS),
              e);
        }
      }
    }
  }

  private static void deliver(int index, Path file, Future<Annotated> result, Listener listener) {
    try {
      Annotated annotated = result.get();
      Outcome outcome = annotated.outcome();
      if (outcome.complete()) {
        listener.annotated(index, outcome);
        if (annotated.damage() != null) {
          listener.failed(
              index,
              String.format(
                  Locale.ROOT,
                  "%s (it was annotated as far as it decodes, %.1f s)",
                  message(file, annotated.damage()),
                  outcome.annotation().durationSeconds()));
        }
      } else {
        listener.failed(index, file + ": " + outcome.cause());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandException known) {
        throw known;
      }
      listener.failed(index, message(file, e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted", e);
    }
  }

  private static String message(Path file, @Nullable Throwable e) {
    String message = e == null ? null : e.getMessage();
    return message == null ? "%s: %s".formatted(file, e) : message(file, message);
  }

  private static String message(Path file, String message) {
    return message.startsWith(file.toString()) ? message : file + ": " + message;
  }

  private static String title(Path file) {
    Path name = file.getFileName();
    return (name == null ? file : name).toString();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "annotate");
    thread.setDaemon(true);
    return thread;
  }
}

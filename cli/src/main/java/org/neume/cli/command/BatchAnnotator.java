package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
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
import org.neume.annotation.Annotation;
import org.neume.annotation.stream.Finding;
import org.neume.cli.CommandException;
import org.neume.cli.chain.AnnotationCollector;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.BrokerTrouble;
import org.neume.cli.chain.CutRecording;
import org.neume.cli.chain.KafkaClients;
import org.neume.cli.chain.Outcome;
import org.neume.cli.chain.StreamOwners;
import org.neume.gateway.intake.PublishException;
import org.neume.gateway.intake.RecordingPublisher;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.media.MediaException;

/**
 * Sends files through a chain, some at a time, and hands over their annotations in the order of the
 * files, whichever is done first.
 */
final class BatchAnnotator {
  /** What happens with one file. */
  interface Listener {
    /** It is done, or what of it could be done is. */
    void annotated(int index, Annotation annotation);

    /**
     * It cannot be done; or after {@link #annotated}: not to its end, for it is damaged there, or not
     * all that was to be found in it.
     *
     * @param message one line that names it
     */
    void failed(int index, String message);
  }

  /**
   * What became of a file.
   *
   * @param damage why it was read no further, in one line; null where it was read to its end
   * @param silence why nobody waits for the rest; null where all of it has ended
   */
  private record Annotated(Outcome outcome, @Nullable String damage, @Nullable String silence) {}

  private static final double PATIENCE_SECONDS = 120;

  private final Broker broker;
  private final List<String> analyses;
  private final Set<Finding> findings;
  private final StreamOwners owners;
  private final int atOnce;
  private final ProgressLine progress;
  private boolean brokerGoesOn;

  /**
   * One that finds what its analyses give.
   *
   * @param atOnce files in the chain at a time
   */
  BatchAnnotator(Broker broker, AnalysisOptions analysis, int atOnce, ProgressLine progress) {
    this.broker = broker;
    this.analyses = analysis.analyses();
    this.findings = analysis.findings();
    this.owners = analysis.owners();
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
    try (KafkaProducer<String, SpecificRecordBase> producer = KafkaClients.producer(broker);
        AnnotationCollector collector =
            new AnnotationCollector(broker, null, false, findings, owners)) {
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
      CommandException end = null;
      for (int i = 0; i < files.size(); i++) {
        Future<Annotated> result = results.remove();
        try {
          // Behind a failure of the chain nothing is waited for, but what is there is handed over.
          if (end == null || result.isDone()) {
            deliver(i, files.get(i), result, listener);
          }
        } catch (CommandException e) {
          end = end == null ? e : end;
        }
        progress.finished();
      }
      if (end != null) {
        throw end;
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private Annotated annotate(Path file, RecordingPublisher publisher, AnnotationCollector collector)
      throws IOException, InterruptedException, ExecutionException {
    String id = UUID.randomUUID().toString();
    try (AudioSource source = AudioFile.open(file)) {
      CompletableFuture<Outcome> expected =
          collector.expect(id, title(file), s -> progress.decided(id, s));
      String damage = publish(source, id, publisher);
      String silence = await(expected, collector, id);
      Outcome outcome = expected.get();
      return new Annotated(
          damage == null ? outcome : CutRecording.asFarAsItGoes(outcome, damage),
          damage,
          outcome.complete() ? null : silence);
    } finally {
      collector.forget(id);
    }
  }

  /** Sends a recording as far as it decodes; why no further, or null if that is its end. */
  private @Nullable String publish(AudioSource source, String id, RecordingPublisher publisher)
      throws IOException {
    if (brokerGoesOn) {
      try {
        publisher.publish(source, id, analyses, s -> progress.alive());
        return null;
      } catch (MediaException e) {
        // Others read there too, for whom it must not look whole: it is closed as aborted.
        if (!DecodableSource.isCut(source, e)) {
          throw e;
        }
        return String.valueOf(e.getMessage());
      }
    }
    DecodableSource decodable = new DecodableSource(source);
    publisher.publish(decodable, id, analyses, s -> progress.alive());
    return decodable.damage();
  }

  /** Waits for the recording's end; why nobody waits any longer, or null if it has ended. */
  private @Nullable String await(
      CompletableFuture<Outcome> expected, AnnotationCollector collector, String id)
      throws InterruptedException, ExecutionException {
    while (true) {
      try {
        var unused = expected.get(1, TimeUnit.SECONDS);
        return null;
      } catch (TimeoutException e) {
        if (progress.idleSeconds() > PATIENCE_SECONDS) {
          String reported = collector.reported(id);
          String silence =
              String.format(
                  Locale.ROOT,
                  "the services have done nothing for %.0f seconds; %s",
                  PATIENCE_SECONDS,
                  reported == null ? "look at their log" : "one of them said: " + reported);
          collector.giveUp(id, silence);
          return silence;
        }
      }
    }
  }

  private void deliver(int index, Path file, Future<Annotated> result, Listener listener) {
    try {
      Annotated annotated = result.get();
      Outcome outcome = annotated.outcome();
      if (!outcome.completed().isEmpty()) {
        listener.annotated(index, outcome.whole());
      }
      if (annotated.silence() != null) {
        throw CommandException.environment(file + ": " + annotated.silence());
      }
      outcome.problems().forEach(problem -> listener.failed(index, message(file, problem)));
      if (annotated.damage() != null && !outcome.completed().isEmpty()) {
        listener.failed(
            index,
            String.format(
                Locale.ROOT,
                "%s (it was annotated as far as it decodes, %.1f s)",
                message(file, annotated.damage()),
                outcome.annotation().durationSeconds()));
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandException known) {
        throw known;
      }
      if (e.getCause() instanceof PublishException refused) {
        throw BrokerTrouble.refusal(broker, refused, BrokerTrouble.Want.WRITE)
            .orElseGet(
                () -> CommandException.environment(String.valueOf(refused.getMessage()), refused));
      }
      listener.failed(index, message(file, e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted", e);
    }
  }

  private static String message(Path file, @Nullable Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return file + ": it does not fit the heap; set NEUME_JAVA_OPTS=-Xmx1g";
    }
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

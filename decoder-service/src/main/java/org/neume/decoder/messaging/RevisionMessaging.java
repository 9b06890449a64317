package org.neume.decoder.messaging;

import io.quarkus.runtime.Startup;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.neume.schemas.Streams;
import org.neume.stage.messaging.StageOutputs;
import org.neume.stage.messaging.StageShell;
import org.neume.stage.messaging.StageShells;

/** The stage of revisions on its channels, with the activations beside them. */
@Startup
@ApplicationScoped
public class RevisionMessaging {
  private final StageShell shell;
  private final ExecutorService executor;

  RevisionMessaging(
      StageShells shells,
      DecoderSettings decoding,
      RevisionSettings settings,
      @Channel("revisions-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> records,
      @Channel("revisions-status") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> statuses,
      @Channel("revisions-dead-letters") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> deadLetters) {
    executor =
        Executors.newFixedThreadPool(
            settings.threads(),
            task -> {
              Thread thread = new Thread(task, "neume-revision");
              thread.setDaemon(true);
              return thread;
            });
    var activations =
        shells.recorded("revisions", settings.activationsTopic(), Streams.ACTIVATIONS);
    shell =
        shells.create(
            "revisions",
            new RevisionStage(decoding.choice(), settings, activations, executor),
            new StageOutputs(records, statuses, deadLetters));
  }

  @Incoming("revisions-in")
  CompletionStage<Void> consume(IncomingKafkaRecord<String, byte[]> record) {
    return shell.accept(record);
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }
}

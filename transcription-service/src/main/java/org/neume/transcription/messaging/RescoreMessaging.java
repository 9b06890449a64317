package org.neume.transcription.messaging;

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

/** The stage of scores that follow corrections on its channels, with notes and beats beside them. */
@Startup
@ApplicationScoped
public class RescoreMessaging {
  private final StageShell shell;
  private final ExecutorService executor;

  RescoreMessaging(
      StageShells shells,
      ScoreConfig config,
      RescoreConfig rescores,
      @Channel("rescores-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> records,
      @Channel("rescores-status") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> statuses,
      @Channel("rescores-dead-letters") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> deadLetters) {
    executor =
        Executors.newFixedThreadPool(
            config.threads(),
            task -> {
              Thread thread = new Thread(task, "neume-rescore");
              thread.setDaemon(true);
              return thread;
            });
    var notes = shells.exactSide("rescores", rescores.notesTopic(), Streams.NOTES);
    var beats = shells.exactSide("rescores", config.beatsTopic(), Streams.BEATS);
    shell =
        shells.create(
            "rescores",
            new RescoreStage(config, rescores, notes, beats, executor),
            new StageOutputs(records, statuses, deadLetters));
  }

  @Incoming("rescores-in")
  CompletionStage<Void> consume(IncomingKafkaRecord<String, byte[]> record) {
    return shell.accept(record);
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }
}

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

/** The score stage on its channels, with the beats beside them. */
@Startup
@ApplicationScoped
public class ScoreMessaging {
  private final StageShell shell;
  private final ExecutorService executor;

  ScoreMessaging(
      StageShells shells,
      ScoreConfig config,
      @Channel("scores-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> records,
      @Channel("scores-status") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> statuses,
      @Channel("scores-dead-letters") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> deadLetters) {
    executor =
        Executors.newFixedThreadPool(
            config.threads(),
            task -> {
              Thread thread = new Thread(task, "neume-score");
              thread.setDaemon(true);
              return thread;
            });
    var beats = shells.side("scores", config.beatsTopic(), Streams.BEATS);
    shell =
        shells.create(
            "scores",
            new ScoreStage(config, beats, executor),
            new StageOutputs(records, statuses, deadLetters));
  }

  @Incoming("scores-in")
  CompletionStage<Void> consume(IncomingKafkaRecord<String, byte[]> record) {
    return shell.accept(record);
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }
}

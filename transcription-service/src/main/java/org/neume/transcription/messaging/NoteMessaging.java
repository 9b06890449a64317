package org.neume.transcription.messaging;

import io.quarkus.runtime.Startup;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.neume.stage.messaging.StageOutputs;
import org.neume.stage.messaging.StageShell;
import org.neume.stage.messaging.StageShells;

/** The note stage on its channels. */
@Startup
@ApplicationScoped
public class NoteMessaging {
  private final StageShell shell;

  NoteMessaging(
      StageShells shells,
      NoteConfig config,
      @Channel("notes-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> records,
      @Channel("notes-status") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> statuses,
      @Channel("notes-dead-letters") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> deadLetters) {
    // Refused now rather than with the first recording.
    config.settings();
    shell =
        shells.create(
            "notes", new NoteStage(config), new StageOutputs(records, statuses, deadLetters));
  }

  @Incoming("notes-in")
  CompletionStage<Void> consume(IncomingKafkaRecord<String, byte[]> record) {
    return shell.accept(record);
  }
}

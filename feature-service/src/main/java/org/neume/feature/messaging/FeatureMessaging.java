package org.neume.feature.messaging;

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

/** The feature stage on its channels. */
@Startup
@ApplicationScoped
public class FeatureMessaging {
  private final StageShell shell;

  FeatureMessaging(
      StageShells shells,
      FeatureSettings settings,
      @Channel("feature-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> records,
      @Channel("feature-status") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> statuses,
      @Channel("feature-dead-letters") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> deadLetters) {
    shell =
        shells.create(
            "feature", settings.stage(), new StageOutputs(records, statuses, deadLetters));
  }

  @Incoming("feature-in")
  CompletionStage<Void> consume(IncomingKafkaRecord<String, byte[]> record) {
    return shell.accept(record);
  }
}

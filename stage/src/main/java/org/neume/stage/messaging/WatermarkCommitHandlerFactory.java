package org.neume.stage.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiConsumer;

/** Makes the commit strategy that channels name as {@code watermark}. */
@ApplicationScoped
@Identifier("watermark")
public class WatermarkCommitHandlerFactory implements KafkaCommitHandler.Factory {
  private final StageShells shells;

  WatermarkCommitHandlerFactory(StageShells shells) {
    this.shells = shells;
  }

  @Override
  public KafkaCommitHandler create(
      KafkaConnectorIncomingConfiguration config,
      Vertx vertx,
      KafkaConsumer<?, ?> consumer,
      BiConsumer<Throwable, Boolean> reportFailure) {
    return new WatermarkCommitHandler(config, consumer, shells);
  }
}

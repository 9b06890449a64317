package org.neume.cli.status;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.BrokerTrouble;

/** Waits for a broker's answers. Safe for use by many threads. */
final class AdminAnswers {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Broker broker;

  AdminAnswers(Broker broker) {
    this.broker = broker;
  }

  /**
   * The answer; null where what was asked for is not there or not shown to us.
   *
   * @throws CommandException if the broker does not answer or does not let us in
   */
  <T> @Nullable T orNull(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof AuthorizationException
          || cause instanceof UnknownTopicOrPartitionException
          || cause instanceof GroupIdNotFoundException) {
        return null;
      }
      throw BrokerTrouble.of(broker, e, BrokerTrouble.Want.DESCRIBE);
    } catch (TimeoutException e) {
      throw BrokerTrouble.of(broker, e, BrokerTrouble.Want.DESCRIBE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted", e);
    }
  }

  /** Whether nothing comes in time, while other answers do: no broker is there that could give it. */
  boolean isSilent(KafkaFuture<?> future) {
    try {
      var unused = future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    } catch (ExecutionException e) {
      return e.getCause() instanceof RetriableException;
    } catch (TimeoutException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted", e);
    }
  }
}

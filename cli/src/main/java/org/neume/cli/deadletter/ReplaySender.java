package org.neume.cli.deadletter;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.BrokerTrouble;
import org.neume.cli.chain.KafkaClients;

/** Writes records, and says in a line why the broker does not take one. Confined to one thread. */
final class ReplaySender implements AutoCloseable {
  private final Broker broker;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private @Nullable KafkaProducer<String, SpecificRecordBase> producer;

  /** Connects when there is something to send. */
  ReplaySender(Broker broker) {
    this.broker = broker;
  }

  /** Sends without waiting for the broker, but for room. */
  void send(ProducerRecord<String, SpecificRecordBase> record) {
    refuse();
    try {
      // The callback tells of failures; the future is of no use here.
      var unused =
          producer()
              .send(
                  record,
                  (metadata, e) -> {
                    if (e != null) {
                      failure.compareAndSet(null, e);
                    }
                  });
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  /** Waits until the broker has all that was sent. */
  void flush() {
    producer().flush();
    refuse();
  }

  /** Sends a record and waits until the broker has it. */
  void sendAndWait(ProducerRecord<String, SpecificRecordBase> record) {
    try {
      producer().send(record).get();
    } catch (KafkaException | ExecutionException e) {
      throw refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted", e);
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close();
    }
  }

  private KafkaProducer<String, SpecificRecordBase> producer() {
    if (producer == null) {
      producer = KafkaClients.producer(broker);
    }
    return producer;
  }

  private void refuse() {
    Exception e = failure.get();
    if (e != null) {
      throw refused(e);
    }
  }

  private CommandException refused(Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    return BrokerTrouble.refusal(broker, e, BrokerTrouble.Want.WRITE)
        .orElseGet(
            () ->
                CommandException.environment(
                    "the broker at %s does not take the records: %s; when it does, run the same again: it goes on where it stopped"
                        .formatted(broker.bootstrap(), cause.getMessage()),
                    e));
  }
}

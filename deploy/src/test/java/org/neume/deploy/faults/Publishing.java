package org.neume.deploy.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.OrderedProducer;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;

/**
 * Publishes a run's recordings in turns, each a turn later than the one before, from a thread of its
 * own. As a live source it waits for the brokers as long as it takes and loses nothing.
 */
final class Publishing implements AutoCloseable {
  private static final int SECONDS = 12;
  private static final long TURN_MILLIS = 600;
  private static final List<String> ANALYSES = List.of("beats", "notes", "score");

  private final KafkaProducer<String, SpecificRecordBase> producer;
  private final List<List<AudioChunk>> pieces = new ArrayList<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Thread thread;
  private volatile int turn;

  Publishing(Map<String, Object> client, Run run) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.putAll(OrderedProducer.SETTINGS);
    settings.put("linger.ms", 5);
    settings.put("delivery.timeout.ms", Integer.MAX_VALUE);
    settings.put("max.block.ms", Long.MAX_VALUE);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new AvroSerializer());
    for (int piece = 0; piece < Run.PIECES; piece++) {
      pieces.add(Music.piece(run.id(piece), piece, SECONDS, ANALYSES));
    }
    thread = new Thread(this::publish, "publishing");
    thread.start();
  }

  private int turns() {
    return pieces.get(0).size() + pieces.size() - 1;
  }

  private void publish() {
    try {
      for (int now = 0; now < turns(); now++) {
        turn = now;
        for (int piece = 0; piece < pieces.size(); piece++) {
          int chunk = now - piece;
          if (chunk >= 0 && chunk < pieces.get(piece).size()) {
            AudioChunk record = pieces.get(piece).get(chunk);
            producer.send(
                new ProducerRecord<>(Topics.AUDIO.name(), record.getRecordingId(), record),
                (sent, failure) -> {
                  if (failure != null) {
                    end.completeExceptionally(failure);
                  }
                });
          }
        }
        Thread.sleep(TURN_MILLIS);
      }
      turn = turns();
      producer.flush();
      end.complete(null);
    } catch (InterruptedException | RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  /** Waits until this share of the turns is done. */
  void await(double share) throws InterruptedException {
    while (turn < share * turns() && !end.isDone()) {
      Thread.sleep(50);
    }
  }

  /** Waits until the brokers have acknowledged all of it. */
  void awaitEnd() throws ExecutionException, InterruptedException, TimeoutException {
    end.get(5, TimeUnit.MINUTES);
  }

  @Override
  public void close() {
    thread.interrupt();
    producer.close(Duration.ofSeconds(5));
  }
}

package org.neume.cli;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.neume.cli.chain.KafkaClients;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;

/** Publishes recordings in turns, chunk by chunk, into partition 0 of the audio topic. */
final class InterleavedAudio implements AutoCloseable {
  private final KafkaProducer<String, SpecificRecordBase> producer;
  private final List<List<AudioChunk>> recordings;
  private final int turns;
  // The topics forget records by their time stamps, so these must not be old.
  private long time = System.currentTimeMillis();
  private int turn;

  InterleavedAudio(String bootstrap, List<TestRecording> recordings) {
    this.producer = KafkaClients.producer(bootstrap);
    this.recordings = recordings.stream().map(TestRecording::chunks).toList();
    this.turns = this.recordings.stream().mapToInt(List::size).max().orElse(0);
  }

  /** Publishes until this share of the turns is done, and waits for the broker to have it all. */
  void publishUntil(double share) throws ExecutionException, InterruptedException {
    for (; turn < share * turns; turn++) {
      for (List<AudioChunk> chunks : recordings) {
        if (turn < chunks.size()) {
          send(chunks.get(turn));
        }
      }
    }
    producer.flush();
  }

  /**
   * Publishes the first record of another recording, by which time goes on in the log by more than
   * a stage waits for an abandoned one.
   */
  void beginLater(TestRecording later) throws ExecutionException, InterruptedException {
    time += 301_000;
    send(later.chunks().get(0));
  }

  /** Publishes the rest of it. */
  void endLater(TestRecording later) throws ExecutionException, InterruptedException {
    List<AudioChunk> chunks = later.chunks();
    for (AudioChunk chunk : chunks.subList(1, chunks.size())) {
      send(chunk);
    }
  }

  private void send(AudioChunk chunk) throws ExecutionException, InterruptedException {
    time += 5;
    var unused =
        producer
            .send(new ProducerRecord<>(Topics.AUDIO.name(), 0, time, chunk.getRecordingId(), chunk))
            .get();
  }

  @Override
  public void close() {
    producer.close();
  }
}

package org.neume.cli.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.inference.model.ModelManifest;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;

/**
 * Writes features as the feature service does, a block a second, of music that nobody played: their
 * values are random, on the grid that features have, so that they compress no better than real ones.
 * Confined to one thread.
 */
final class FeatureFeed {
  private static final int DIFFERENT_BLOCKS = 32;
  private static final float GRID = 64;
  private static final int LEVELS = 256;

  private final Producer<String, SpecificRecordBase> producer;
  private final ModelManifest model;
  private final String topic;
  private final int blockFrames;
  private final List<ByteBuffer> payloads = new ArrayList<>();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

  /** A feed into a topic for recordings that ask for this model. */
  FeatureFeed(Producer<String, SpecificRecordBase> producer, ModelManifest model, String topic) {
    this.producer = producer;
    this.model = model;
    this.topic = topic;
    blockFrames = (int) Math.ceil(model.frameRate());
    Random random = new Random(1);
    float[] values = new float[blockFrames * model.bins()];
    for (int i = 0; i < DIFFERENT_BLOCKS; i++) {
      for (int j = 0; j < values.length; j++) {
        values[j] = random.nextInt(LEVELS) / GRID;
      }
      payloads.add(TensorPayload.encode(ElementType.F16, values, 0, values.length));
    }
  }

  /** Blocks of a recording of so many frames, the closing one included. */
  int blocks(long frames) {
    return Math.toIntExact((frames + blockFrames - 1) / blockFrames);
  }

  /** Frames of so many blocks that do not close a recording. */
  long frames(int blocks) {
    return (long) blocks * blockFrames;
  }

  /**
   * Sends one block.
   *
   * @param partition where it has to go, which is where its key sends it
   * @param frames length of the recording
   */
  void send(int partition, String recordingId, int block, long frames) {
    long first = (long) block * blockFrames;
    int count = (int) Math.min(blockFrames, frames - first);
    ByteBuffer payload = payloads.get((block * 7 + partition) % DIFFERENT_BLOCKS).duplicate();
    payload.limit(count * model.bins() * TensorPayload.elementBytes(ElementType.F16));
    FeatureBlock record =
        FeatureBlock.newBuilder()
            .setRecordingId(recordingId)
            .setStream(model.representation())
            .setSequence(block)
            .setFirstFrame(first)
            .setFrameCount(count)
            .setBins(model.bins())
            .setFrameRate(model.frameRate())
            .setElementType(ElementType.F16)
            .setPayload(payload)
            .setAnalyses(List.of(model.name()))
            .setProvenance("bench")
            .setRepresentations(List.of(model.representation()))
            .setEnd(first + count == frames ? End.COMPLETE : End.OPEN)
            .setCause(null)
            .build();
    var unused =
        producer.send(
            new ProducerRecord<>(topic, recordingId, record),
            (sent, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e.toString());
              } else if (sent.partition() != partition) {
                failure.compareAndSet(
                    null,
                    "%s went to partition %d, not %d"
                        .formatted(recordingId, sent.partition(), partition));
              }
            });
  }

  /**
   * Sends whole recordings, those of a partition one after the other, all partitions side by side, and
   * waits until they are in the log.
   *
   * @param ids names by partition, equally many of each
   * @param frames length of each recording
   * @throws CommandException if the broker does not take them, or takes one elsewhere
   */
  void sendAll(List<List<String>> ids, long frames) {
    for (int round = 0; round < ids.get(0).size(); round++) {
      for (int block = 0; block < blocks(frames); block++) {
        for (int partition = 0; partition < ids.size(); partition++) {
          send(partition, ids.get(partition).get(round), block, frames);
        }
      }
    }
    check();
  }

  /**
   * Waits until all that was sent is in the log.
   *
   * @throws CommandException if the broker did not take it, or took it elsewhere
   */
  void check() {
    producer.flush();
    String why = failure.get();
    if (why != null) {
      throw CommandException.environment("the features cannot be written: " + why);
    }
  }
}

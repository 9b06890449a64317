package org.neume.gateway.view;

import java.time.Duration;
import org.neume.gateway.TestRecords;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.record.BeatBlock;

/** A log of beats in memory, read as the gateway reads it. */
public final class TestLog {
  private static final int PARTITION = 3;

  private final RecordingIndex index = new RecordingIndex(10);
  private final AvroSerializer serializer = new AvroSerializer();
  private final RecordStore store =
      new RecordStore(
          () -> {
            throw new StoreException("there is no broker in this test");
          },
          new AvroDeserializer(),
          1 << 20,
          Duration.ofSeconds(1));
  private long offset;

  /** Appends a record and has it read. */
  public void write(BeatBlock block) {
    // Other recordings' records lie between.
    offset += 1 + block.getSequence() % 3;
    byte[] bytes = serializer.serialize(Place.BEATS.topic().name(), block);
    store.keep(Place.BEATS, PARTITION, offset, bytes);
    index.take(Place.BEATS, PARTITION, offset, offset, block);
  }

  /** What it says of recordings. */
  public RecordingIndex index() {
    return index;
  }

  /** Its records. */
  public RecordStore store() {
    return store;
  }

  /** The recording. */
  public RecordingView view() {
    return index.find(TestRecords.ID).orElseThrow();
  }
}

package org.neume.decoder.messaging;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.neume.decoder.decode.DecoderChoice;
import org.neume.schemas.record.ActivationBlock;
import org.neume.stage.Origin;
import org.neume.stage.RecordedSource;

/**
 * The activations of recordings that are corrected: read from their topic once, and kept while there is
 * room, those used longest ago forgotten first. A person corrects one recording many times within
 * minutes. Safe for use by many threads.
 */
final class ActivationStore {
  // The time tells recordings apart that were given the same id.
  private record Key(String recordingId, String stream, long recordedFrom) {}

  private final RecordedSource<ActivationBlock> source;
  private final DecoderChoice decoders;
  private final double longestSeconds;
  private final long capacity;
  private final Map<Key, CompletableFuture<RecordedActivations>> kept =
      new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * An empty store.
   *
   * @param capacity bytes that are kept at most, besides what is being read
   */
  ActivationStore(
      RecordedSource<ActivationBlock> source,
      DecoderChoice decoders,
      double longestSeconds,
      long capacity) {
    this.source = source;
    this.decoders = decoders;
    this.longestSeconds = longestSeconds;
    this.capacity = capacity;
  }

  /**
   * The activations of a stream; as {@link ActivationGatherer#gathered}. What could not be had is not
   * remembered: it is looked for again.
   *
   * @param origin the partition, and a time at or before that of the first record
   */
  CompletableFuture<RecordedActivations> of(Origin origin, String recordingId, String stream) {
    Key key = new Key(recordingId, stream, origin.logTime());
    ActivationGatherer gatherer;
    synchronized (this) {
      CompletableFuture<RecordedActivations> known = kept.get(key);
      if (known != null) {
        return known;
      }
      gatherer = new ActivationGatherer(decoders, longestSeconds);
      kept.put(key, gatherer.gathered());
    }
    CompletableFuture<RecordedActivations> gathered = gatherer.gathered();
    var unused = gathered.whenComplete((activations, failure) -> settle(key, gathered));
    source.read(origin, recordingId, stream, gatherer);
    return gathered;
  }

  private synchronized void settle(Key key, CompletableFuture<RecordedActivations> gathered) {
    if (gathered.isCompletedExceptionally()) {
      kept.remove(key, gathered);
      return;
    }
    bytes += gathered.join().bytes();
    Iterator<CompletableFuture<RecordedActivations>> oldest = kept.values().iterator();
    while (bytes > capacity && oldest.hasNext()) {
      CompletableFuture<RecordedActivations> other = oldest.next();
      if (other.isDone() && !other.isCompletedExceptionally()) {
        bytes -= other.join().bytes();
        oldest.remove();
      }
    }
  }

  /** Bytes kept now. */
  synchronized long bytes() {
    return bytes;
  }
}

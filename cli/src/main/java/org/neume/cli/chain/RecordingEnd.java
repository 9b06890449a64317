package org.neume.cli.chain;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.neume.schemas.StreamType;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.RecordingStatus;

/**
 * When a recording that somebody follows in a topic has ended there: in the topic of statuses with
 * the stages of all analyses that it asks for, in every other with its streams. Confined to one
 * thread.
 */
public final class RecordingEnd {
  private final boolean followsStatuses;
  private final Quiet quiet;
  private final StreamsEnd streams;
  private final StatusesEnd statuses;

  private RecordingEnd(boolean followsStatuses, LongSupplier nanos) {
    this.followsStatuses = followsStatuses;
    quiet = new Quiet(nanos);
    streams = new StreamsEnd(quiet);
    statuses = new StatusesEnd(quiet);
  }

  /** The end in a topic. */
  public static RecordingEnd in(Topic topic) {
    return in(topic, System::nanoTime);
  }

  /** The same, by a clock in nanoseconds. */
  static RecordingEnd in(Topic topic, LongSupplier nanos) {
    return new RecordingEnd(topic.equals(Topics.STATUS), nanos);
  }

  /** What was in the topics when the reading began is still being read. */
  public void catchingUp() {
    quiet.broken();
  }

  /**
   * What is waited for though nothing tells how long, in a few words: a stage that has said nothing
   * yet; empty if nothing is, or other records keep coming.
   */
  public Optional<String> silent() {
    return followsStatuses && quiet.lastsLong() ? statuses.silent() : Optional.empty();
  }

  /** The topics that have to be read beside to know. */
  public List<Topic> beside() {
    return followsStatuses ? List.of(Topics.ACTIVATIONS) : List.of();
  }

  /** Takes the next record of the recording in the topic, and answers whether it has ended. */
  public <T> boolean take(T record, StreamType<T> type) {
    if (record instanceof RecordingStatus status) {
      statuses.take(status);
    } else {
      streams.take(record, type);
    }
    return ended();
  }

  /** Takes a record of a topic beside, of whatever recording, and answers whether this has ended. */
  public boolean takeBeside(String recordingId, SpecificRecordBase record) {
    if (record instanceof ActivationBlock block && block.getRecordingId().equals(recordingId)) {
      statuses.take(block);
    }
    return ended();
  }

  /** Whether nothing more comes. */
  public boolean ended() {
    return followsStatuses ? statuses.ended() : streams.ended();
  }

  /** Why something was given up, in one line each; empty if nothing was. */
  public List<String> causes() {
    return followsStatuses ? statuses.causes() : streams.causes();
  }
}

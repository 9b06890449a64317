package org.neume.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;

/**
 * Recordings that an input named which nothing can be made of. Its record goes to the dead letters.
 * A recording that had not begun here is said to have failed, and behind both the stage ends every
 * stream that it might have had: nobody can know which they were, and nobody shall wait for them. Of
 * one that had begun, its runs say and end what there is: an end of all streams beside theirs would
 * overtake them or not, as their outputs happen to be computed. Confined to the partition's thread.
 */
final class Refusals<O> {
  private final PartitionContext<?, O> context;
  private final PartitionHost host;
  private final RefusedRecordings refused;

  Refusals(PartitionContext<?, O> context, PartitionHost host) {
    this.context = context;
    this.host = host;
    refused = new RefusedRecordings(context.limits().stallAfter());
  }

  /** Why a recording was refused, in one line; null if it was not. */
  @Nullable String cause(String recordingId) {
    return refused.cause(recordingId);
  }

  /** Forgets what was refused too long ago; see {@link RefusedRecordings#forget}. */
  void forget(long logTime, Set<StreamKey> closing) {
    refused.forget(logTime, closing);
  }

  /** The lowest input that is held; null if none is. */
  @Nullable InputPlace lowest() {
    return refused.lowest();
  }

  /**
   * Refuses an input and the recording that it names.
   *
   * @param recordingId the recording; null if it names none
   * @param said whether the recording has begun here, so that its failure or its end is said by its
   *     runs
   */
  void refuse(
      InputRecord source,
      long logTimeBefore,
      long logTime,
      @Nullable String recordingId,
      String cause,
      boolean said) {
    List<OutputRecord> records = new ArrayList<>();
    context.listener().deadLetter(cause);
    records.add(DeadLetter.of(context, source, cause));
    if (recordingId == null) {
      host.sendHolding(source.offset(), logTimeBefore, records, () -> {});
      return;
    }
    boolean first = refused.cause(recordingId) == null;
    refused.add(recordingId, cause, new InputPlace(source.offset(), logTimeBefore), logTime);
    if (first && !said) {
      context.listener().failed(recordingId, cause, true);
      long at = source.timestamp();
      records.add(host.statuses().started(recordingId, null, at));
      records.add(host.statuses().failed(recordingId, cause, 0, null, at));
    }
    host.sendHolding(
        source.offset(),
        logTimeBefore,
        records,
        () -> {
          if (first && !said && context.definition().endsEveryStream()) {
            host.sendHolding(source.offset(), logTimeBefore, end(source, recordingId, cause));
          }
        });
  }

  /** The end of all streams of a recording that has begun: a dead letter and nothing else. */
  void stray(InputRecord source, long logTimeBefore, String recordingId) {
    String cause =
        Causes.line(
            context.definition().name(),
            "every stream of %s was ended behind its beginning: publish nothing under the id of a recording that was published before"
                .formatted(recordingId));
    refuse(source, logTimeBefore, cause);
  }

  /** Refuses an input alone: a dead letter and nothing else. */
  void refuse(InputRecord source, long logTimeBefore, String cause) {
    context.listener().deadLetter(cause);
    host.sendHolding(source.offset(), logTimeBefore, DeadLetter.of(context, source, cause));
  }

  /** The end of all streams of a recording that has not begun. */
  private OutputRecord end(InputRecord source, String recordingId, String cause) {
    StreamType<O> type = context.definition().output();
    O record = type.aborted(recordingId, Streams.EVERY, 0, cause, null);
    return new OutputRecord(
        OutputRecord.Kind.OUTPUT,
        recordingId,
        context.outputs().encode(record),
        source.timestamp(),
        Map.of());
  }
}

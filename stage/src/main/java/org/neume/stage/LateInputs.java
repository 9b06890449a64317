package org.neume.stage;

import org.neume.schemas.StreamType;
import org.neume.schemas.record.End;

/**
 * What to do with inputs of recordings that are finished: they are dropped, and what a predecessor
 * may not have said any more is said. Confined to the partition's thread.
 */
final class LateInputs<I> implements AutoCloseable {
  private final StreamType<I> type;
  private final PartitionHost host;
  private final FinishedRecordings finished;

  LateInputs(StreamType<I> type, PartitionHost host, Budget budget) {
    this.type = type;
    this.host = host;
    finished = new FinishedRecordings(budget);
  }

  /** Whether any stream of the recording is finished. */
  boolean contains(String recordingId) {
    return finished.contains(recordingId);
  }

  /** Notes a run that is over, when the partition stands at this offset and log time. */
  void finished(RecordingRun<?, ?> run, long offset, long logTime) {
    FinishedRecordings.Finished done =
        new FinishedRecordings.Finished(run.outputs().tailOffset(host.outputEnd()), null);
    done.seen(offset, logTime, run.sawLastInput());
    finished.add(run.key(), done);
  }

  /** Notes a recording that a predecessor finished: its outputs, and the first input met of it. */
  void finishedBefore(
      StreamKey key,
      I input,
      InputRecord source,
      long logTimeBefore,
      long logTime,
      OutputStreams<?> outputs) {
    if (type.sequence(input) == 0) {
      host.sendHolding(
          source.offset(),
          logTimeBefore,
          host.statuses().started(key.recordingId(), outputs, source.timestamp()));
    }
    // FAILED was acknowledged before the outputs were closed, COMPLETED may not have been sent.
    FinishedRecordings.Finished done =
        new FinishedRecordings.Finished(
            outputs.tailOffset(host.outputEnd()), outputs.aborted() ? null : outputs);
    finished.add(key, done);
    take(done, key, input, source, logTimeBefore, logTime);
  }

  /** Notes that something names a finished recording that is none of its inputs. */
  void met(String recordingId, long offset, long logTime) {
    finished.seen(recordingId, offset, logTime);
  }

  /** Takes an input, if its recording is finished. */
  boolean take(StreamKey key, I input, InputRecord source, long logTimeBefore, long logTime) {
    FinishedRecordings.Finished done = finished.get(key);
    if (done != null) {
      take(done, key, input, source, logTimeBefore, logTime);
    }
    return done != null;
  }

  private void take(
      FinishedRecordings.Finished done,
      StreamKey key,
      I input,
      InputRecord source,
      long logTimeBefore,
      long logTime) {
    done.seen(source.offset(), logTime, type.end(input) != End.OPEN);
    OutputStreams<?> outputs = done.unconfirmed();
    if (outputs != null && type.end(input) != End.OPEN) {
      done.confirm();
      host.sendHolding(
          source.offset(),
          logTimeBefore,
          host.statuses()
              .completed(key.recordingId(), type.sequence(input) + 1, outputs, source.timestamp()));
    }
  }

  /** The lowest offset of a last output that a successor needs; see {@link FinishedRecordings}. */
  long tailFrom(long offset, long openSince, long otherwise) {
    return finished.tailFrom(offset, openSince, otherwise);
  }

  /** Forgets everything. */
  @Override
  public void close() {
    finished.close();
  }
}

package org.neume.stage.messaging;

import java.util.Map;
import org.neume.stage.InputRecord;
import org.neume.stage.StageListener;

/** What happens in one partition: counted, said in the log, and traced where traces are on. */
final class PartitionListener implements StageListener {
  private final int partition;
  private final StageMetrics metrics;
  private final StageLog log;
  private final StageListener traces;

  PartitionListener(int partition, StageMetrics metrics, StageLog log, StageListener traces) {
    this.partition = partition;
    this.metrics = metrics;
    this.log = log;
    this.traces = traces;
  }

  @Override
  public void taking(InputRecord source, String recordingId, long sequence) {
    LogContext.sequence(sequence);
    traces.taking(source, recordingId, sequence);
  }

  @Override
  public void opened(
      InputRecord source,
      String recordingId,
      String stream,
      long sequence,
      Map<String, Long> outputs) {
    traces.opened(source, recordingId, stream, sequence, outputs);
  }

  @Override
  public void applied(InputRecord source, double seconds) {
    metrics.applied(source, seconds);
  }

  @Override
  public void repeatDropped() {
    metrics.repeatDropped();
  }

  @Override
  public void waiting(String recordingId) {
    metrics.waiting(recordingId);
    log.waiting(partition, recordingId);
  }

  @Override
  public void gap(String recordingId) {
    metrics.gap(recordingId);
    log.gap(partition, recordingId);
  }

  @Override
  public void deadLetter(String cause) {
    metrics.deadLetter(cause);
  }

  @Override
  public void acknowledged(Acknowledged output) {
    metrics.acknowledged(output);
    traces.acknowledged(output);
  }

  @Override
  public void completed(String recordingId) {
    metrics.completed(recordingId);
    log.completed(partition, recordingId);
  }

  @Override
  public void failed(String recordingId, String cause, boolean here) {
    metrics.failed(recordingId, cause, here);
    log.failed(partition, recordingId, cause, here);
    traces.failed(recordingId, cause, here);
  }

  @Override
  public void closed(String recordingId, String stream) {
    traces.closed(recordingId, stream);
  }
}

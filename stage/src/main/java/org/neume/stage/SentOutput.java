package org.neume.stage;

import org.neume.schemas.record.End;

/** An output that was sent and is not yet known to be written. Confined to the partition's thread. */
final class SentOutput implements StageListener.Acknowledged {
  private static final long UNKNOWN = -1;

  final long releases;
  final int bytes;
  private final String recordingId;
  private final String stream;
  private final long sequence;
  private final End end;
  private final long arrival;
  private long offset = UNKNOWN;

  /**
   * An output on its way.
   *
   * @param releases inputs below this are free once the broker holds it
   * @param bytes its encoded size
   * @param arrival see {@link StageListener.Acknowledged#arrival}
   */
  SentOutput(
      String recordingId,
      String stream,
      long sequence,
      End end,
      long releases,
      int bytes,
      long arrival) {
    this.recordingId = recordingId;
    this.stream = stream;
    this.sequence = sequence;
    this.end = end;
    this.releases = releases;
    this.bytes = bytes;
    this.arrival = arrival;
  }

  /** The broker holds it at this offset. */
  void written(long at) {
    offset = at;
  }

  boolean isWritten() {
    return offset != UNKNOWN;
  }

  @Override
  public String recordingId() {
    return recordingId;
  }

  @Override
  public String stream() {
    return stream;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public End end() {
    return end;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public long arrival() {
    return arrival;
  }
}

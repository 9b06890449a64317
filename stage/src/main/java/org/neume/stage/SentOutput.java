package org.neume.stage;

/** An output that was sent and is not yet known to be written. */
final class SentOutput {
  private static final long UNKNOWN = -1;

  final String stream;
  final long releases;
  final int bytes;
  private long offset = UNKNOWN;

  SentOutput(String stream, long releases, int bytes) {
    this.stream = stream;
    this.releases = releases;
    this.bytes = bytes;
  }

  /** The broker holds it at this offset. */
  void written(long at) {
    offset = at;
  }

  boolean isWritten() {
    return offset != UNKNOWN;
  }

  long offset() {
    return offset;
  }
}

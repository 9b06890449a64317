package org.neume.stage;

/**
 * An input as its partition takes it.
 *
 * @param source the record in the log
 * @param logTimeBefore the partition's log time before it, in milliseconds since 1970
 * @param logTime the same with it
 * @param again whether it was taken before, and is read again for recordings that had to wait
 */
record TakenInput(InputRecord source, long logTimeBefore, long logTime, boolean again) {
  long offset() {
    return source.offset();
  }
}

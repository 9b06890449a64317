package org.neume.cli.bench;

/**
 * What was measured with one setting of batches.
 *
 * @param setting the setting
 * @param windowsPerSecond windows computed in a second
 * @param meanBatch windows in a batch; NaN where there was none
 * @param waitMillis how long the oldest window of a batch waited; NaN where there was none
 * @param cpu what was used meanwhile
 */
record BatchCell(
    BatchSetting setting,
    double windowsPerSecond,
    double meanBatch,
    double waitMillis,
    CpuUse cpu) {
  private static final String WINDOWS = "neume_inference_batch_windows";
  private static final String WAIT = "neume_inference_queue_wait_seconds";

  /**
   * What a service's meters say of a span.
   *
   * @param before its meters at the beginning
   * @param after its meters at the end
   * @param cpu what was used meanwhile
   * @param seconds the span's length
   */
  static BatchCell between(
      BatchSetting setting, Meters before, Meters after, CpuUse cpu, double seconds) {
    double windows = after.sum(WINDOWS + "_sum") - before.sum(WINDOWS + "_sum");
    double batches = after.sum(WINDOWS + "_count") - before.sum(WINDOWS + "_count");
    double wait = after.sum(WAIT + "_sum") - before.sum(WAIT + "_sum");
    return new BatchCell(
        setting,
        windows / seconds,
        batches > 0 ? windows / batches : Double.NaN,
        batches > 0 ? 1e3 * wait / batches : Double.NaN,
        cpu);
  }
}

package org.neume.cli.bench;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.neume.inference.engine.DeviceSetting;

/**
 * How a replica gathers windows.
 *
 * @param load how windows come, in a word for the table
 * @param size windows in a batch at most
 * @param delayMillis how long an idle device waits for a fuller batch
 */
record BatchSetting(String load, int size, int delayMillis) {
  private static final int USUAL_QUEUE = 8;

  /** The service's settings by property name. */
  Map<String, String> properties(DeviceSetting device, String model) {
    Map<String, String> all = new HashMap<>();
    all.put("neume.inference.models", model);
    all.put("neume.inference.device", device.toString());
    all.put("neume.inference.batch.max-windows", Integer.toString(size));
    all.put(
        "neume.inference.batch.max-delay",
        String.format(Locale.ROOT, "PT%.3fS", delayMillis / 1e3));
    all.put("neume.inference.batch.max-bytes", "512M");
    // A batch is no larger than the queue that it is taken from.
    all.put("neume.inference.queue.max-windows", Integer.toString(Math.max(USUAL_QUEUE, size)));
    all.put("neume.inference.queue.max-bytes", "512M");
    // A window is up to six records: those of two of the largest batches may be on their way.
    all.put("neume.stage.pending-records", "1024");
    return all;
  }
}

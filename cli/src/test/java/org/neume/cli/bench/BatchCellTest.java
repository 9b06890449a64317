package org.neume.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A setting of batches")
class BatchCellTest {
  private static final CpuUse CPU = new CpuUse(0.1, 0.2, 0.5);

  private static Meters meters(int windows, int batches, double wait) {
    return new Meters(
        """
        # TYPE neume_inference_batch_windows histogram
        neume_inference_batch_windows_bucket{model="beats",le="1.0"} 7
        neume_inference_batch_windows_count{model="beats"} %d
        neume_inference_batch_windows_sum{model="beats"} %d.0
        neume_inference_queue_wait_seconds_count{model="beats"} %d
        neume_inference_queue_wait_seconds_sum{model="beats"} %s
        """
            .formatted(batches, windows, batches, wait));
  }

  @Test
  @DisplayName("is what the meters gained between two moments")
  void gained() {
    BatchCell cell =
        BatchCell.between(
            new BatchSetting("live", 16, 20), meters(100, 30, 9.0), meters(180, 50, 10.0), CPU, 8);
    assertThat(cell.windowsPerSecond()).isCloseTo(10, within(1e-9));
    assertThat(cell.meanBatch()).isCloseTo(4, within(1e-9));
    assertThat(cell.waitMillis()).isCloseTo(50, within(1e-9));
    assertThat(BatchTable.of(List.of(cell)).lines().toList().get(1).split(" {2,}", -1))
        .containsExactly("live", "16", "20 ms", "10.0", "4.0", "50 ms", "50 %");
  }

  @Test
  @DisplayName("knows no mean where nothing was computed")
  void nothing() {
    BatchCell cell =
        BatchCell.between(new BatchSetting("live", 1, 0), meters(0, 0, 0), meters(0, 0, 0), CPU, 8);
    assertThat(cell.windowsPerSecond()).isZero();
    assertThat(cell.meanBatch()).isNaN();
  }
}

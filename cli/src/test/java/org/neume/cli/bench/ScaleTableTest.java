package org.neume.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of replicas")
class ScaleTableTest {
  private static final CpuUse CPU = new CpuUse(0.41, 0.12, 0.6);

  private static ScalePhase phase(int replicas, double windowsPerSecond, Double... pauses) {
    return new ScalePhase(replicas, windowsPerSecond, 60 * windowsPerSecond, CPU, List.of(pauses));
  }

  @Test
  @DisplayName("has the efficiency as throughput divided by replicas times the throughput of one")
  void efficiency() {
    ScalePhase one = phase(1, 5);
    ScalePhase eight = phase(8, 38);
    assertThat(eight.speedUp(one)).isCloseTo(7.6, within(1e-9));
    assertThat(eight.efficiency(one)).isCloseTo(38 / (8 * 5.0), within(1e-9));
    assertThat(phase(8, 36).efficiency(phase(2, 10))).isCloseTo(36 / (4 * 10.0), within(1e-9));
  }

  @Test
  @DisplayName("says line by line what was measured, with median and longest of the pauses")
  void rows() {
    List<String> lines =
        ScaleTable.of(List.of(phase(1, 5), phase(2, 9.5, 0.2, 3.0, 1.0, 0.6))).lines().toList();
    assertThat(lines.get(lines.size() - 2).strip().split(" {2,}", -1))
        .containsExactly(
            "1", "5.0", "300 x", "1.00", "100 %", "41 %", "12 %", "60 %", "-", "-", "-");
    assertThat(lines.get(lines.size() - 1).strip().split(" {2,}", -1))
        .containsExactly(
            "2", "9.5", "570 x", "1.90", "95 %", "41 %", "12 %", "60 %", "4", "0.8 s", "3.0 s");
  }

  @Test
  @DisplayName("reaches the target where the least efficiency does")
  void verdict() {
    assertThat(ScaleTable.verdict(List.of(phase(1, 5), phase(2, 9), phase(4, 19))))
        .contains("from 1 to 4 replicas >= 90 %: reached (least: 90 %)");
    assertThat(ScaleTable.verdict(List.of(phase(1, 5), phase(2, 8.9), phase(4, 19))))
        .contains("not reached (least: 89 %)");
  }
}

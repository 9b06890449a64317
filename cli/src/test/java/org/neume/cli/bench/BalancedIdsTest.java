package org.neume.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Balanced names of recordings")
class BalancedIdsTest {
  @Test
  @DisplayName(
      "go where Kafka's hash of their bytes says, equally many to each partition, each once")
  void equallyMany() {
    List<List<String>> ids = BalancedIds.of(24, 5, "song-");
    assertThat(ids).hasSize(24);
    Set<String> all = new HashSet<>();
    for (int partition = 0; partition < ids.size(); partition++) {
      assertThat(ids.get(partition)).hasSize(5);
      for (String id : ids.get(partition)) {
        int hash = Utils.murmur2(id.getBytes(StandardCharsets.UTF_8));
        assertThat((hash & 0x7fffffff) % 24).isEqualTo(partition);
        assertThat(id).startsWith("song-");
        all.add(id);
      }
    }
    assertThat(all).hasSize(24 * 5);
  }
}

package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Lane;

@DisplayName("Of a topic that lanes share, a replica")
class LaneFilterTest {
  private static Headers of(String lane) {
    return new RecordHeaders().add(Lane.HEADER, lane.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("takes what its own lane wrote, and of the live lane what names none")
  void shared() {
    LaneFilter live = LaneFilter.of(Lane.LIVE, "neume.notes");
    LaneFilter bulk = LaneFilter.of(Lane.BULK, "neume.notes");
    assertThat(live.passesOver(new RecordHeaders())).isFalse();
    assertThat(bulk.passesOver(new RecordHeaders())).isTrue();
    assertThat(live.passesOver(of("bulk"))).isTrue();
    assertThat(bulk.passesOver(of("bulk"))).isFalse();
    assertThat(live.passesOver(of("live"))).isFalse();
    assertThat(bulk.passesOver(of("express"))).isTrue();
    assertThat(live.passesOver(of("express"))).as("somebody has to").isFalse();
  }

  @Test
  @DisplayName("takes all of a topic that lanes do not share, whatever a publisher says")
  void own() {
    for (String topic : List.of("neume.features.bulk", "their.features")) {
      LaneFilter bulk = LaneFilter.of(Lane.BULK, topic);
      assertThat(bulk.passesOver(new RecordHeaders())).isFalse();
      assertThat(bulk.passesOver(of("live"))).isFalse();
    }
    assertThat(LaneFilter.of(Lane.LIVE, "neume.audio").passesOver(of("bulk"))).isFalse();
  }
}

package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
    LaneFilter live = new LaneFilter(Lane.LIVE, Lane.LIVE);
    LaneFilter bulk = new LaneFilter(Lane.BULK, Lane.LIVE);
    assertThat(live.passesOver(new RecordHeaders())).isFalse();
    assertThat(bulk.passesOver(new RecordHeaders())).isTrue();
    assertThat(live.passesOver(of("bulk"))).isTrue();
    assertThat(bulk.passesOver(of("bulk"))).isFalse();
    assertThat(live.passesOver(of("live"))).isFalse();
    assertThat(bulk.passesOver(of("express"))).isTrue();
    assertThat(live.passesOver(of("express"))).isTrue();
  }

  @Test
  @DisplayName("takes all of its lane's own topics, for publishers name no lane")
  void own() {
    LaneFilter bulk = new LaneFilter(Lane.BULK, Lane.BULK);
    assertThat(bulk.passesOver(new RecordHeaders())).isFalse();
    assertThat(bulk.passesOver(of("bulk"))).isFalse();
  }
}

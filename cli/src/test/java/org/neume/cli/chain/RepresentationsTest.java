package org.neume.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.inference.messaging.InferenceStage;

@DisplayName("The representations that models may read")
class RepresentationsTest {
  @Test
  @DisplayName("are those that features are computed as, every one")
  void all() {
    assertThatThrownBy(
            () ->
                new ServiceSettings(Map.of("neume.feature.representations.mine", "unheard-of"))
                    .features()
                    .stage())
        .satisfies(
            refusal -> {
              String text = String.valueOf(refusal.getMessage());
              String known = text.substring(text.indexOf("one or more of ") + 15);
              assertThat(InferenceStage.REPRESENTATIONS)
                  .hasSize(30)
                  .containsExactlyInAnyOrderElementsOf(List.of(known.split(", ", -1)));
            });
  }
}

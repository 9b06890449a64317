package org.neume.feature.messaging;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Map;

/** What is computed for which analysis: the settings {@code neume.feature.*}. */
@ConfigMapping(prefix = "neume.feature")
public interface FeatureSettings {
  /** Names of representations by analysis; what is not named stays as {@link AnalysisStreams} says. */
  Map<String, List<String>> representations();

  /**
   * A stage with these settings.
   *
   * @throws IllegalArgumentException if a representation is named that nobody computes
   */
  default FeatureStage stage() {
    return new FeatureStage(new AnalysisStreams(representations()));
  }
}

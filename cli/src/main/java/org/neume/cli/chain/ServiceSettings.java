package org.neume.cli.chain;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.neume.cli.CommandException;
import org.neume.feature.messaging.FeatureSettings;
import org.neume.transcription.messaging.NoteConfig;
import org.neume.transcription.messaging.ScoreConfig;

/** Settings of the services by property name, read as the services read them. Immutable. */
public final class ServiceSettings {
  private static final int BEFORE_THE_SYSTEM = 500;

  private final SmallRyeConfig config;

  /**
   * These settings, then those of the system, then the defaults.
   *
   * @param properties names and values
   * @throws CommandException in one line if a value cannot be read
   */
  public ServiceSettings(Map<String, String> properties) {
    try {
      config =
          new SmallRyeConfigBuilder()
              .addSystemSources()
              .withSources(new PropertiesConfigSource(properties, "options", BEFORE_THE_SYSTEM))
              .withMapping(FeatureSettings.class)
              .withMapping(NoteConfig.class)
              .withMapping(ScoreConfig.class)
              .withValidateUnknown(false)
              .build();
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** What is computed for which analysis. */
  FeatureSettings features() {
    return config.getConfigMapping(FeatureSettings.class);
  }

  /** How notes are formed. */
  public NoteConfig notes() {
    return config.getConfigMapping(NoteConfig.class);
  }

  /** How scores are made. */
  ScoreConfig scores() {
    return config.getConfigMapping(ScoreConfig.class);
  }
}

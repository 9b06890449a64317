package org.neume.transcription.messaging;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The stages' settings as an application reads them. */
final class Configs {
  private Configs() {}

  static NoteConfig notes(Map<String, String> properties) {
    return of(NoteConfig.class, properties);
  }

  static <T> T of(Class<T> mapping, Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(mapping)
        .withSources(new PropertiesConfigSource(properties, "test", 500))
        .build()
        .getConfigMapping(mapping);
  }
}

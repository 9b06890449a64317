package org.neume.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Lane;

@DisplayName("The stages that status looks at")
class ChainStageTest {
  @Test
  @DisplayName("have the groups and inputs that the services are configured with")
  void configured() throws Exception {
    Map<String, String> inputs = new TreeMap<>();
    String defaults = "META-INF/microprofile-config.properties";
    for (URL url : Collections.list(getClass().getClassLoader().getResources(defaults))) {
      Properties properties = new Properties();
      try (InputStream in = url.openStream()) {
        properties.load(in);
      }
      for (String name : properties.stringPropertyNames()) {
        if (name.startsWith("mp.messaging.incoming.") && name.endsWith(".group.id")) {
          String channel = name.substring(0, name.length() - ".group.id".length());
          inputs.put(properties.getProperty(name), properties.getProperty(channel + ".topic"));
        }
      }
    }
    Map<String, String> known = new TreeMap<>();
    ChainStage.USUAL.forEach(stage -> known.put(stage.group(), stage.input()));
    assertThat(known).isEqualTo(inputs);
  }

  @Test
  @DisplayName("have topics and groups of their own in a lane")
  void lanes() {
    List<ChainStage> bulk = ChainStage.of(Lane.BULK);
    assertThat(bulk.stream().map(ChainStage::group))
        .containsExactly(
            "neume-features-bulk",
            "neume-inference-bulk",
            "neume-beats-bulk",
            "neume-notes-bulk",
            "neume-scores-bulk");
    assertThat(bulk.get(0).input()).isEqualTo("neume.audio.bulk");
    assertThat(bulk.get(4).input()).as("shared").isEqualTo("neume.notes");
    assertThat(bulk.get(0).title()).isEqualTo("features bulk");
  }
}

package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.schemas.Lane;
import org.neume.schemas.Topics;
import org.neume.schemas.record.End;
import org.neume.stage.testing.TestBroker;
import org.neume.stage.testing.TopicReader;

@DisplayName("A file that can wait")
@ExtendWith(GatewayWorld.class)
class BulkUploadIT {
  private static final int RATE = 44_100;

  private final TestBroker broker;

  BulkUploadIT(TestBroker broker) {
    this.broker = broker;
  }

  private static byte[] song(long seed, int seconds) {
    return Wav.of(RATE, 2, ResultsIT.noise(seed, 2 * seconds * RATE));
  }

  private static String upload(GatewayProcess gateway, String query, byte[] song) {
    return expect(201, gateway.client().post("/recordings" + query, song, "audio/wav"))
        .path("id")
        .asText();
  }

  @Test
  @DisplayName("goes through its own lane, takes no live file's place, and is heard like any other")
  void bulk() throws Exception {
    byte[] song = song(61, 20);
    byte[] live = song(62, 5);
    try (GatewayProcess gateway =
        GatewayProcess.start(
            broker.bootstrap(),
            "neume.gateway.bulk=true",
            "neume.gateway.upload.recordings-per-client=1")) {
      List<String> waiting = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        waiting.add(upload(gateway, "?lane=bulk", song));
      }
      String hurried = upload(gateway, "", live);
      TopicSamples.whenEnded(broker.bootstrap(), hurried);
      for (String id : waiting) {
        TopicSamples found = TopicSamples.whenEnded(broker.bootstrap(), Lane.BULK, id);
        assertThat(found.end()).isEqualTo(End.COMPLETE);
        assertThat(found.bytes()).isEqualTo(Arrays.copyOfRange(song, Wav.HEADER, song.length));
      }
      try (TopicReader reader = new TopicReader(broker.bootstrap())) {
        assertThat(
                reader.until(
                    Topics.AUDIO.name(),
                    java.time.Duration.ofSeconds(30),
                    r -> r.stream().anyMatch(record -> hurried.equals(record.key()))))
            .noneMatch(record -> waiting.contains(record.key()));
      }
      assertThat(gateway.client().get("/recordings/" + waiting.get(2) + "/audio.wav").body())
          .isEqualTo(song);
    }
  }

  @Test
  @DisplayName(
      "is refused in one line where nobody works in that lane, and in no lane that there is not")
  void refused() throws Exception {
    byte[] song = song(63, 1);
    try (GatewayProcess gateway = GatewayProcess.start(broker.bootstrap())) {
      assertThat(
              expect(400, gateway.client().post("/recordings?lane=bulk", song, "audio/wav"))
                  .path("detail")
                  .asText())
          .isEqualTo("this chain has no lane for recordings that can wait: leave lane away");
      assertThat(
              expect(400, gateway.client().post("/recordings?lane=express", song, "audio/wav"))
                  .path("detail")
                  .asText())
          .isEqualTo("lane is neither live nor bulk: leave it away for live");
    }
  }
}

package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neume.schemas.record.End;
import org.neume.stage.testing.TestBroker;

@DisplayName("Files that wait in a folder")
@ExtendWith(GatewayWorld.class)
class SharedSpoolIT {
  private static final int RATE = 44_100;

  private final TestBroker broker;

  SharedSpoolIT(TestBroker broker) {
    this.broker = broker;
  }

  private GatewayProcess start(Path spool) throws Exception {
    return GatewayProcess.start(broker.bootstrap(), "neume.gateway.upload.spool=" + spool);
  }

  private static String upload(GatewayProcess gateway, byte[] song) {
    return expect(201, gateway.client().post("/recordings", song, "audio/wav")).path("id").asText();
  }

  @Test
  @DisplayName("that two gateways share are published once each, those of one that was killed too")
  void shared(@TempDir Path spool) throws Exception {
    byte[] song = Wav.of(RATE, 2, ResultsIT.noise(51, 2 * 20 * RATE));
    String left;
    String beside;
    try (GatewayProcess other = start(spool)) {
      try (GatewayProcess killed = start(spool)) {
        left = upload(killed, song);
        beside = upload(other, song);
        killed.kill();
      }
      published(beside, song);
      assertThat(audio(spool)).as("files of the killed one, which no other touched").hasSize(1);
      try (GatewayProcess third = start(spool)) {
        published(left, song);
        until(() -> audio(spool).isEmpty());
        assertThat(third.log()).contains(left);
        assertThat(other.log()).doesNotContain(left);
      }
    }
  }

  @Test
  @DisplayName("when a gateway is told to end in the middle are no failures, and go on afterwards")
  void terminated(@TempDir Path spool) throws Exception {
    byte[] song = Wav.of(RATE, 2, ResultsIT.noise(52, 2 * 60 * RATE));
    String id;
    try (GatewayProcess ended = start(spool)) {
      id = upload(ended, song);
      // Its decoder has begun, and has minutes of sound to go.
      until(() -> ended.decoderBytes() > 0);
      assertThat(ended.terminate()).isNotEqualTo(1);
      assertThat(ended.log()).doesNotContain("Exception", "cannot be published");
    }
    assertThat(audio(spool)).hasSize(1);
    try (GatewayProcess back = start(spool)) {
      published(id, song);
      until(
          () ->
              expect(200, back.client().get("/recordings/" + id))
                  .path("stages")
                  .toString()
                  .contains("completed"));
      assertThat(expect(200, back.client().get("/recordings/" + id)).path("state").asText())
          .isEqualTo("processing");
      until(() -> audio(spool).isEmpty());
    }
  }

  private void published(String id, byte[] song) {
    TopicSamples found = TopicSamples.whenEnded(broker.bootstrap(), id);
    assertThat(found.end()).isEqualTo(End.COMPLETE);
    assertThat(found.bytes()).isEqualTo(Arrays.copyOfRange(song, Wav.HEADER, song.length));
  }

  private static List<Path> audio(Path spool) throws IOException {
    try (Stream<Path> files = Files.walk(spool)) {
      return files.filter(file -> file.toString().endsWith(".audio")).toList();
    }
  }

  /** What is awaited. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void until(Condition condition) throws Exception {
    for (int i = 0; i < 1_000 && !condition.holds(); i++) {
      Thread.sleep(10);
    }
    assertThat(condition.holds()).isTrue();
  }
}

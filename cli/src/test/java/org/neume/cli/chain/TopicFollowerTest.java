package org.neume.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.gateway.intake.RecordingPublisher;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.media.PcmEncoding;
import org.neume.media.SampleFormat;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;

@DisplayName("Recordings into topics")
class TopicFollowerTest {
  @RegisterExtension static final TestTopics TOPICS = new TestTopics();

  @Test
  void aRecordingIsPublishedWithEverySampleUnderItsKey() throws Exception {
    byte[] pcm = new byte[2 * 50_000];
    new java.util.Random(2).nextBytes(pcm);
    try (AudioSource source =
        AudioFile.openRaw(
            new ByteArrayInputStream(pcm),
            "pcm",
            new SampleFormat(22_050, 1, OptionalLong.empty()),
            PcmEncoding.S16)) {
      new RecordingPublisher(TOPICS.producer())
          .publish(source, "published", List.of("beats"), s -> {});
    }
    List<AudioChunk> chunks = new ArrayList<>();
    try (TopicFollower follower =
        new TopicFollower(TOPICS.bootstrap(), List.of(Topics.AUDIO), "published", true)) {
      follower.follow(
          found -> {
            AudioChunk chunk = (AudioChunk) found.record();
            if (chunk.getRecordingId().equals("published")) {
              chunks.add(chunk);
            }
            return chunk.getEnd() == End.OPEN;
          },
          waited -> true);
    }
    ByteBuffer together = ByteBuffer.allocate(pcm.length);
    chunks.forEach(c -> together.put(c.getPayload()));
    assertThat(together.array()).isEqualTo(pcm);
    assertThat(chunks.get(0).getAnalyses()).containsExactly("beats");
  }

  @Test
  void aBrokerThatIsNotThereIsAnEnvironmentErrorWithItsRemedy() {
    for (String nowhere : List.of("localhost:1", "no.such.host.invalid:9092", "nonsense")) {
      assertThatThrownBy(() -> KafkaClients.check(nowhere, Topics.AUDIO))
          .isInstanceOfSatisfying(
              CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
          .hasMessageContaining(nowhere)
          .hasMessageContaining("./neume up");
    }
  }
}

package org.neume.feature.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.SampleFormat;
import org.neume.schemas.record.StatusEvent;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;

@DisplayName("A recording that asks for an analysis")
class AnalysisNamesTest {
  private static AudioChunk chunk(String id, String... analyses) {
    return AudioChunk.newBuilder()
        .setRecordingId(id)
        .setStream("audio")
        .setSequence(0)
        .setFirstFrame(0)
        .setFrameCount(44_100)
        .setSampleRate(44_100)
        .setChannels(1)
        .setFormat(SampleFormat.PCM16)
        .setPayload(ByteBuffer.allocate(88_200))
        .setAnalyses(List.of(analyses))
        .setEnd(End.COMPLETE)
        .setCause(null)
        .build();
  }

  @Test
  @DisplayName("whose name none can have fails at once, saying so, and the next one goes on")
  void refused() {
    StageLogs<AudioChunk, FeatureBlock> logs = new StageLogs<>(Streams.AUDIO, Streams.FEATURES);
    logs.publish(chunk("wild", "beats", Streams.EVERY), 1_000);
    logs.publish(chunk("loud", "BEATS"), 1_001);
    logs.publish(chunk("plain", "beats", "my-own-2"), 1_002);
    new StageSimulation<>(new FeatureStage(), logs, 1, StageSimulation.LIMITS, List::of).drain();

    assertThat(logs.outputs())
        .containsOnlyKeys("wild/" + Streams.EVERY, "loud/" + Streams.EVERY, "plain/log-bands-81");
    assertThat(logs.deadLetters())
        .hasSize(2)
        .anySatisfy(
            letter ->
                assertThat(letter)
                    .isEqualTo(
                        "0 features: no analysis can be named [*]: name analyses with at most 64 lower-case letters, digits and hyphens"))
        .allSatisfy(letter -> assertThat(letter).hasLineCount(1));
    assertThat(logs.statuses().get("wild/features").get(1).getEvent())
        .isEqualTo(StatusEvent.FAILED);
    assertThat(logs.statuses().get("plain/features").get(1).getEvent())
        .isEqualTo(StatusEvent.COMPLETED);
  }
}

package org.neume.feature.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.feature.signal.SpectrumConfig;
import org.neume.schemas.Topic;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.SampleFormat;
import org.neume.stage.testing.MachineContract;

@DisplayName("The stream of a spectrum")
class SpectrumStreamsTest {
  private static List<AudioChunk> chunks(int frames, long seed) {
    return Recordings.chunks(
        "r",
        Recordings.samples(frames, 1, 44_100, seed),
        1,
        44_100,
        SampleFormat.F32,
        seed,
        List.of("own"));
  }

  private static FeatureStage stage(String representation) {
    return new FeatureStage(new AnalysisStreams(Map.of("own", List.of(representation))));
  }

  @Test
  @DisplayName("has blocks that fit into a record, of every kind and window")
  void small() {
    for (SpectrumConfig config : SpectrumConfig.FAMILY) {
      List<FeatureBlock> blocks = MachineContract.run(stage(config.name()), chunks(60_000, 1));
      assertThat(blocks)
          .as(config.name())
          .allSatisfy(
              block ->
                  assertThat(block.getPayload().remaining())
                      .isLessThan(Topic.MAX_RECORD_BYTES - 16_384));
      assertThat(blocks.stream().mapToLong(FeatureBlock::getFrameCount).sum())
          .isEqualTo(config.frames(60_000));
      assertThat(blocks.get(0).getFrameRate()).isEqualTo(44_100 / 512.0);
    }
  }

  @Test
  @DisplayName("is taken over behind any block without a changed bit, however it is cut")
  void handover() {
    for (String name : List.of("spectrogram-8192", "log-mel-1024", "raw-44100")) {
      assertThat(MachineContract.checkHandovers(stage(name), chunks(150_000, 2)))
          .as(name)
          .isGreaterThan(2);
    }
    assertThat(MachineContract.run(stage("spectrogram-8192"), chunks(150_000, 3)))
        .hasSizeGreaterThan(3);
  }
}

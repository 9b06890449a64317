package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;

@DisplayName("Every stream that a recording asks for ends")
class OpenEndsTest {
  private static final String GONE = "nobody computes gone: ask for out";

  /** A block for each input on {@code out}; {@code gone} ends with the first. */
  private static final class Partial implements StageDefinition<AudioChunk, FeatureBlock> {
    @Override
    public String name() {
      return "partial";
    }

    @Override
    public StreamType<AudioChunk> input() {
      return Streams.AUDIO;
    }

    @Override
    public StreamType<FeatureBlock> output() {
      return Streams.FEATURES;
    }

    @Override
    public Set<String> outputStreams(AudioChunk first) {
      return Set.of("gone", "out");
    }

    @Override
    public Set<String> endedAtOnce(AudioChunk first) {
      return Set.of("gone");
    }

    @Override
    public @Nullable FeatureBlock blank(
        AudioChunk first, String stream, Map<String, FeatureBlock> known) {
      return block(first, stream, -1).setFrameCount(0).build();
    }

    @Override
    public RecordingMachine<AudioChunk, FeatureBlock> open(
        AudioChunk first, Map<String, FeatureBlock> lastOutputs) {
      List<Emission<FeatureBlock>> ends = new ArrayList<>();
      if (!lastOutputs.containsKey("gone")) {
        ends.add(
            Emission.of(
                Streams.FEATURES.aborted(first.getRecordingId(), "gone", 0, GONE, null), 0));
      }
      FeatureBlock last = lastOutputs.get("out");
      long written = last == null ? -1 : last.getSequence();
      return input -> {
        if (input.getPayload().get(0) == 13) {
          throw new InvalidInputException("thirteen: publish other numbers");
        }
        List<Emission<FeatureBlock>> emissions = new ArrayList<>(ends);
        ends.clear();
        if (input.getSequence() > written) {
          FeatureBlock block = block(input, "out", input.getSequence()).build();
          block.setEnd(input.getEnd());
          emissions.add(Emission.of(block, input.getSequence() + 1));
        }
        return emissions;
      };
    }

    private static FeatureBlock.Builder block(AudioChunk input, String stream, long sequence) {
      return FeatureBlock.newBuilder()
          .setRecordingId(input.getRecordingId())
          .setStream(stream)
          .setSequence(sequence)
          .setFirstFrame(Math.max(0, sequence))
          .setFrameCount(1)
          .setBins(1)
          .setFrameRate(1)
          .setElementType(ElementType.F32)
          .setPayload(ByteBuffer.allocate(4))
          .setAnalyses(input.getAnalyses());
    }
  }

  private final StageLogs<AudioChunk, FeatureBlock> inputs =
      new StageLogs<>(Streams.AUDIO, Streams.FEATURES);

  private void publish(String id, int from, int count, int poisonedAt) {
    for (int i = from; i < count; i++) {
      inputs.publish(
          ToyStage.chunk(id, i, i == poisonedAt ? 13 : 1, i == count - 1 ? End.COMPLETE : End.OPEN),
          1_000 + i);
    }
  }

  private static StageSimulation<AudioChunk, FeatureBlock> life(
      StageLogs<AudioChunk, FeatureBlock> logs, long seed) {
    return new StageSimulation<>(new Partial(), logs, seed, StageSimulation.LIMITS, List::of);
  }

  private StageLogs<AudioChunk, FeatureBlock> sweep() {
    StageLogs<AudioChunk, FeatureBlock> undisturbed = inputs.copyOfInputs();
    int events = life(undisturbed, 1).drain().events();
    for (int point = 0; point <= events; point++) {
      StageLogs<AudioChunk, FeatureBlock> logs = inputs.copyOfInputs();
      life(logs, 1).dieAfter(point);
      assertThat(life(logs, point).drain().openRecordings()).isZero();
      assertThat(logs.outputs()).as("stopped after " + point).isEqualTo(undisturbed.outputs());
      assertThat(logs.statuses()).as("stopped after " + point).isEqualTo(undisturbed.statuses());
      assertThat(logs.deadLetters())
          .as("stopped after " + point)
          .isEqualTo(undisturbed.deadLetters());
    }
    return undisturbed;
  }

  private static FeatureBlock last(StageLogs<AudioChunk, FeatureBlock> logs, String stream) {
    List<FeatureBlock> blocks = logs.outputs().getOrDefault(stream, List.of());
    return blocks.get(blocks.size() - 1);
  }

  @Test
  @DisplayName("at once where nobody computes it; the others go on, wherever the stage is stopped")
  void endedAtOnce() {
    publish("a", 0, 4, -1);
    StageLogs<AudioChunk, FeatureBlock> logs = sweep();
    assertThat(last(logs, "a/gone").getCause()).isEqualTo(GONE);
    assertThat(logs.outputs().get("a/out")).hasSize(4);
    assertThat(last(logs, "a/out").getEnd()).isEqualTo(End.COMPLETE);
    assertThat(logs.statuses().get("a/partial")).hasSize(2);
    assertThat(logs.statuses().get("a/partial").get(1).getCause()).isEqualTo(GONE);
    assertThat(logs.deadLetters()).isEmpty();
  }

  @Test
  @DisplayName("with the cause of its own failure, also where another stream had ended at once")
  void failingLater() {
    publish("a", 0, 4, 2);
    StageLogs<AudioChunk, FeatureBlock> logs = sweep();
    assertThat(last(logs, "a/gone").getCause()).isEqualTo(GONE);
    assertThat(logs.outputs().get("a/out")).hasSize(3);
    assertThat(last(logs, "a/out").getCause())
        .isEqualTo("partial: thirteen: publish other numbers");
    assertThat(logs.deadLetters()).containsExactly("2 partial: thirteen: publish other numbers");
  }

  @Test
  @DisplayName("saying what is known of the recording, where it failed with its first record")
  void failingAtOnce() {
    publish("a", 0, 2, 0);
    FeatureBlock closing = last(sweep(), "a/out");
    assertThat(closing.getSequence()).isZero();
    assertThat(closing.getEnd()).isEqualTo(End.ABORTED);
    assertThat(closing.getAnalyses()).containsExactly("toy");
  }

  @Test
  @DisplayName("with one record for all, where nobody can know which it would have had")
  void refused() {
    inputs.publishDamaged("a", 1_000);
    publish("b", 0, 2, -1);
    StageLogs<AudioChunk, FeatureBlock> logs = sweep();
    FeatureBlock end = last(logs, "a/" + Streams.EVERY);
    assertThat(end.getSequence()).isZero();
    assertThat(end.getEnd()).isEqualTo(End.ABORTED);
    assertThat(end.getCause()).startsWith("partial: an input cannot be read");
    assertThat(logs.statuses().get("a/partial").get(1).getCause()).isEqualTo(end.getCause());
    assertThat(logs.deadLetters()).hasSize(1);
    assertThat(last(logs, "b/out").getEnd()).isEqualTo(End.COMPLETE);
  }

  @Test
  @DisplayName("by its own runs, where a recording is refused in its middle")
  void refusedLater() {
    for (int i = 0; i < 2; i++) {
      inputs.publish(ToyStage.chunk("a", i, 1, End.OPEN), 1_000 + i);
    }
    inputs.publishDamaged("a", 1_002);
    inputs.publishDamaged("a", 1_003);
    publish("a", 2, 4, -1);
    StageLogs<AudioChunk, FeatureBlock> logs = sweep();
    assertThat(logs.outputs()).containsOnlyKeys("a/gone", "a/out");
    assertThat(last(logs, "a/out").getEnd()).isEqualTo(End.ABORTED);
  }
}

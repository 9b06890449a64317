package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.StatusEvent;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;

@DisplayName("A record that ends every stream of a recording")
class StrayEndsTest {
  /** Passes on what comes, record by record. */
  private static final class Passing implements StageDefinition<AudioChunk, AudioChunk> {
    @Override
    public String name() {
      return "passing";
    }

    @Override
    public StreamType<AudioChunk> input() {
      return Streams.AUDIO;
    }

    @Override
    public StreamType<AudioChunk> output() {
      return Streams.AUDIO;
    }

    @Override
    public Set<String> outputStreams(AudioChunk first) {
      return Set.of(first.getStream());
    }

    @Override
    public RecordingMachine<AudioChunk, AudioChunk> open(
        AudioChunk first, Map<String, AudioChunk> lastOutputs) {
      AudioChunk last = lastOutputs.get(first.getStream());
      long written = last == null ? -1 : last.getSequence();
      return input ->
          input.getSequence() <= written
              ? List.of()
              : List.of(Emission.of(input, input.getSequence() + 1));
    }
  }

  private final StageLogs<AudioChunk, AudioChunk> logs =
      new StageLogs<>(Streams.AUDIO, Streams.AUDIO);

  private void publish(String id, int from, int to, int count) {
    for (int i = from; i < to; i++) {
      logs.publish(ToyStage.chunk(id, i, 1, i == count - 1 ? End.COMPLETE : End.OPEN), 1_000 + i);
    }
  }

  private void publishEnd(String id) {
    logs.publish(Streams.AUDIO.aborted(id, Streams.EVERY, 0, "unreadable", null), 1_100);
  }

  private static StageSimulation<AudioChunk, AudioChunk> life(
      StageLogs<AudioChunk, AudioChunk> logs, long seed) {
    return new StageSimulation<>(new Passing(), logs, seed, StageSimulation.LIMITS, List::of);
  }

  private static void wasADeadLetter(StageLogs<AudioChunk, AudioChunk> of) {
    assertThat(of.outputs()).containsOnlyKeys("a/audio");
    assertThat(of.outputs().get("a/audio")).hasSize(4);
    assertThat(of.statuses().get("a/passing"))
        .hasSize(2)
        .last()
        .satisfies(status -> assertThat(status.getEvent()).isEqualTo(StatusEvent.COMPLETED));
    assertThat(of.deadLetters())
        .singleElement()
        .asString()
        .contains("every stream of a was ended behind its beginning");
  }

  @Test
  @DisplayName("is passed on where the recording has not begun")
  void unbegun() {
    publishEnd("a");
    life(logs, 1).drain();
    assertThat(logs.outputs()).containsOnlyKeys("a/" + Streams.EVERY);
    assertThat(logs.statuses().get("a/passing")).hasSize(2);
    assertThat(logs.deadLetters()).isEmpty();
  }

  @Test
  @DisplayName("is a dead letter and nothing else behind the recording's end")
  void over() {
    publish("a", 0, 4, 4);
    publishEnd("a");
    publishEnd("a");
    StageLogs<AudioChunk, AudioChunk> once = logs;
    life(once, 1).drain();
    assertThat(once.outputs()).containsOnlyKeys("a/audio");
    assertThat(once.statuses().get("a/passing")).hasSize(2);
    assertThat(once.deadLetters()).hasSize(2);
  }

  @Test
  @DisplayName("is so while the recording is open, wherever the stage is stopped")
  void open() {
    publish("a", 0, 2, 4);
    publishEnd("a");
    publish("a", 2, 4, 4);
    int events = life(logs.copyOfInputs(), 1).drain().events();
    for (int point = 0; point <= events; point++) {
      StageLogs<AudioChunk, AudioChunk> own = logs.copyOfInputs();
      life(own, 1).dieAfter(point);
      assertThat(life(own, point).drain().openRecordings()).isZero();
      wasADeadLetter(own);
    }
  }
}

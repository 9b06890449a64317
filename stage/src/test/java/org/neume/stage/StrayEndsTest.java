package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
  private static final int HARMFUL = 13;

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
      return input -> {
        if (input.getPayload().remaining() > 0 && input.getPayload().get(0) == HARMFUL) {
          throw new InvalidInputException("thirteen: publish other numbers");
        }
        return input.getSequence() <= written
            ? List.of()
            : List.of(Emission.of(input, input.getSequence() + 1));
      };
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
    publishEnd(logs, id);
  }

  private static void publishEnd(StageLogs<AudioChunk, AudioChunk> logs, String id) {
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
  @DisplayName("is so for a successor that takes it again behind the recording's end")
  void overForASuccessor() {
    publish("a", 0, 4, 4);
    takenAgain();
  }

  @Test
  @DisplayName("is so for a successor where the recording failed with its first record")
  void failedForASuccessor() {
    logs.publish(ToyStage.chunk("a", 0, HARMFUL, End.OPEN), 1_000);
    takenAgain();
  }

  /** A stage that is done with the recording takes its end, and is stopped in the course of that. */
  private void takenAgain() {
    int stopped = 0;
    for (int seed = 1; seed <= 300; seed++) {
      StageLogs<AudioChunk, AudioChunk> own = logs.copyOfInputs();
      StageSimulation<AudioChunk, AudioChunk> life = life(own, seed).drain();
      Map<String, List<AudioChunk>> outputs = own.outputs();
      var statuses = own.statuses();
      publishEnd(own, "a");
      life.step();
      if (life.pendingBytes() > 0) {
        stopped++;
        life.dieAfter(life.events() + 1);
        life(own, seed).drain();
        assertThat(own.outputs()).as("seed " + seed).isEqualTo(outputs);
        assertThat(own.statuses()).as("seed " + seed).isEqualTo(statuses);
        assertThat(own.deadLetters())
            .last()
            .asString()
            .contains("every stream of a was ended behind its beginning");
      }
    }
    assertThat(stopped).isPositive();
  }

  @Test
  @DisplayName("is one dead letter, however often it is read again for recordings that wait")
  void waiting() {
    publish("a", 0, 2, 4);
    for (String id : List.of("b", "c", "d")) {
      publish(id, 0, 2, 2);
    }
    publishEnd("a");
    publish("a", 2, 4, 4);
    StageLimits limits =
        new StageLimits(10_000, 1 << 26, 1_000, 1, 1_000, 254 * 1024, Duration.ofMinutes(5));
    var life = new StageSimulation<>(new Passing(), logs, 1, limits, List::of).drain();
    assertThat(life.openRecordings()).isZero();
    assertThat(logs.outputs()).containsOnlyKeys("a/audio", "b/audio", "c/audio", "d/audio");
    assertThat(logs.writtenDeadLetters()).isEqualTo(1);
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

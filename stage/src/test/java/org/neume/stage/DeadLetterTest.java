package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.record.End;

@DisplayName("A dead letter")
class DeadLetterTest {
  private final SimulatedLogs logs = new SimulatedLogs();

  private OutputRecord letter() {
    new Simulation(logs, 1).drain();
    assertThat(logs.log(OutputRecord.Kind.DEAD_LETTER)).hasSize(1);
    return logs.log(OutputRecord.Kind.DEAD_LETTER).get(0);
  }

  @Test
  @DisplayName(
      "of a refused input holds its bytes, its key, its time and where it came from and why")
  void refused() {
    logs.publish(ToyStage.chunk("a", 0, 1, End.OPEN), 1_000);
    logs.publish(ToyStage.chunk("b", 0, 2, End.OPEN), 1_010);
    logs.publish(ToyStage.chunk("a", 1, ToyStage.POISON & 0xFF, End.OPEN), 1_020);
    OutputRecord letter = letter();
    assertThat(letter.headers())
        .isEqualTo(
            Map.of(
                "neume-cause", "toy: poison: drink water",
                "neume-topic", "in",
                "neume-partition", "7",
                "neume-offset", "2",
                "neume-stage", "toy"));
    assertThat(letter.key()).isEqualTo("a");
    assertThat(letter.value()).isEqualTo(logs.inputs.get(2).value());
    assertThat(letter.timestamp()).isEqualTo(1_020);
  }

  @Test
  @DisplayName("of bytes that nobody can read holds them as they came")
  void garbled() {
    byte[] bytes = new byte[1_000];
    new Random(5).nextBytes(bytes);
    logs.publish("x", bytes, 1_000);
    OutputRecord letter = letter();
    assertThat(letter.key()).isEqualTo("x");
    assertThat(letter.value()).isEqualTo(bytes);
    assertThat(letter.headers())
        .containsOnlyKeys(
            "neume-cause", "neume-topic", "neume-partition", "neume-offset", "neume-stage")
        .containsEntry("neume-offset", "0");
    assertThat(letter.headers().get("neume-cause"))
        .startsWith("toy: an input cannot be read: ")
        .doesNotContain("\n");
  }

  @Test
  @DisplayName("of a record without key and value says so and has neither")
  void empty() {
    logs.publish(null, null, 1_000);
    OutputRecord letter = letter();
    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isEmpty();
    assertThat(letter.headers().get("neume-cause")).contains("empty");
  }

  @Test
  @DisplayName("that would not fit its topic is cut, and says how long it was")
  void cut() {
    byte[] bytes = new byte[Simulation.LIMITS.recordBytes()];
    new Random(6).nextBytes(bytes);
    logs.publish("x", bytes, 1_000);
    OutputRecord letter = letter();
    assertThat(letter.value().length).isBetween(bytes.length / 2, bytes.length - 1);
    assertThat(letter.value()).isEqualTo(Arrays.copyOf(bytes, letter.value().length));
    assertThat(letter.headers()).containsEntry("neume-length", Integer.toString(bytes.length));
  }
}

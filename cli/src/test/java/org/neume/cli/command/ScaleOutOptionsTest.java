package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("bench --scale-out and --batching")
class ScaleOutOptionsTest {
  @ParameterizedTest(name = "{0}")
  @DisplayName("refuse what cannot be measured, before anything is started")
  @CsvSource(
      delimiter = '|',
      value = {
        "--scale-out --replicas 1,5 | --replicas is 1,5; give rising numbers",
        "--scale-out --replicas 2,1 | --replicas is 2,1; give rising numbers",
        "--scale-out --replicas 0,1 | --replicas is 0,1; give rising numbers",
        "--scale-out --device quick | --device is quick; give simulated:Nms",
        "--scale-out --device simulated:0ms | --device is simulated:0ms; give simulated:Nms",
        "--batching --device cpu | --batching needs a simulated device",
        "--scale-out --batch 65 | give --batch 1 to 64",
        "--scale-out --measure 0 | give --batch 1 to 64 and --measure 1 or more",
        "--real | --real does nothing without --scale-out",
        "--batching --replicas 1,2 | --replicas does nothing without --scale-out",
        "--measure 5 | --measure does nothing without --scale-out or --batching",
      })
  void refused(String options, String message) {
    String[] line =
        Stream.concat(Stream.of("bench"), Stream.of(options.split(" ", -1))).toArray(String[]::new);
    CommandRun run = CommandRun.of(line);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("neume: " + message);
  }
}

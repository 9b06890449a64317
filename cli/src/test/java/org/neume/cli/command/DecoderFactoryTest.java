package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.decoder.decode.BeatAnnotation;
import org.neume.decoder.decode.DecodedBeat;
import picocli.CommandLine;

@DisplayName("Decoding of anybody's activations")
class DecoderFactoryTest {
  private static final int FRAMES = 6000;

  @ParameterizedTest(name = "beats every {0} frames, bars of four")
  @ValueSource(ints = {36, 45, 50, 62})
  @DisplayName("finds every beat and downbeat under single-frame peaks over a common offset")
  void sharpPeaksOverAnOffset(int period) {
    float[] activations = new float[2 * FRAMES];
    Arrays.fill(activations, 0.02f);
    for (int beat = 0; beat * period < FRAMES; beat++) {
      activations[2 * beat * period] = 0.95f;
      if (beat % 4 == 0) {
        activations[2 * beat * period + 1] = 0.9f;
      }
    }
    DecoderOptions options = new DecoderOptions();
    new CommandLine(options).parseArgs();
    BeatAnnotation annotation = DecoderFactory.decode(options, 100, activations, 2, false);
    List<Long> frames =
        annotation.beats().stream().map(DecodedBeat::frame).map(Number::longValue).toList();
    List<Integer> numbers = annotation.beats().stream().map(DecodedBeat::number).toList();
    int beats = (FRAMES + period - 1) / period;
    assertThat(frames)
        .isEqualTo(IntStream.range(0, beats).mapToObj(b -> (long) b * period).toList());
    assertThat(numbers).isEqualTo(IntStream.range(0, beats).mapToObj(b -> b % 4 + 1).toList());
  }
}

package org.neume.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class TimeConvolutionTest {
  private static final int CHANNELS = 3;

  @ParameterizedTest
  @CsvSource({"1,17", "2,16", "2,17", "4,9", "8,5", "16,40"})
  void equalsTheDefinitionOfADilatedConvolution(int dilation, int frames) {
    float[] input = values(frames * CHANNELS, 1);
    float[] kernel = values(5 * CHANNELS * CHANNELS, 2);

    float[] found = run(input, frames, kernel, dilation);

    float[] expected = new float[frames * CHANNELS];
    for (int t = 0; t < frames; t++) {
      for (int tap = 0; tap < 5; tap++) {
        int source = t + (tap - 2) * dilation;
        if (source < 0 || source >= frames) {
          continue;
        }
        for (int in = 0; in < CHANNELS; in++) {
          for (int out = 0; out < CHANNELS; out++) {
            expected[t * CHANNELS + out] +=
                input[source * CHANNELS + in] * kernel[(tap * CHANNELS + in) * CHANNELS + out];
          }
        }
      }
    }
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], offset(1e-5f));
    }
  }

  private static float[] run(float[] input, int frames, float[] kernel, int dilation) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> features =
          tf.constant(Shape.of(1, frames, CHANNELS), DataBuffers.of(input));
      Operand<TFloat32> weights =
          tf.constant(Shape.of(5, 1, CHANNELS, CHANNELS), DataBuffers.of(kernel));
      Operand<TFloat32> output = TimeConvolution.apply(tf, features, weights, dilation);
      try (Result result = session.runner().fetch(output).run()) {
        TFloat32 tensor = (TFloat32) result.get(0);
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
      }
    }
  }

  private static float[] values(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1);
    }
    return values;
  }
}

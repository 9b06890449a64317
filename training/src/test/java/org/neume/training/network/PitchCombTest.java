package org.neume.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class PitchCombTest {
  private static final int FRAMES = 3;
  private static final int PLACES = NoteNetworkConfig.SEMITONES;
  private static final int IN = 5;
  private static final int OUT = 2;

  @ParameterizedTest
  @EnumSource(PitchComb.class)
  void addsUpWhatThePlacesAtTheIntervalsSay(PitchComb comb) {
    SplittableRandom random = new SplittableRandom(3);
    int taps = NoteNetworkConfig.INTERVALS.size();
    float[] input = random(random, FRAMES * PLACES * IN);
    float[] kernel = random(random, IN * taps * OUT);

    float[] said = said(comb, input, kernel);

    for (int frame = 0; frame < FRAMES; frame++) {
      for (int place = 0; place < PLACES; place++) {
        for (int out = 0; out < OUT; out++) {
          double sum = 0;
          for (int tap = 0; tap < taps; tap++) {
            int from = place + NoteNetworkConfig.INTERVALS.get(tap);
            for (int in = 0; in < IN && from >= 0 && from < PLACES; in++) {
              sum +=
                  (double) input[(frame * PLACES + from) * IN + in]
                      * kernel[(in * taps + tap) * OUT + out];
            }
          }
          assertThat((double) said[(frame * PLACES + place) * OUT + out])
              .isCloseTo(sum, within(1e-5));
        }
      }
    }
  }

  private static float[] said(PitchComb comb, float[] input, float[] kernel) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> sums =
          comb.apply(
              tf,
              tf.constant(Shape.of(1, FRAMES, PLACES, IN), DataBuffers.of(input)),
              tf.constant(
                  Shape.of(IN, (long) NoteNetworkConfig.INTERVALS.size() * OUT),
                  DataBuffers.of(kernel)),
              OUT);
      float[] said = new float[FRAMES * PLACES * OUT];
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(sums).run()) {
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(said);
      }
      return said;
    }
  }

  private static float[] random(SplittableRandom random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    return values;
  }
}

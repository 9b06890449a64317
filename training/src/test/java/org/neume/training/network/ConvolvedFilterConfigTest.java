package org.neume.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class ConvolvedFilterConfigTest {
  private static final int PASSAGES = 2;
  private static final int FILTERS = 3;
  private static final int HOP = 512;
  private static final int WINDOW = 16_384;
  private static final int TAPS = 2_048;
  private static final int POOL = 1_024;
  private static final int PITCHES = 128;

  /** Two windows in a passage. */
  private static final int SAMPLES = WINDOW + HOP;

  @ParameterizedTest
  @ValueSource(ints = {8, 64})
  void everyWindowIsHeardThroughMeansOfItsFiltersAtEveryStride(int stride) {
    ConvolvedFilterConfig network = new ConvolvedFilterConfig("some", FILTERS, stride, 0);
    float[] audio = random(1, PASSAGES * SAMPLES, 0.2);
    float[] weights = random(2, network.layout().size(), 0.05);

    float[] said = said(network, audio, weights);

    int at = 0;
    for (int passage = 0; passage < PASSAGES; passage++) {
      for (int start = 0; start + WINDOW <= SAMPLES; start += HOP) {
        int from = passage * SAMPLES + start;
        float[] window = Arrays.copyOfRange(audio, from, from + WINDOW);
        double[] expected = expected(network, window, weights);
        double loudest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int pitch = 0; pitch < PITCHES; pitch++) {
          assertThat((double) said[at++])
              .as("pitch %d of the window at %d of passage %d", pitch, start, passage)
              .isCloseTo(expected[pitch], within(1e-4 * loudest));
        }
      }
    }
    assertThat(said).hasSize(at);
  }

  private static double[] expected(ConvolvedFilterConfig network, float[] window, float[] weights) {
    WeightLayout layout = network.layout();
    int means = (WINDOW - TAPS - POOL) / HOP + 1;
    double[] heard = new double[means * FILTERS];
    int filters = layout.offset("filters");
    for (int mean = 0; mean < means; mean++) {
      for (int place = 0; place < POOL; place += network.stride()) {
        for (int filter = 0; filter < FILTERS; filter++) {
          double sum = 0;
          for (int tap = 0; tap < TAPS; tap++) {
            sum +=
                (double) window[mean * HOP + place + tap]
                    * weights[filters + tap * FILTERS + filter];
          }
          double loud = Math.max(0, sum * LearnedFilterConfig.GAIN);
          heard[mean * FILTERS + filter] += Math.log1p(loud) * network.stride() / POOL;
        }
      }
    }
    double[] nodes = layer(heard, layout, "nodes", weights);
    return layer(
        Arrays.stream(nodes).map(node -> Math.max(0, node)).toArray(), layout, "top", weights);
  }

  private static double[] layer(double[] in, WeightLayout layout, String name, float[] weights) {
    int kernel = layout.offset(name + ".kernel");
    int bias = layout.offset(name + ".bias");
    double[] out = new double[(bias - kernel) / in.length];
    for (int o = 0; o < out.length; o++) {
      out[o] = weights[bias + o];
      for (int i = 0; i < in.length; i++) {
        out[o] += in[i] * weights[kernel + i * out.length + o];
      }
    }
    return out;
  }

  private static float[] said(ConvolvedFilterConfig network, float[] audio, float[] weights) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> frames =
          tf.constant(Shape.of(PASSAGES, SAMPLES / HOP, HOP), DataBuffers.of(audio));
      Operand<TFloat32> estimates =
          network.estimates(tf, frames, new ConstantWeights(tf, network.layout(), weights));
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(estimates).run()) {
        TFloat32 tensor = (TFloat32) result.get(0);
        float[] said = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(said);
        return said;
      }
    }
  }

  private static float[] random(long seed, int size, double limit) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (limit * (2 * random.nextDouble() - 1));
    }
    return values;
  }
}

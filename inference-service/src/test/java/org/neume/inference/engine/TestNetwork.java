package org.neume.inference.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.neume.inference.model.ManifestFormat;
import org.neume.inference.model.ModelFolder;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.Sha256;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A small network over time, as a model folder and, independently, as sums in double precision: two
 * convolutions of 5 and 7 frames with an ELU between them and a sigmoid behind them. It sees 5
 * frames on either side.
 */
public final class TestNetwork {
  /** Frames on either side that change an output. */
  public static final int CONTEXT = 5;

  /** Values per frame. */
  public static final int BINS = 6;

  /** Output columns. */
  public static final int OUTPUTS = 2;

  private static final int HIDDEN = 3;
  private static final int FIRST = 5;
  private static final int SECOND = 7;
  private static final List<Long> STRIDES = List.of(1L, 1L, 1L, 1L);

  private final float[] firstKernel;
  private final float[] firstBias;
  private final float[] secondKernel;
  private final float[] secondBias;

  private TestNetwork(long seed) {
    Random random = new Random(seed);
    firstKernel = weights(random, FIRST * BINS * HIDDEN);
    firstBias = weights(random, HIDDEN);
    secondKernel = weights(random, SECOND * HIDDEN * OUTPUTS);
    secondBias = weights(random, OUTPUTS);
  }

  /** The network of a seed. */
  public static TestNetwork of(long seed) {
    return new TestNetwork(seed);
  }

  /** What may differ from a model folder that is as it should be. */
  public enum Flaw {
    NONE,
    INPUT_NAME,
    OUTPUT_NAME,
    INPUT_RANK,
    INPUT_TYPE,
    INPUT_BINS,
    OUTPUT_COLUMNS,
    FIXED_FRAMES,
    SECOND_INPUT,
    SIGNATURE_KEY,
    /** The graph fails, with the whole batch, where a value is not finite. */
    CHECKS_NUMBERS
  }

  /** Writes the model folder {@code name} below {@code parent}. */
  public ModelFolder write(Path parent, String name, List<Integer> windows, Flaw flaw)
      throws IOException {
    Path directory = parent.resolve(name);
    Path network = directory.resolve(ModelFolder.NETWORK);
    Files.createDirectories(network);
    export(network, flaw);
    Files.deleteIfExists(network.resolve("variables"));
    ModelManifest manifest =
        manifest(name, windows, Sha256.of(directory.resolve(ModelFolder.GRAPH)));
    Files.writeString(directory.resolve(ModelFolder.MANIFEST), ManifestFormat.write(manifest));
    return new ModelFolder(directory, manifest);
  }

  /** The description of such a model. */
  public static ModelManifest manifest(String name, List<Integer> windows, String sha256) {
    return new ModelManifest(
        name,
        "1.0.0",
        "Two small convolutions",
        "test-bands-6",
        100,
        BINS,
        CONTEXT,
        CONTEXT,
        windows,
        "features",
        "activations",
        List.of("beat", "downbeat"),
        "dbn",
        "Apache-2.0",
        "none: random weights",
        Map.of(),
        FIRST * BINS * HIDDEN + HIDDEN + SECOND * HIDDEN * OUTPUTS + OUTPUTS,
        sha256);
  }

  /** The outputs for a whole recording amid silence, frames x outputs, by the definition. */
  public double[] outputs(float[] features) {
    int frames = features.length / BINS;
    int reach = SECOND / 2;
    // The second convolution sees the first one's answer to silence, not zeros.
    double[] hidden = new double[(frames + 2 * reach) * HIDDEN];
    for (int t = -reach; t < frames + reach; t++) {
      for (int h = 0; h < HIDDEN; h++) {
        double sum = firstBias[h];
        for (int k = 0; k < FIRST; k++) {
          int source = t + k - FIRST / 2;
          for (int b = 0; b < BINS && source >= 0 && source < frames; b++) {
            sum += (double) firstKernel[(k * BINS + b) * HIDDEN + h] * features[source * BINS + b];
          }
        }
        hidden[(t + reach) * HIDDEN + h] = sum > 0 ? sum : Math.expm1(sum);
      }
    }
    double[] outputs = new double[frames * OUTPUTS];
    for (int t = 0; t < frames; t++) {
      for (int o = 0; o < OUTPUTS; o++) {
        double sum = secondBias[o];
        for (int k = 0; k < SECOND; k++) {
          for (int h = 0; h < HIDDEN; h++) {
            sum += secondKernel[(k * HIDDEN + h) * OUTPUTS + o] * hidden[(t + k) * HIDDEN + h];
          }
        }
        outputs[t * OUTPUTS + o] = 1 / (1 + Math.exp(-sum));
      }
    }
    return outputs;
  }

  /** Features of a recording: values in 0 to 2. */
  public static float[] features(int frames, long seed) {
    Random random = new Random(seed);
    float[] features = new float[frames * BINS];
    for (int i = 0; i < features.length; i++) {
      features[i] = 2 * random.nextFloat();
    }
    return features;
  }

  private void export(Path network, Flaw flaw) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      String inputName = flaw == Flaw.INPUT_NAME ? "spectrum" : "features";
      String outputName = flaw == Flaw.OUTPUT_NAME ? "scores" : "activations";
      Signature.Builder signature =
          Signature.builder().key(flaw == Flaw.SIGNATURE_KEY ? "other" : Signature.DEFAULT_KEY);
      Operand<? extends TType> input = placeholder(tf, flaw);
      signature.input(inputName, input);
      if (flaw == Flaw.SECOND_INPUT) {
        signature.input("tempo", tf.placeholder(TFloat32.class));
      }
      Operand<TFloat32> outputs = outputs(tf, image(tf, input, flaw), flaw);
      signature.output(outputName, tf.withName("named_outputs").identity(outputs));
      try (Session session = new Session(graph)) {
        SavedModelBundle.exporter(network.toString())
            .withSession(session)
            .withSignature(signature.build())
            .export();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static Operand<? extends TType> placeholder(Ops tf, Flaw flaw) {
    return switch (flaw) {
      case INPUT_TYPE ->
          tf.placeholder(
              org.tensorflow.types.TFloat64.class, Placeholder.shape(Shape.of(-1, -1, BINS)));
      case INPUT_RANK ->
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, 1, BINS)));
      case INPUT_BINS ->
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, BINS + 1)));
      case FIXED_FRAMES ->
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 26, BINS)));
      default -> tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, BINS)));
    };
  }

  /** [batch, frames, 1, bins]. */
  private static Operand<TFloat32> image(Ops tf, Operand<? extends TType> input, Flaw flaw) {
    Operand<TFloat32> features = tf.dtypes.cast(input, TFloat32.class);
    if (flaw == Flaw.INPUT_RANK) {
      return features;
    }
    if (flaw == Flaw.INPUT_BINS) {
      features =
          tf.slice(
              features, tf.constant(new int[] {0, 0, 0}), tf.constant(new int[] {-1, -1, BINS}));
    }
    return tf.expandDims(features, tf.constant(2));
  }

  private Operand<TFloat32> outputs(Ops tf, Operand<TFloat32> image, Flaw flaw) {
    Operand<TFloat32> first =
        tf.nn.biasAdd(
            tf.nn.conv2d(image, constant(tf, firstKernel, FIRST, 1, BINS, HIDDEN), STRIDES, "SAME"),
            constant(tf, firstBias, HIDDEN));
    Operand<TFloat32> second =
        tf.nn.biasAdd(
            tf.nn.conv2d(
                tf.nn.elu(first),
                constant(tf, secondKernel, SECOND, 1, HIDDEN, OUTPUTS),
                STRIDES,
                "SAME"),
            constant(tf, secondBias, OUTPUTS));
    Operand<TFloat32> outputs = tf.squeeze(tf.math.sigmoid(second), Squeeze.axis(List.of(2L)));
    if (flaw == Flaw.CHECKS_NUMBERS) {
      // Squares of features above 1e19 overflow, which the check turns into an error.
      Operand<TFloat32> checked =
          tf.debugging.checkNumerics(tf.math.square(image), "a feature is too large");
      Operand<TFloat32> mean = tf.math.mean(checked, tf.constant(new int[] {0, 1, 2, 3}));
      return tf.math.add(outputs, tf.math.mul(tf.constant(0f), mean));
    }
    if (flaw == Flaw.OUTPUT_COLUMNS) {
      return tf.slice(
          outputs, tf.constant(new int[] {0, 0, 0}), tf.constant(new int[] {-1, -1, 1}));
    }
    return outputs;
  }

  private static Operand<TFloat32> constant(Ops tf, float[] values, long... shape) {
    return tf.constant(Shape.of(shape), DataBuffers.of(values));
  }

  private static float[] weights(Random random, int count) {
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) (0.5 * random.nextGaussian());
    }
    return weights;
  }
}

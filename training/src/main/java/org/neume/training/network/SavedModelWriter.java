package org.neume.training.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Writes a trained network as a SavedModel: a graph of its own with the weights as constants, no
 * dropout, for any batch size and any number of frames.
 *
 * <p>Signature {@code serving_default}: {@value #INPUT} float32 [batch, frames, width] to {@value
 * #OUTPUT} float32 [batch, frames, activations], probabilities.
 */
public final class SavedModelWriter {
  /** Key of the input. */
  public static final String INPUT = "features";

  /** Key of the output. */
  public static final String OUTPUT = "activations";

  private SavedModelWriter() {}

  /**
   * Writes {@code saved_model.pb} into {@code directory}, replacing what is there.
   *
   * @param weights the flat vector of the network's layout
   */
  public static void write(ExportableNetwork network, float[] weights, Path directory)
      throws IOException {
    empty(directory);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> features = input(tf, network.width());
      Operand<TFloat32> activations =
          network.activations(tf, features, new ConstantWeights(tf, network.layout(), weights));
      Signature signature =
          Signature.builder()
              .key(Signature.DEFAULT_KEY)
              .input(INPUT, features)
              .output(OUTPUT, tf.withName(OUTPUT).identity(activations))
              .build();
      try (Session session = new Session(graph)) {
        SavedModelBundle.exporter(directory.toString())
            .withSession(session)
            .withSignature(signature)
            .export();
      }
    }
    // The exporter leaves an empty folder for variables that do not exist.
    delete(directory.resolve("variables"));
  }

  /** The node that the features go into. */
  static Placeholder<TFloat32> input(Ops tf, int width) {
    return tf.withName(INPUT)
        .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, width)));
  }

  private static void empty(Path directory) throws IOException {
    delete(directory);
    Files.createDirectories(directory);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      List<Path> inner = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : inner) {
        Files.delete(path);
      }
    }
  }
}

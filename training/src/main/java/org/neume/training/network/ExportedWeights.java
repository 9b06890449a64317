package org.neume.training.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Reads the weights back from what {@link SavedModelWriter} wrote. */
public final class ExportedWeights {
  private ExportedWeights() {}

  /**
   * Reads weights.
   *
   * @param directory the folder {@code saved_model}
   * @param otherwise the flat vector of the network's layout, for weights that are not exported
   *     (those of a head that only teaches); not changed
   * @return a flat vector of the layout
   * @throws IOException if the folder holds no network or another one
   */
  public static float[] read(ExportableNetwork network, Path directory, float[] otherwise)
      throws IOException {
    WeightLayout layout = network.layout();
    float[] weights = otherwise.clone();
    if (!Files.exists(directory.resolve("saved_model.pb"))) {
      throw new IOException(directory + " holds no network: name a model folder");
    }
    try (SavedModelBundle bundle = SavedModelBundle.load(directory.toString(), "serve")) {
      for (Map.Entry<String, String> node : nodes(network).entrySet()) {
        try (Result result = bundle.session().runner().fetch(node.getValue()).run();
            TFloat32 value = (TFloat32) result.get(0)) {
          WeightSpec spec = spec(layout, node.getKey());
          if (!value.shape().equals(org.tensorflow.ndarray.Shape.of(spec.extents()))) {
            throw new IOException(other(directory, network));
          }
          value
              .asRawTensor()
              .data()
              .asFloats()
              .copyTo(
                  DataBuffers.of(weights, false, false).offset(layout.offset(spec.name())),
                  spec.size());
        }
      }
    } catch (TensorFlowException | IllegalArgumentException | ClassCastException e) {
      throw new IOException(other(directory, network), e);
    }
    return weights;
  }

  private static String other(Path directory, ExportableNetwork network) {
    return "%s holds another network than %s: name a folder that this network was exported to"
        .formatted(directory, network.name());
  }

  /** The node of each exported weight, found by building the same graph again. */
  private static Map<String, String> nodes(ExportableNetwork network) {
    Map<String, String> nodes = new LinkedHashMap<>();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      WeightLayout layout = network.layout();
      ConstantWeights zeros = new ConstantWeights(tf, layout, new float[layout.size()]);
      WeightSource recording =
          name -> {
            Operand<TFloat32> weight = zeros.weight(name);
            nodes.put(name, weight.op().name());
            return weight;
          };
      network.activations(tf, SavedModelWriter.input(tf, network.width()), recording);
    }
    return nodes;
  }

  private static WeightSpec spec(WeightLayout layout, String name) {
    return layout.specs().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }
}

package org.neume.training.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Reads the weights back from what {@link SavedModelWriter} wrote. */
public final class ExportedWeights {
  private ExportedWeights() {}

  /**
   * Reads weights. A folder that holds the same network with fewer residual blocks will do: the
   * blocks that it lacks then add nothing to what they are given, so that the network says what the
   * shallower one said (as in "Net2Net" by Chen et al., 2016).
   *
   * @param directory the folder {@code saved_model}
   * @param otherwise the flat vector of the network's layout, for weights that are not exported
   *     (those of a head that only teaches); not changed
   * @return a flat vector of the layout
   * @throws IOException if the folder holds no network or another one
   */
  public static float[] read(ExportableNetwork network, Path directory, float[] otherwise)
      throws IOException {
    if (!Files.exists(directory.resolve("saved_model.pb"))) {
      throw new IOException(directory + " holds no network: name a model folder");
    }
    try (SavedModelBundle bundle = SavedModelBundle.load(directory.toString(), "serve")) {
      Optional<ExportableNetwork> held = Optional.of(network);
      while (held.isPresent()) {
        for (Map<String, String> nodes : List.of(named(held.get()), counted(held.get()))) {
          Map<String, float[]> values = values(held.get(), nodes, bundle);
          if (!values.isEmpty()) {
            return filled(network.layout(), values, otherwise);
          }
        }
        held = held.get().shallower();
      }
    } catch (TensorFlowException e) {
      throw new IOException(other(directory, network), e);
    }
    throw new IOException(other(directory, network));
  }

  /** The exported weights by their names, none if the bundle holds another network. */
  private static Map<String, float[]> values(
      ExportableNetwork network, Map<String, String> nodes, SavedModelBundle bundle) {
    WeightLayout layout = network.layout();
    Map<String, float[]> values = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, String> node : nodes.entrySet()) {
        try (Result result = bundle.session().runner().fetch(node.getValue()).run();
            TFloat32 value = (TFloat32) result.get(0)) {
          WeightSpec spec = spec(layout, node.getKey());
          if (!value.shape().equals(Shape.of(spec.extents()))) {
            return Map.of();
          }
          float[] read = new float[spec.size()];
          value.asRawTensor().data().asFloats().read(read);
          values.put(spec.name(), read);
        }
      }
    } catch (TensorFlowException | IllegalArgumentException | ClassCastException e) {
      return Map.of();
    }
    return values;
  }

  private static float[] filled(
      WeightLayout layout, Map<String, float[]> values, float[] otherwise) {
    float[] weights = otherwise.clone();
    for (WeightSpec spec : layout.specs()) {
      int at = layout.offset(spec.name());
      float[] value = values.get(spec.name());
      if (value != null) {
        System.arraycopy(value, 0, weights, at, value.length);
      } else if (spec.name().endsWith(WeightLayout.LAST_OF_BLOCK)) {
        Arrays.fill(weights, at, at + spec.size(), 0);
      }
    }
    return weights;
  }

  private static String other(Path directory, ExportableNetwork network) {
    return "%s holds another network than %s: name a folder that this network was exported to"
        .formatted(directory, network.name());
  }

  /** The node of each exported weight: it has the weight's name. */
  private static Map<String, String> named(ExportableNetwork network) {
    Map<String, String> nodes = new LinkedHashMap<>();
    for (String name : counted(network).keySet()) {
      nodes.put(name, name);
    }
    return nodes;
  }

  /**
   * The node of each exported weight in the first weights that were shipped, whose constants had no names:
   * found by building the same graph again.
   */
  private static Map<String, String> counted(ExportableNetwork network) {
    Map<String, String> nodes = new LinkedHashMap<>();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      WeightSource unnamed =
          name -> {
            WeightSpec spec = spec(network.layout(), name);
            Operand<TFloat32> weight =
                tf.constant(Shape.of(spec.extents()), DataBuffers.ofFloats(spec.size()));
            nodes.put(name, weight.op().name());
            return weight;
          };
      network.activations(tf, SavedModelWriter.input(tf, network.width()), unnamed);
    }
    return nodes;
  }

  private static WeightSpec spec(WeightLayout layout, String name) {
    return layout.specs().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }
}

package org.neume.inference.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.neume.inference.model.ModelException;
import org.neume.inference.model.ModelManifest;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Compares a SavedModel's signature with its manifest before TensorFlow sees the model: a wrong
 * tensor name in a call ends the whole process, not just the call.
 */
final class NetworkSignature {
  static final String TAG = "serve";
  static final String KEY = "serving_default";

  private NetworkSignature() {}

  /**
   * Checks names, types, ranks and sizes.
   *
   * @param graph the file {@code saved_model.pb}
   * @throws ModelException naming what was found and what the manifest wants
   */
  static void check(Path graph, ModelManifest manifest) {
    SignatureDef signature = signature(graph, manifest);
    check("input", signature.getInputsMap(), manifest.inputTensor(), manifest.bins(), manifest);
    check(
        "output",
        signature.getOutputsMap(),
        manifest.outputTensor(),
        manifest.outputs().size(),
        manifest);
  }

  private static SignatureDef signature(Path graph, ModelManifest manifest) {
    SavedModel model;
    try (var in = Files.newInputStream(graph)) {
      model = SavedModel.parseFrom(in);
    } catch (IOException e) {
      throw new ModelException(
          "the model %s is no TensorFlow SavedModel (%s): export it again"
              .formatted(
                  manifest.name(), String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
    for (MetaGraphDef part : model.getMetaGraphsList()) {
      if (part.getMetaInfoDef().getTagsList().contains(TAG)) {
        SignatureDef signature = part.getSignatureDefMap().get(KEY);
        if (signature == null) {
          throw new ModelException(
              "the model %s has the signatures %s, not %s: export it under this key"
                  .formatted(
                      manifest.name(), new TreeSet<>(part.getSignatureDefMap().keySet()), KEY));
        }
        return signature;
      }
    }
    throw new ModelException(
        "the model %s has no graph with the tag %s: export it for serving"
            .formatted(manifest.name(), TAG));
  }

  private static void check(
      String role,
      Map<String, TensorInfo> tensors,
      String name,
      int columns,
      ModelManifest manifest) {
    if (!tensors.keySet().equals(java.util.Set.of(name))) {
      throw new ModelException(
          "the model %s has the %s tensors %s, its description wants one named %s: correct model.json or export again"
              .formatted(manifest.name(), role, new TreeSet<>(tensors.keySet()), name));
    }
    TensorInfo tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalStateException("a key without a value");
    }
    List<Long> shape =
        tensor.getTensorShape().getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
    boolean fits =
        tensor.getDtype() == DataType.DT_FLOAT
            && !tensor.getTensorShape().getUnknownRank()
            && shape.size() == 3
            && shape.get(0) == -1
            && shape.get(1) == -1
            && (shape.get(2) == columns || shape.get(2) == -1);
    if (!fits) {
      throw new ModelException(
          "the model %s has an %s of type %s and shape %s, its description wants DT_FLOAT and [-1, -1, %d]: correct model.json or export again"
              .formatted(
                  manifest.name(),
                  role,
                  tensor.getDtype(),
                  tensor.getTensorShape().getUnknownRank() ? "unknown" : shape,
                  columns));
    }
  }
}

package org.neume.inference.engine;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import java.io.IOException;
import java.util.function.Supplier;
import org.neume.inference.model.EngineLoader;
import org.neume.inference.model.ModelException;
import org.neume.inference.model.ModelFolder;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.NetworkEngine;

/** Loads networks into TensorFlow through DJL. */
public final class TensorFlowLoader implements EngineLoader {
  private final Supplier<TensorFlowRuntime> runtime;

  /**
   * A loader that asks for TensorFlow when it loads its first model.
   *
   * @param runtime gives the same runtime each time
   */
  public TensorFlowLoader(Supplier<TensorFlowRuntime> runtime) {
    this.runtime = runtime;
  }

  /** A loader for the CPU with one thread per operation. */
  public static TensorFlowLoader onCpu() {
    return new TensorFlowLoader(() -> TensorFlowRuntime.load(DeviceChoice.CPU, 1));
  }

  @Override
  public void check(ModelFolder folder) {
    NetworkSignature.check(folder.graph(), folder.manifest());
  }

  @Override
  public NetworkEngine load(ModelFolder folder) {
    ModelManifest manifest = folder.manifest();
    check(folder);
    TensorFlowRuntime tensorFlow = runtime.get();
    Model model = Model.newInstance(manifest.name(), tensorFlow.device(), TensorFlowRuntime.ENGINE);
    try {
      model.load(folder.network());
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new ModelException(
          "the model %s does not load into %s (%s): export it again with this version"
              .formatted(
                  manifest.name(),
                  tensorFlow.description(),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
    return new TensorFlowNetwork(manifest, model, tensorFlow.description());
  }
}

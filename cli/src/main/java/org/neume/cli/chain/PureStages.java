package org.neume.cli.chain;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.decoder.decode.DecoderChoice;
import org.neume.decoder.messaging.DecoderStage;
import org.neume.feature.messaging.FeatureStage;
import org.neume.inference.engine.TensorFlowLoader;
import org.neume.inference.messaging.InferenceStage;
import org.neume.inference.model.ModelException;
import org.neume.inference.model.ServedModels;

/** The stages as the services would set them up from the same settings, without Kafka or Quarkus. */
public final class PureStages implements AutoCloseable {
  private final ServedModels models;
  private final PureChain chain;

  private PureStages(ServedModels models, PureChain chain) {
    this.models = models;
    this.chain = chain;
  }

  /**
   * Sets the stages up and loads the model.
   *
   * @param directory holds model folders of the user's own; null if there are none
   * @param model the network to load
   * @param decoders how beats are decoded
   * @throws CommandException if the model cannot be had
   */
  public static PureStages open(@Nullable Path directory, String model, DecoderChoice decoders) {
    NativeNoise.silence();
    ServedModels models =
        ServedModels.inline(ModelFolders.repository(directory), TensorFlowLoader.onCpu());
    try {
      models.get(model);
      return new PureStages(
          models,
          new PureChain(
              new FeatureStage(), new InferenceStage(models), new DecoderStage(decoders)));
    } catch (ModelException e) {
      models.close();
      throw CommandException.environment(String.valueOf(e.getMessage()), e);
    }
  }

  /** The stages in a row. */
  public PureChain chain() {
    return chain;
  }

  /** Frees the model. */
  @Override
  public void close() {
    models.close();
  }
}

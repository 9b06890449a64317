package org.neume.cli.chain;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.decoder.decode.DecoderChoice;
import org.neume.decoder.messaging.DecoderStage;
import org.neume.inference.engine.TensorFlowLoader;
import org.neume.inference.messaging.InferenceStage;
import org.neume.inference.model.ModelException;
import org.neume.inference.model.ServedModels;
import org.neume.transcription.messaging.NoteStage;

/** The stages as the services would set them up from the same settings, without Kafka or Quarkus. */
public final class PureStages implements AutoCloseable {
  private final ServedModels models;
  private final PureChain chain;

  private PureStages(ServedModels models, PureChain chain) {
    this.models = models;
    this.chain = chain;
  }

  /**
   * Sets the stages up and loads the networks.
   *
   * @param directory holds model folders of the user's own; null if there are none
   * @param networks the networks to load
   * @param decoders how beats are decoded
   * @param settings of the services by their property names; what is not said keeps its default
   * @throws CommandException if a network cannot be had or a setting cannot be used
   */
  public static PureStages open(
      @Nullable Path directory,
      List<String> networks,
      DecoderChoice decoders,
      Map<String, String> settings) {
    NativeNoise.silence();
    ServiceSettings services = new ServiceSettings(settings);
    ServedModels models =
        ServedModels.inline(ModelFolders.repository(directory), TensorFlowLoader.onCpu());
    try {
      networks.forEach(models::get);
      return new PureStages(
          models,
          new PureChain(
              new PureChain.Stages(
                  services.features().stage(),
                  new InferenceStage(models),
                  new DecoderStage(decoders),
                  new NoteStage(services.notes()),
                  services.scores())));
    } catch (ModelException e) {
      models.close();
      throw CommandException.environment(String.valueOf(e.getMessage()), e);
    }
  }

  /** The stages in a row. */
  public PureChain chain() {
    return chain;
  }

  /** Frees the networks. */
  @Override
  public void close() {
    models.close();
  }
}

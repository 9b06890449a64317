package org.neume.inference.messaging;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.ServedModel;
import org.neume.inference.model.ServedModels;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;
import org.neume.stage.StageDefinition;

/**
 * Features to activations: one output stream for each model that the recording asks for by name and
 * that reads the stream's representation.
 *
 * <p>An analysis without a model of its name, or with one of another representation, is no business
 * of this stream. A recording none of whose analyses has a model fails, so that nobody waits for it.
 * Safe for use by many threads; the models belong to the caller.
 */
public final class InferenceStage implements StageDefinition<FeatureBlock, ActivationBlock> {
  /** The stage's name. */
  public static final String NAME = "inference";

  private final ServedModels models;

  /** A stage that computes with these models. */
  public InferenceStage(ServedModels models) {
    this.models = models;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StreamType<FeatureBlock> input() {
    return Streams.FEATURES;
  }

  @Override
  public StreamType<ActivationBlock> output() {
    return Streams.ACTIVATIONS;
  }

  @Override
  public Set<String> outputStreams(FeatureBlock first) {
    Set<String> names = new LinkedHashSet<>();
    for (String analysis : first.getAnalyses()) {
      Optional<ModelManifest> manifest = models.manifest(analysis);
      if (manifest.isPresent() && manifest.get().representation().equals(first.getStream())) {
        names.add(analysis);
      }
    }
    return nothingServed(first) ? new LinkedHashSet<>(first.getAnalyses()) : names;
  }

  private boolean nothingServed(FeatureBlock first) {
    return first.getAnalyses().stream().noneMatch(name -> models.manifest(name).isPresent());
  }

  @Override
  public RecordingMachine<FeatureBlock, ActivationBlock> open(
      FeatureBlock first, Map<String, ActivationBlock> lastOutputs) {
    if (nothingServed(first)) {
      throw new InvalidInputException(
          "no model is named %s: ask for an analysis that is served, or add its model folder"
              .formatted(String.join(", ", first.getAnalyses())));
    }
    List<ServedModel> chosen = new ArrayList<>();
    for (String name : outputStreams(first)) {
      chosen.add(models.get(name));
    }
    return new InferenceMachine(first, chosen, lastOutputs);
  }
}

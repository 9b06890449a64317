package org.neume.inference.messaging;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
 * of this stream. A recording fails if for none of its analyses there is a model that can ever
 * compute it, so that nobody waits for it. Safe for use by many threads; the models belong to the caller.
 */
public final class InferenceStage implements StageDefinition<FeatureBlock, ActivationBlock> {
  /** The stage's name. */
  public static final String NAME = "inference";

  /** The representations that the feature stage makes. */
  public static final Set<String> REPRESENTATIONS = Set.of("log-bands-81", "constant-q-48");

  private final ServedModels models;
  private final Set<String> representations;

  /** A stage that computes with these models on what the feature stage makes. */
  public InferenceStage(ServedModels models) {
    this(models, REPRESENTATIONS);
  }

  /**
   * A stage that computes with these models.
   *
   * @param representations the feature streams that recordings have; that of an input counts as well
   */
  public InferenceStage(ServedModels models, Set<String> representations) {
    this.models = models;
    this.representations = Set.copyOf(representations);
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
    return refusal(first) == null ? names : new LinkedHashSet<>(first.getAnalyses());
  }

  /** Why nothing will ever be computed for a recording; null if something will. */
  private @Nullable String refusal(FeatureBlock first) {
    List<String> unread = new ArrayList<>();
    for (String analysis : first.getAnalyses()) {
      Optional<ModelManifest> manifest = models.manifest(analysis);
      if (manifest.isPresent()) {
        String representation = manifest.get().representation();
        if (representation.equals(first.getStream()) || representations.contains(representation)) {
          return null;
        }
        unread.add("%s reads %s".formatted(analysis, representation));
      }
    }
    if (!unread.isEmpty()) {
      return "the model %s, which nobody computes (there is %s): ask for another analysis, or set neume.inference.representations"
          .formatted(String.join(", ", unread), first.getStream());
    }
    return "no model is named %s: ask for an analysis that is served, or add its model folder"
        .formatted(String.join(", ", first.getAnalyses()));
  }

  @Override
  public RecordingMachine<FeatureBlock, ActivationBlock> open(
      FeatureBlock first, Map<String, ActivationBlock> lastOutputs) {
    String refusal = refusal(first);
    if (refusal != null) {
      throw new InvalidInputException(refusal);
    }
    List<ServedModel> chosen = new ArrayList<>();
    for (String name : outputStreams(first)) {
      chosen.add(models.get(name));
    }
    return new InferenceMachine(first, chosen, lastOutputs);
  }
}

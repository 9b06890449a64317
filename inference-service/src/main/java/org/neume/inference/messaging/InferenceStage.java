package org.neume.inference.messaging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.inference.model.ServedModel;
import org.neume.inference.model.ServedModels;
import org.neume.schemas.AnalysisNames;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;
import org.neume.stage.StageDefinition;

/**
 * Features to activations: one output stream for each model that the recording asks for by name and
 * that reads the stream's representation.
 *
 * <p>Every analysis that a recording asks for has an output stream that ends, whether a model
 * computes it or nobody can ({@link AnalysisPlan}), so that nobody waits for it. Safe for use by many
 * threads; the models belong to the caller.
 */
public final class InferenceStage implements StageDefinition<FeatureBlock, ActivationBlock> {
  /** The stage's name. */
  public static final String NAME = "inference";

  /** The representations that the feature stage can make. */
  public static final Set<String> REPRESENTATIONS = KnownRepresentations.NAMES;

  private final ServedModels models;
  private final Set<String> representations;
  private final Elsewhere elsewhere;

  /** A stage that computes with these models on what the feature stage makes. */
  public InferenceStage(ServedModels models) {
    this(models, REPRESENTATIONS);
  }

  /** The same, where features come as these representations. */
  public InferenceStage(ServedModels models, Set<String> representations) {
    this(models, representations, Elsewhere.NOTHING);
  }

  /**
   * A stage that computes with these models.
   *
   * @param representations the feature streams that recordings have whose blocks do not name them;
   *     that of an input counts as well
   * @param elsewhere what other inference services compute, which this one leaves alone
   */
  InferenceStage(ServedModels models, Set<String> representations, Elsewhere elsewhere) {
    this.models = models;
    this.representations = Set.copyOf(representations);
    this.elsewhere = elsewhere;
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

  private AnalysisPlan plan(FeatureBlock first) {
    String problem = AnalysisNames.problem(first.getAnalyses());
    if (problem != null) {
      throw new InvalidInputException(problem);
    }
    return AnalysisPlan.of(first, models::manifest, representations, elsewhere);
  }

  /** Whether a recording was given up before anybody could know what it asks for. */
  private static boolean unknown(FeatureBlock first) {
    return first.getEnd() == End.ABORTED && first.getAnalyses().isEmpty();
  }

  @Override
  public Set<String> outputStreams(FeatureBlock first) {
    // Such an end is passed on, so that no reader of any topic waits for the recording.
    return unknown(first) ? Set.of(first.getStream()) : plan(first).streams();
  }

  @Override
  public Set<String> endedAtOnce(FeatureBlock first) {
    AnalysisPlan plan = plan(first);
    return plan.refusal() == null ? plan.ended().keySet() : Set.of();
  }

  @Override
  public @Nullable ActivationBlock blank(
      FeatureBlock first, String stream, Map<String, ActivationBlock> known) {
    if (!plan(first).served().contains(stream)) {
      return null;
    }
    return models
        .manifest(stream)
        .map(
            manifest ->
                ActivationBlock.newBuilder()
                    .setRecordingId(first.getRecordingId())
                    .setStream(stream)
                    .setSequence(0)
                    .setFirstFrame(0)
                    .setFrameCount(0)
                    .setOutputs(manifest.outputs())
                    .setFrameRate(manifest.frameRate())
                    .setElementType(ElementType.F32)
                    .setPayload(ByteBuffer.allocate(0))
                    .setDecoderName(manifest.decoder())
                    .setProvenance("")
                    .setEnd(End.OPEN)
                    .setCause(null)
                    .setAnalyses(first.getAnalyses())
                    .build())
        .orElse(null);
  }

  @Override
  public RecordingMachine<FeatureBlock, ActivationBlock> open(
      FeatureBlock first, Map<String, ActivationBlock> lastOutputs) {
    AnalysisPlan plan = plan(first);
    boolean nothing = first.getEnd() == End.ABORTED && first.getBins() == 0;
    if (unknown(first) || (nothing && plan.refusal() == null)) {
      return new ClosingMachine(passedOn(first, plan, lastOutputs));
    }
    if (plan.refusal() != null) {
      throw new InvalidInputException(plan.refusal());
    }
    List<ServedModel> chosen = new ArrayList<>();
    for (String name : plan.served()) {
      chosen.add(models.get(name));
    }
    return new InferenceMachine(first, chosen, ended(first, plan, lastOutputs), lastOutputs);
  }

  /** The records that end what nobody computes, as far as the log does not have them. */
  private static List<ActivationBlock> ended(
      FeatureBlock first, AnalysisPlan plan, Map<String, ActivationBlock> lastOutputs) {
    List<ActivationBlock> closings = new ArrayList<>();
    plan.ended()
        .forEach(
            (name, cause) -> {
              if (!lastOutputs.containsKey(name)) {
                closings.add(
                    Streams.ACTIVATIONS.aborted(first.getRecordingId(), name, 0, cause, null));
              }
            });
    return closings;
  }

  /** The records that end the streams of a recording which was given up with its first block. */
  private List<ActivationBlock> passedOn(
      FeatureBlock first, AnalysisPlan plan, Map<String, ActivationBlock> lastOutputs) {
    String cause = first.getCause() == null ? "the features were aborted" : first.getCause();
    List<ActivationBlock> closings = ended(first, plan, lastOutputs);
    for (String name : unknown(first) ? Set.of(first.getStream()) : plan.served()) {
      if (!lastOutputs.containsKey(name)) {
        closings.add(
            Streams.ACTIVATIONS.aborted(
                first.getRecordingId(), name, 0, cause, blank(first, name, Map.of())));
      }
    }
    return closings;
  }
}

package org.neume.cli.chain;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.neume.cli.format.Annotation;
import org.neume.media.AudioSource;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.SampleFormat;
import org.neume.stage.InvalidInputException;
import org.neume.stage.StageDefinition;

/**
 * The stages in a row without Kafka: the same chunks, machines and records, so the same beats.
 * Immutable; safe for use by many threads if the stages are.
 */
public final class PureChain {
  /**
   * What came out.
   *
   * @param annotation what was found
   * @param stageSeconds wall-clock seconds spent in each stage on the calling thread, by its name
   */
  public record Result(Annotation annotation, Map<String, Double> stageSeconds) {}

  private final StageDefinition<AudioChunk, FeatureBlock> features;
  private final StageDefinition<FeatureBlock, ActivationBlock> inference;
  private final StageDefinition<ActivationBlock, BeatBlock> beats;

  /** A chain of these stages. */
  public PureChain(
      StageDefinition<AudioChunk, FeatureBlock> features,
      StageDefinition<FeatureBlock, ActivationBlock> inference,
      StageDefinition<ActivationBlock, BeatBlock> beats) {
    this.features = features;
    this.inference = inference;
    this.beats = beats;
  }

  /**
   * Annotates one recording on the calling thread.
   *
   * @param source read to its end; the caller closes it
   * @param analysis the analysis to ask for
   * @throws IOException if the source cannot be read to its end
   * @throws InvalidInputException if a stage cannot process it
   */
  public Result annotate(AudioSource source, String title, String analysis) throws IOException {
    ChunkReader chunks = new ChunkReader(source, title, List.of(analysis), SampleFormat.PCM16);
    AnnotationBuilder annotation = new AnnotationBuilder();
    long reading = 0;
    try (StageDriver<AudioChunk, FeatureBlock> first = new StageDriver<>(features);
        StageDriver<FeatureBlock, ActivationBlock> second = new StageDriver<>(inference);
        StageDriver<ActivationBlock, BeatBlock> third = new StageDriver<>(beats)) {
      AudioChunk chunk;
      do {
        long start = System.nanoTime();
        chunk = chunks.next();
        reading += System.nanoTime() - start;
        for (FeatureBlock frames : first.apply(chunk)) {
          for (ActivationBlock activations : second.apply(frames)) {
            for (BeatBlock block : third.apply(activations)) {
              add(block, annotation);
            }
          }
        }
      } while (chunk.getEnd() == End.OPEN);
      Map<String, Double> seconds = new TreeMap<>();
      seconds.put("media", reading / 1e9);
      seconds.put(features.name(), first.seconds());
      seconds.put(inference.name(), second.seconds());
      seconds.put(beats.name(), third.seconds());
      return new Result(annotation.build(title), seconds);
    }
  }

  private static void add(BeatBlock block, AnnotationBuilder annotation) {
    if (block.getEnd() == End.ABORTED) {
      throw new InvalidInputException(
          Objects.requireNonNullElse(block.getCause(), "the recording was aborted"));
    }
    annotation.add(block);
  }
}

package org.neume.cli.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neume.annotation.Annotation;
import org.neume.annotation.stream.Finding;
import org.neume.gateway.intake.ChunkReader;
import org.neume.media.AudioSource;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.SampleFormat;
import org.neume.stage.InvalidInputException;
import org.neume.stage.StageDefinition;
import org.neume.transcription.messaging.ScoreConfig;

/**
 * The stages in a row without Kafka: the same chunks, machines and records, so the same beats, notes
 * and scores. Immutable; safe for use by many threads if the stages are.
 */
public final class PureChain {
  /**
   * What came out.
   *
   * @param annotation what was found
   * @param stageSeconds wall-clock seconds spent in each stage on the calling thread, by its name
   */
  public record Result(Annotation annotation, Map<String, Double> stageSeconds) {}

  /**
   * The stages of a chain.
   *
   * @param scores how scores are made; their stage reads the beats of one recording at a time here
   */
  public record Stages(
      StageDefinition<AudioChunk, FeatureBlock> features,
      StageDefinition<FeatureBlock, ActivationBlock> inference,
      StageDefinition<ActivationBlock, BeatBlock> beats,
      StageDefinition<ActivationBlock, NoteBlock> notes,
      ScoreConfig scores) {}

  private final Stages stages;

  /** A chain of these stages. */
  public PureChain(Stages stages) {
    this.stages = stages;
  }

  /**
   * Annotates one recording on the calling thread.
   *
   * @param source read to its end; the caller closes it
   * @param analyses the analyses to ask for: networks by name, and {@code score}
   * @param findings what they are to give
   * @throws IOException if the source cannot be read to its end
   * @throws InvalidInputException if a stage cannot process it, or an analysis gives no such thing
   */
  public Result annotate(
      AudioSource source, String title, List<String> analyses, Set<Finding> findings)
      throws IOException {
    return annotate(source, title, analyses, findings, StreamOwners.guessed());
  }

  /**
   * Annotates one recording with models that the caller knows.
   *
   * @param owners which finding is in which stream
   * @throws IOException if the source cannot be read to its end
   * @throws InvalidInputException if a stage cannot process it, or an analysis gives no such thing
   */
  public Result annotate(
      AudioSource source,
      String title,
      List<String> analyses,
      Set<Finding> findings,
      StreamOwners owners)
      throws IOException {
    ChunkReader chunks = new ChunkReader(source, title, analyses, SampleFormat.PCM16);
    try (PureRun run = new PureRun(stages, findings, owners)) {
      AudioChunk chunk;
      do {
        long start = System.nanoTime();
        chunk = chunks.next();
        run.read(System.nanoTime() - start);
        run.apply(chunk);
      } while (chunk.getEnd() == End.OPEN);
      return run.finish(title);
    }
  }

  /**
   * What a network says of one recording, for decoders to be tried on.
   *
   * @param source read to its end; the caller closes it
   * @param analysis the network's name
   * @return the records of its activations: for notes some 26 kB for each second
   * @throws IOException if the source cannot be read to its end
   * @throws InvalidInputException if a stage cannot process it, or nobody knows the network
   */
  public List<ActivationBlock> activations(AudioSource source, String title, String analysis)
      throws IOException {
    ChunkReader chunks = new ChunkReader(source, title, List.of(analysis), SampleFormat.PCM16);
    List<ActivationBlock> heard = new ArrayList<>();
    try (PureRun run = new PureRun(stages, Set.of(), StreamOwners.guessed())) {
      AudioChunk chunk;
      do {
        chunk = chunks.next();
        heard.addAll(run.hear(chunk));
      } while (chunk.getEnd() == End.OPEN);
    }
    if (heard.isEmpty()) {
      throw new InvalidInputException(
          "no network computes %s for it; check the model's name".formatted(analysis));
    }
    return heard;
  }
}

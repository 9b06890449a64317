package org.neume.cli.chain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.stream.AnnotationBuilder;
import org.neume.annotation.stream.Finding;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.stage.InvalidInputException;
import org.neume.transcription.messaging.ScoreStage;

/** One recording on its way through the stages of a {@link PureChain}. Confined to one thread. */
final class PureRun implements AutoCloseable {
  private final PureChain.Stages stages;
  private final StreamOwners owners;
  private final StageDriver<AudioChunk, FeatureBlock> features;
  private final StageDriver<FeatureBlock, ActivationBlock> inference;
  private final StageDriver<ActivationBlock, BeatBlock> beats;
  private final StageDriver<ActivationBlock, NoteBlock> notes;
  private final StageDriver<NoteBlock, ScoreBlock> scores;
  private final PureBeats besideNotes = new PureBeats();
  // A revision of the score waits for beats that come later; its place among them does not.
  private final Deque<CompletionStage<List<ScoreBlock>>> revisions = new ArrayDeque<>();
  private final AnnotationBuilder annotation = new AnnotationBuilder();
  private final Set<Finding> awaited = EnumSet.noneOf(Finding.class);
  private long readingNanos;
  private long scoreNanos;

  PureRun(PureChain.Stages stages, Set<Finding> findings, StreamOwners owners) {
    this.stages = stages;
    this.owners = owners;
    awaited.addAll(findings);
    features = new StageDriver<>(stages.features());
    inference = new StageDriver<>(stages.inference());
    beats = new StageDriver<>(stages.beats());
    notes = new StageDriver<>(stages.notes());
    // Whoever brings the last thing that a score needs computes it.
    scores = new StageDriver<>(new ScoreStage(stages.scores(), besideNotes, Runnable::run));
  }

  /** The activations that the next chunk completes. */
  List<ActivationBlock> hear(AudioChunk chunk) {
    List<ActivationBlock> heard = new ArrayList<>();
    for (FeatureBlock frames : features.apply(chunk)) {
      heard.addAll(inference.apply(frames));
    }
    return heard;
  }

  /** Applies the next chunk. */
  void apply(AudioChunk chunk) {
    for (ActivationBlock activations : hear(chunk)) {
      for (BeatBlock block : beats.apply(activations)) {
        Finding finding =
            owners.claim(Finding.TEMPO, block.getStream()) == StreamOwners.Claim.OWN
                ? Finding.TEMPO
                : Finding.BEATS;
        check(block.getEnd(), block.getCause(), finding);
        annotation.add(finding, block);
        long start = System.nanoTime();
        besideNotes.add(block);
        scoreNanos += System.nanoTime() - start;
      }
      for (NoteBlock block : notes.apply(activations)) {
        Finding finding =
            owners.claim(Finding.PITCH, block.getStream()) == StreamOwners.Claim.OWN
                ? Finding.PITCH
                : Finding.NOTES;
        check(block.getEnd(), block.getCause(), finding);
        annotation.add(finding, block);
        long start = System.nanoTime();
        revisions.addAll(scores.offer(block));
        scoreNanos += System.nanoTime() - start;
      }
    }
  }

  /** Adds time that was spent on reading the recording. */
  void read(long nanos) {
    readingNanos += nanos;
  }

  /**
   * What was found, once the last chunk was applied.
   *
   * @throws InvalidInputException if something that is awaited was not found
   */
  PureChain.Result finish(String title) {
    for (CompletionStage<List<ScoreBlock>> revision : revisions) {
      for (ScoreBlock block : scores.join(revision)) {
        check(block.getEnd(), block.getCause(), Finding.SCORE);
        annotation.add(block);
      }
    }
    if (!awaited.isEmpty()) {
      throw new InvalidInputException(
          "no stage knows an analysis that gives %s; check the model's name"
              .formatted(
                  awaited.stream()
                      .map(finding -> finding.name().toLowerCase(Locale.ROOT))
                      .collect(Collectors.joining(" or "))));
    }
    return new PureChain.Result(annotation.build(title), seconds());
  }

  private Map<String, Double> seconds() {
    Map<String, Double> seconds = new TreeMap<>();
    seconds.put("media", readingNanos / 1e9);
    seconds.put(stages.features().name(), features.seconds());
    seconds.put(stages.inference().name(), inference.seconds());
    seconds.put(stages.beats().name(), beats.seconds());
    seconds.put(stages.notes().name(), notes.seconds());
    seconds.put(ScoreStage.NAME, scoreNanos / 1e9);
    return seconds;
  }

  private void check(End end, @Nullable String cause, Finding finding) {
    if (end == End.ABORTED) {
      throw new InvalidInputException(
          Objects.requireNonNullElse(cause, "the recording was aborted"));
    }
    if (end == End.COMPLETE) {
      awaited.remove(finding);
    }
  }

  @Override
  public void close() {
    scores.close();
    notes.close();
    beats.close();
    inference.close();
    features.close();
  }
}

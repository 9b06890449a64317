package org.neume.cli.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.neume.schemas.DecoderName;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;
import org.neume.transcription.messaging.ScoreStage;

/**
 * When a recording has ended in the topic of statuses: with the stages of all analyses that it asks
 * for. Which those are its activations say; where they are past retention, or a stage does not run,
 * it has ended when all stages that began have, and nothing came for a while. Confined to one thread.
 */
final class StatusesEnd {
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final Map<String, Boolean> endedByStage = new HashMap<>();
  private final Set<String> analyses = new HashSet<>();
  private final Set<String> streams = new HashSet<>();
  private final Set<String> expected = new HashSet<>(Set.of(Topics.ACTIVATIONS.owner()));
  private final List<String> causes = new ArrayList<>();
  private boolean refused;
  private long last = System.nanoTime();

  /** Takes the next status of the recording. */
  void take(RecordingStatus status) {
    last = System.nanoTime();
    boolean ends = status.getEvent() != StatusEvent.STARTED;
    endedByStage.merge(status.getStream(), ends, Boolean::logicalOr);
    if (status.getEvent() == StatusEvent.FAILED) {
      String cause = Objects.requireNonNullElse(status.getCause(), "no cause is known");
      if (!causes.contains(cause)) {
        causes.add(cause);
      }
    }
  }

  /** Takes activations of the recording, which tell what it asks for. */
  void take(ActivationBlock block) {
    last = System.nanoTime();
    refused |= block.getStream().equals(Streams.EVERY);
    analyses.addAll(block.getAnalyses());
    if (!streams.add(block.getStream())) {
      return;
    }
    if (block.getDecoderName().equals(DecoderName.NOTES.text())) {
      expected.add(Topics.NOTES.owner());
      if (block.getAnalyses().contains(ScoreStage.ANALYSIS)) {
        expected.add(Topics.SCORES.owner());
      }
    } else if (!block.getOutputs().isEmpty()
        && !block.getDecoderName().equals(DecoderName.NONE.text())) {
      expected.add(Topics.BEATS.owner());
    }
  }

  /** Whether nothing more comes. */
  boolean ended() {
    if (endedByStage.isEmpty() || endedByStage.containsValue(false)) {
      return false;
    }
    Set<String> networks = new HashSet<>(analyses);
    networks.remove(ScoreStage.ANALYSIS);
    boolean known = !refused && !networks.isEmpty() && streams.containsAll(networks);
    boolean all = known && endedByStage.keySet().containsAll(expected);
    return all || System.nanoTime() - last > QUIET.toNanos();
  }

  /** Why stages gave up something, in one line each. */
  List<String> causes() {
    return causes;
  }
}

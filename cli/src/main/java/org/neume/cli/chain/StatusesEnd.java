package org.neume.cli.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.neume.schemas.DecoderName;
import org.neume.schemas.Revisions;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;
import org.neume.transcription.messaging.ScoreStage;

/**
 * When a recording has ended in the topic of statuses: with the stages of all analyses that it asks
 * for. Which those are its activations say, and a stage among them is waited for however late it
 * comes; where they are past retention, or the recording was refused, it has ended when all stages that
 * began have, that of the networks among them, and nothing came for a while. Confined to one thread.
 */
final class StatusesEnd {
  private final Map<String, Boolean> endedByStage = new HashMap<>();
  private final Set<String> analyses = new HashSet<>();
  private final Set<String> streams = new HashSet<>();
  private final Set<String> expected = new HashSet<>(Set.of(Topics.ACTIVATIONS.owner()));
  private final List<String> causes = new ArrayList<>();
  private boolean refused;
  private final Quiet quiet;

  /** A recording that nothing has come of. */
  StatusesEnd(Quiet quiet) {
    this.quiet = quiet;
  }

  /** Takes the next status of the recording. */
  void take(RecordingStatus status) {
    if (Revisions.isRevision(status.getStream())) {
      // What becomes of a correction does not open the recording again.
      return;
    }
    quiet.broken();
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
    quiet.broken();
    refused |= block.getStream().equals(Streams.EVERY);
    analyses.addAll(block.getAnalyses());
    if (!streams.add(block.getStream())) {
      return;
    }
    if (DecoderName.givesNotes(block.getDecoderName())) {
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
    if (endedByStage.containsValue(false) || silent().isPresent()) {
      return false;
    }
    return known() || quiet.lastsLong();
  }

  /** A stage that has to say something of the recording and has not; empty if all have. */
  Optional<String> silent() {
    Set<String> stages = known() ? expected : Set.of(Topics.ACTIVATIONS.owner());
    return stages.stream().filter(stage -> !endedByStage.containsKey(stage)).sorted().findFirst();
  }

  /** Whether the activations have told of all networks that the recording asks for. */
  private boolean known() {
    Set<String> networks = new HashSet<>(analyses);
    networks.remove(ScoreStage.ANALYSIS);
    return !refused && !networks.isEmpty() && streams.containsAll(networks);
  }

  /** Why stages gave up something, in one line each. */
  List<String> causes() {
    return causes;
  }
}

package org.neume.cli.chain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.neume.annotation.stream.Finding;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.transcription.messaging.ScoreStage;

/**
 * When a recording has ended in a topic of content: with the streams that it has there, which its
 * features and activations name. Confined to one thread.
 */
final class StreamsEnd {
  private final StreamOwners owners = StreamOwners.guessed();
  private final Set<String> begun = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final Set<String> expected = new HashSet<>();
  private final List<String> causes = new ArrayList<>();
  // Of streams that ended before they said anything and may be another topic's, or nobody's.
  private final List<String> suspicions = new ArrayList<>();
  private final Quiet quiet;
  private boolean refused;

  /** A recording that nothing has come of. */
  StreamsEnd(Quiet quiet) {
    this.quiet = quiet;
  }

  /** Takes the next record of the recording. */
  <T> void take(T record, StreamType<T> type) {
    String stream = type.stream(record);
    boolean aborted = type.end(record) == End.ABORTED;
    String cause = Objects.requireNonNullElse(type.cause(record), "no cause is known");
    quiet.broken();
    if (stream.equals(Streams.EVERY)) {
      refused |= aborted;
    } else {
      StreamOwners.Claim claim = claim(record, stream);
      if (claim == StreamOwners.Claim.FOREIGN) {
        return;
      }
      if (claim == StreamOwners.Claim.PERHAPS && aborted && type.sequence(record) == 0) {
        suspicions.add(cause);
        return;
      }
      expected.addAll(named(record));
      begun.add(stream);
      if (type.end(record) != End.OPEN) {
        ended.add(stream);
      }
    }
    if (aborted) {
      causes.add(cause);
    }
  }

  /** Whether nothing more comes. */
  boolean ended() {
    if (hasSuspicionsAlone()) {
      return quiet.lastsLong();
    }
    boolean open = !ended.containsAll(begun);
    return !open && (refused || (!ended.isEmpty() && ended.containsAll(expected)));
  }

  /** Why streams were given up, in one line each. */
  List<String> causes() {
    return hasSuspicionsAlone() ? suspicions : causes;
  }

  private boolean hasSuspicionsAlone() {
    return begun.isEmpty() && !refused && !suspicions.isEmpty();
  }

  /** Ends that stages passed on because they could not know whose they are do not count. */
  private StreamOwners.Claim claim(Object record, String stream) {
    if (record instanceof BeatBlock) {
      return claim(Topics.BEATS, stream);
    }
    if (record instanceof NoteBlock) {
      return claim(Topics.NOTES, stream);
    }
    return record instanceof ScoreBlock ? claim(Topics.SCORES, stream) : StreamOwners.Claim.OWN;
  }

  /** The strongest claim of what is found in a topic. */
  private StreamOwners.Claim claim(Topic topic, String stream) {
    return Finding.in(topic).stream()
        .map(finding -> owners.claim(finding, stream))
        .min(Comparator.naturalOrder())
        .orElse(StreamOwners.Claim.FOREIGN);
  }

  private static Collection<String> named(Object record) {
    if (record instanceof FeatureBlock block) {
      return block.getRepresentations();
    }
    if (record instanceof ActivationBlock block) {
      // A score has no network; its stream is here only where it cannot be made.
      return block.getAnalyses().stream().filter(a -> !a.equals(ScoreStage.ANALYSIS)).toList();
    }
    return List.of();
  }
}

package org.neume.gateway.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.RecordingInfo;

/**
 * What the topics say of a recording at one moment. Immutable.
 *
 * @param recordingId the recording
 * @param partition its partition in every topic
 * @param firstSeen the earliest time stamp of its records, in milliseconds since 1970
 * @param info what it is and whose; null where it did not come through a gateway
 * @param streams its streams by topic, in the order in which they began there
 * @param stages what its stages said
 * @param scores the revisions of its scores, in the order in which they came
 * @param corrections its corrections by their number
 * @param refused why what had not begun in a topic never will, in one line, for each topic that says so
 */
public record RecordingSnapshot(
    String recordingId,
    int partition,
    long firstSeen,
    @Nullable RecordingInfo info,
    List<StreamView> streams,
    List<StageView> stages,
    List<ScoreView> scores,
    List<CorrectionView> corrections,
    Map<Place, String> refused) {

  /** Copies the lists. */
  public RecordingSnapshot {
    streams = List.copyOf(streams);
    stages = List.copyOf(stages);
    scores = List.copyOf(scores);
    corrections = List.copyOf(corrections);
    refused = Map.copyOf(refused);
  }

  /** A stream by its place and name. */
  public Optional<StreamView> stream(Place place, String name) {
    return streams.stream().filter(s -> s.place() == place && s.stream().equals(name)).findAny();
  }

  /** When it was created, or first seen, in milliseconds since 1970. */
  public long created() {
    return info == null ? firstSeen : info.getCreated();
  }

  /** Who may read it; empty for whoever may read anything. */
  public String owner() {
    return info == null ? "" : info.getOwner();
  }
}

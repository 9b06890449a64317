package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
import org.neume.schemas.record.RecordingStatus;

@DisplayName("What a stage says of a correction")
class RevisedStreamsTest {
  private final List<RecordingStatus> said = new java.util.ArrayList<>();
  private final Statuses statuses =
      new Statuses(
          "revisions",
          new RecordCodec<>() {
            @Override
            public byte[] encode(RecordingStatus status) {
              said.add(status);
              return new byte[0];
            }

            @Override
            public RecordingStatus decode(byte[] bytes) {
              throw new UnsupportedOperationException();
            }
          });

  private static OutputStreams<?> streams(String... names) {
    return new OutputStreams<>(Streams.BEATS, "song", Set.of(names), Set.of(), Map.of());
  }

  @Test
  @DisplayName("is on a stream of its own, so that the end of one revision ends no other")
  void revision() {
    statuses.started("song", streams("beats@3"), 0);
    statuses.failed("song", "no tempo fits", 1, streams("beats@3"), 0);
    statuses.completed("song", 1, streams("beats@12"), 0);
    assertThat(said)
        .extracting(RecordingStatus::getStream)
        .containsExactly("revisions@3", "revisions@3", "revisions@12");
    assertThat(said).extracting(RecordingStatus::getSequence).containsExactly(0L, 1L, 1L);
  }

  @Test
  @DisplayName("is on the stage's stream where it is of no revision, or nobody knows")
  void plain() {
    statuses.started("song", streams("beats"), 0);
    statuses.started("song", null, 0);
    statuses.started("song", streams("beats@1", "beats@2"), 0);
    assertThat(said).extracting(RecordingStatus::getStream).containsOnly("revisions");
  }
}

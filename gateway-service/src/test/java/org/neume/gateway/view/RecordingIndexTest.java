package org.neume.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.gateway.TestRecords;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingInfo;

@DisplayName("The recordings that a gateway remembers")
class RecordingIndexTest {
  private final RecordingIndex index = new RecordingIndex(2);

  private void meet(String id, int partition, long sequence, long time) {
    BeatBlock block = TestRecords.beats("beats", sequence, End.OPEN);
    block.setRecordingId(id);
    index.take(Place.BEATS, partition, time, time, block);
  }

  @Test
  void beyondTheLimitTheOldestIsForgottenWhicheverWasMetFirst() {
    meet("latest", 0, 0, 30);
    meet("oldest", 1, 0, 10);
    meet("middle", 2, 0, 20);
    assertThat(index.find("oldest")).isEmpty();
    assertThat(index.latest(10, owner -> true))
        .extracting(RecordingSnapshot::recordingId)
        .containsExactly("latest", "middle");
  }

  @Test
  void oneThatSomebodyListensToIsKept() {
    meet("first", 0, 0, 1);
    index.find("first").orElseThrow().listen(() -> {});
    meet("second", 0, 0, 2);
    meet("third", 0, 0, 3);
    assertThat(index.find("first")).isPresent();
    assertThat(index.find("second")).isEmpty();
  }

  @Test
  void aRecordOfTheSameIdInAnotherPartitionIsNotOfThisRecording() {
    meet("first", 0, 0, 1);
    meet("first", 1, 1, 2);
    assertThat(index.find("first").orElseThrow().offsets(Place.BEATS)).containsExactly(1L);
  }

  @Test
  void onlyWhatIsWantedIsListedAndNoMoreThanThat() {
    meet("first", 0, 0, 1);
    meet("second", 0, 0, 2);
    RecordingInfo info = TestRecords.info(8_000, 1, "beats");
    info.setRecordingId("first");
    info.setOwner("ann");
    info.setCreated(1);
    index.take(Place.RECORDINGS, 0, 1, 1, info);
    assertThat(index.latest(10, owner -> owner.equals("ann")))
        .extracting(RecordingSnapshot::recordingId)
        .containsExactly("first");
    assertThat(index.latest(1, owner -> true))
        .extracting(RecordingSnapshot::recordingId)
        .containsExactly("second");
  }

  @Test
  void completeBeatsAreToldOf() {
    List<String> told = new ArrayList<>();
    index.whenBeatsEnd(view -> told.add(view.recordingId()));
    meet("first", 0, 0, 1);
    BeatBlock last = TestRecords.beats("beats", 1, End.COMPLETE);
    last.setRecordingId("first");
    index.take(Place.BEATS, 0, 2, 2, last);
    assertThat(told).containsExactly("first");
  }
}

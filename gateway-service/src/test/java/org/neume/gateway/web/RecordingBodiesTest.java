package org.neume.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.TestRecords.beats;
import static org.neume.gateway.TestRecords.status;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.gateway.TestRecords;
import org.neume.gateway.intake.Journal;
import org.neume.gateway.view.Kinds;
import org.neume.gateway.view.Place;
import org.neume.gateway.view.RecordingIndex;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingSource;
import org.neume.schemas.record.StatusEvent;

@DisplayName("The state of a recording")
class RecordingBodiesTest {
  private final RecordingBodies bodies =
      new RecordingBodies(new Kinds(Set.of("tempo"), Set.of("pitch")));
  private final RecordingIndex index = new RecordingIndex(10);
  private long offset;

  private void take(Place place, SpecificRecordBase record) {
    index.take(place, 0, offset++, System.currentTimeMillis(), record);
  }

  private void take(RecordingInfo info) {
    info.setCreated(System.currentTimeMillis());
    take(Place.RECORDINGS, info);
  }

  private static NoteBlock notes(long sequence, End end) {
    return NoteBlock.newBuilder()
        .setRecordingId(TestRecords.ID)
        .setStream("notes")
        .setSequence(sequence)
        .setFirstFrame(0)
        .setFrameCount(50)
        .setFrameRate(50)
        .setNotes(List.of())
        .setEnd(end)
        .setCause(end == End.ABORTED ? "no notes" : null)
        .build();
  }

  private RecordingSnapshot recording() {
    return index.find(TestRecords.ID).orElseThrow().snapshot();
  }

  private String state() {
    return bodies.of(recording()).state();
  }

  @Test
  void isReceivingUntilTheGatewayHasItAll() {
    take(TestRecords.info(44_100, 1, "beats"));
    assertThat(state()).isEqualTo("receiving");
    take(Place.STATUS, status(Journal.STAGE, 0, StatusEvent.STARTED));
    assertThat(state()).isEqualTo("receiving");
    take(Place.STATUS, status(Journal.STAGE, 1, StatusEvent.COMPLETED));
    assertThat(state()).isEqualTo("processing");
  }

  @Test
  void isCompleteWhenAllThatWasAskedForIs() {
    take(TestRecords.info(44_100, 1, "beats", "notes"));
    take(Place.BEATS, beats("beats", 0, End.COMPLETE));
    assertThat(bodies.ended(recording())).isFalse();
    take(Place.NOTES, notes(0, End.COMPLETE));
    assertThat(state()).isEqualTo("complete");
  }

  @Test
  void isFailedWithTheCauseWhereItCouldNotBeRead() {
    take(TestRecords.info(44_100, 1, "beats"));
    take(Place.STATUS, status(Journal.STAGE, 0, StatusEvent.STARTED));
    take(Place.STATUS, status(Journal.STAGE, 1, StatusEvent.FAILED));
    assertThat(bodies.of(recording()))
        .satisfies(body -> assertThat(body.state()).isEqualTo("failed"))
        .satisfies(body -> assertThat(body.cause()).isEqualTo("the disk is full"));
  }

  @Test
  void isCompleteWhereOneAnalysisOfSeveralWasGivenUp() {
    take(TestRecords.info(44_100, 1, "beats", "notes"));
    take(Place.BEATS, beats("beats", 0, End.COMPLETE));
    take(Place.NOTES, notes(0, End.ABORTED));
    assertThat(state()).isEqualTo("complete");
  }

  @Test
  void isNotOverInOneTopicBecauseAnotherRefusedIt() {
    take(TestRecords.info(44_100, 1, "beats", "notes"));
    take(Place.BEATS, beats("beats", 0, End.OPEN));
    NoteBlock refusal = notes(0, End.ABORTED);
    refusal.setStream(Streams.EVERY);
    take(Place.NOTES, refusal);
    assertThat(bodies.ended(recording())).isFalse();
    take(Place.BEATS, beats("beats", 1, End.COMPLETE));
    assertThat(bodies.ended(recording())).isTrue();
  }

  @Test
  void waitsForTheStagesWhereNobodySaidWhatWasAskedFor() {
    take(Place.STATUS, status("notes", 0, StatusEvent.STARTED));
    take(Place.BEATS, beats("beats", 0, End.COMPLETE));
    assertThat(bodies.ended(recording())).isFalse();
    take(Place.NOTES, notes(0, End.COMPLETE));
    take(Place.STATUS, status("notes", 1, StatusEvent.COMPLETED));
    assertThat(state()).isEqualTo("complete");
  }

  @Test
  void isFailedWhereEverythingWasGivenUp() {
    take(Place.BEATS, beats("beats", 0, End.ABORTED));
    assertThat(bodies.of(recording()).cause()).isEqualTo("the tape was torn");
    assertThat(state()).isEqualTo("failed");
  }

  @Test
  void isFailedWhereRetentionTookEverything() {
    RecordingInfo old = TestRecords.info(44_100, 1, "beats");
    old.setCreated(
        System.currentTimeMillis()
            - Objects.requireNonNull(Topics.STATUS.retention()).toMillis()
            - 1_000);
    take(Place.RECORDINGS, old);
    assertThat(bodies.of(recording()).cause()).contains("no longer kept");
  }

  @Test
  void isFailedWhereNobodyWentOnWithItForADay() {
    RecordingInfo old = TestRecords.info(44_100, 1, "beats");
    old.setSource(RecordingSource.LIVE);
    long kept = Objects.requireNonNull(Topics.AUDIO.retention()).toMillis();
    old.setCreated(System.currentTimeMillis() - kept + 60_000);
    take(Place.RECORDINGS, old);
    take(Place.STATUS, status(Journal.STAGE, 0, StatusEvent.STARTED));
    assertThat(state()).isEqualTo("receiving");
    RecordingInfo older = RecordingInfo.newBuilder(old).setSequence(1).build();
    older.setCreated(System.currentTimeMillis() - kept - 1_000);
    take(Place.RECORDINGS, older);
    assertThat(state()).isEqualTo("failed");
    assertThat(bodies.of(recording()).cause()).contains("within a day");
  }

  @Test
  void isStillComingWhereItsFileWaitsInASpoolForLongerThanADay() {
    RecordingInfo old = TestRecords.info(44_100, 1, "beats");
    old.setSource(RecordingSource.FILE);
    long kept = Objects.requireNonNull(Topics.AUDIO.retention()).toMillis();
    old.setCreated(System.currentTimeMillis() - kept - 1_000);
    take(Place.RECORDINGS, old);
    take(Place.STATUS, status(Journal.STAGE, 0, StatusEvent.STARTED));
    assertThat(state()).isEqualTo("receiving");
    assertThat(bodies.ended(recording())).isFalse();
  }
}

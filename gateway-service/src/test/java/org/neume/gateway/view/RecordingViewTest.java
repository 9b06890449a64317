package org.neume.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.TestRecords.ID;
import static org.neume.gateway.TestRecords.beats;
import static org.neume.gateway.TestRecords.score;
import static org.neume.gateway.TestRecords.status;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
import org.neume.schemas.record.End;
import org.neume.schemas.record.ScoreDocument;
import org.neume.schemas.record.StatusEvent;

@DisplayName("What the topics say of a recording")
class RecordingViewTest {
  private final RecordingView view = new RecordingView(ID, 3);
  private long offset;

  private void take(Place place, SpecificRecordBase record) {
    view.take(place, offset++, 1_000 + offset, record);
  }

  private StreamView beatStream() {
    return view.snapshot().stream(Place.BEATS, "beats").orElseThrow();
  }

  @Test
  void aStreamGrowsRecordByRecordToItsEnd() {
    take(Place.BEATS, beats("beats", 0, End.OPEN));
    take(Place.BEATS, beats("beats", 1, End.COMPLETE));
    assertThat(beatStream())
        .isEqualTo(new StreamView(Place.BEATS, "beats", 2, 2.0, 2, End.COMPLETE, null, true));
    assertThat(view.offsets(Place.BEATS)).containsExactly(0L, 1L);
  }

  @Test
  void aRecordThatAStageWroteTwiceCountsOnceAndIsNoNews() {
    AtomicInteger news = new AtomicInteger();
    view.listen(news::incrementAndGet);
    take(Place.BEATS, beats("beats", 0, End.OPEN));
    take(Place.BEATS, beats("beats", 0, End.OPEN));
    take(Place.BEATS, beats("beats", 1, End.COMPLETE));
    take(Place.BEATS, beats("beats", 1, End.COMPLETE));
    assertThat(news).hasValue(2);
    assertThat(beatStream().count()).isEqualTo(2);
    assertThat(view.offsets(Place.BEATS)).containsExactly(0L, 2L);
  }

  @Test
  void aGapEndsTheStreamHereAndSaysWhatHelps() {
    take(Place.BEATS, beats("beats", 0, End.OPEN));
    AtomicInteger news = new AtomicInteger();
    view.listen(news::incrementAndGet);
    take(Place.BEATS, beats("beats", 2, End.COMPLETE));
    assertThat(news).as("whoever waits for the end hears of it").hasValue(1);
    assertThat(beatStream().end()).isEqualTo(End.ABORTED);
    assertThat(beatStream().cause()).contains("record 1 of beats is missing").contains("publish");
    assertThat(view.offsets(Place.BEATS)).containsExactly(0L);
  }

  @Test
  void anEndPassedOnByAStageThatDidNotKnowWhoseItWasHasNoContent() {
    take(Place.BEATS, beats("notes", 0, End.ABORTED));
    assertThat(view.snapshot().stream(Place.BEATS, "notes").orElseThrow().content()).isFalse();
  }

  @Test
  void aRecordForEveryStreamRefusesWhatHasNotBegunInItsTopicAlone() {
    take(Place.BEATS, beats(Streams.EVERY, 0, End.ABORTED));
    assertThat(view.snapshot().refused()).containsOnly(Map.entry(Place.BEATS, "the tape was torn"));
    assertThat(view.snapshot().streams()).isEmpty();
  }

  @Test
  void aStageSpeaksLastOfItself() {
    take(Place.STATUS, status("beats", 0, StatusEvent.STARTED));
    take(Place.STATUS, status("beats", 1, StatusEvent.FAILED));
    assertThat(view.snapshot().stages())
        .singleElement()
        .satisfies(
            stage -> {
              assertThat(stage.event()).isEqualTo(StatusEvent.FAILED);
              assertThat(stage.cause()).isEqualTo("the disk is full");
            });
  }

  @Test
  void aScoreIsThereWhenItsLastPartIs() {
    take(Place.SCORES, score("notes", 0, 0, ScoreDocument.MUSICXML, End.OPEN));
    assertThat(view.snapshot().scores()).isEmpty();
    take(Place.SCORES, score("notes", 1, 0, ScoreDocument.MIDI, End.OPEN));
    take(Place.SCORES, score("notes", 2, 1, ScoreDocument.MUSICXML, End.OPEN));
    take(Place.SCORES, score("notes", 3, 1, ScoreDocument.MIDI, End.COMPLETE));
    assertThat(view.snapshot().scores())
        .containsExactly(
            new ScoreView("notes", 0, false, 2, 4.0, 0, 1),
            new ScoreView("notes", 1, true, 2, 4.0, 2, 3));
  }

  @Test
  void aRecordingThatCamePastTheGatewayIsAsOldAsItsFirstRecord() {
    take(Place.BEATS, beats("beats", 0, End.OPEN));
    take(Place.BEATS, beats("beats", 1, End.OPEN));
    assertThat(view.snapshot().firstSeen()).isEqualTo(1_001);
    assertThat(view.snapshot().created()).isEqualTo(1_001);
  }
}

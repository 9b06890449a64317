package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.stage.InvalidInputException;

@DisplayName("The beats that a score waits for")
class BeatTrackTest {
  /** A second of two beats. */
  private static BeatBlock second(int number) {
    List<Beat> beats = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      beats.add(new Beat(100L * number + 50L * half, 1 + half, 2, 120.0, 1.0));
    }
    return BeatBlock.newBuilder()
        .setRecordingId("r")
        .setStream("beats")
        .setSequence(number)
        .setFirstFrame(100L * number)
        .setFrameCount(100)
        .setFrameRate(100)
        .setBeats(beats)
        .setEnd(End.OPEN)
        .build();
  }

  @Test
  @DisplayName(
      "are there once they are decided as far as asked, and those before the position only")
  void decided() {
    BeatTrack track = new BeatTrack(100);
    CompletableFuture<BeatTrack.Beats> early = track.until(1.5);
    track.next(second(0));
    assertThat(early).isNotDone();
    track.next(second(1));
    assertThat(early.join().beats()).extracting(b -> b.time()).containsExactly(0.0, 0.5, 1.0);
  }

  @Test
  @DisplayName(
      "answer for what they had decided when they failed, whoever asks before or afterwards")
  void failedLater() {
    BeatTrack before = new BeatTrack(3);
    CompletableFuture<BeatTrack.Beats> asked = before.until(1);
    before.next(second(0));
    before.next(second(1));
    BeatTrack after = new BeatTrack(3);
    after.next(second(0));
    after.next(second(1));
    assertThat(after.until(1).join()).isEqualTo(asked.join());
    assertThatThrownBy(() -> after.until(2).join())
        .hasCauseInstanceOf(InvalidInputException.class)
        .hasMessageContaining("more than 3 beats");
  }

  @Test
  @DisplayName("count once where their block comes again, as it does when memory ran out of it")
  void again() {
    BeatTrack track = new BeatTrack(100);
    track.next(second(0));
    track.next(second(0));
    track.next(second(1));
    assertThat(track.until(2).join().beats())
        .extracting(b -> b.time())
        .containsExactly(0.0, 0.5, 1.0, 1.5);
  }

  @TestFactory
  @DisplayName("fail alone, at once, with the reason, at a block with")
  Stream<DynamicTest> damaged() {
    return Stream.of(
        damaged("no frame rate", b -> b.setFrameRate(0)),
        damaged("a frame rate that is no number", b -> b.setFrameRate(Double.NaN)),
        damaged("a frame rate next to nothing", b -> b.setFrameRate(1e-320)),
        damaged("another frame rate than before", b -> b.setFrameRate(50)),
        damaged("frames that were decided before", b -> b.setFirstFrame(0)),
        damaged("less than no frames", b -> b.setFrameCount(-1)),
        damaged("a beat without a number", b -> b.getBeats().get(1).setNumber(-1)));
  }

  private static DynamicTest damaged(String name, Consumer<BeatBlock> damage) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          BeatTrack track = new BeatTrack(100);
          track.next(second(0));
          BeatBlock block = second(1);
          damage.accept(block);
          CompletableFuture<BeatTrack.Beats> asked = track.until(2);
          track.next(block);
          assertThatThrownBy(asked::join)
              .hasCauseInstanceOf(InvalidInputException.class)
              .hasMessageContaining("block 1 of the beats is damaged");
          assertThat(track.until(1).join().beats()).hasSize(2);
        });
  }
}

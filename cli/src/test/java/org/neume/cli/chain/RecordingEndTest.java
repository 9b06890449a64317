package org.neume.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.cli.chain.FoundBlocks.block;
import static org.neume.cli.chain.FoundBlocks.notes;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;

@DisplayName("A recording that is followed in a topic ends there")
class RecordingEndTest {
  private static final String ID = "song";
  private static final long MINUTE = 60_000_000_000L;

  private long nanos;

  @Test
  void withItsStreamAndNotWithAnEndThatWasPassedOnForOthers() {
    RecordingEnd end = RecordingEnd.in(Topics.BEATS);
    assertThat(end.take(Streams.BEATS.aborted(ID, "notes", 0, "no model", null), Streams.BEATS))
        .isFalse();
    assertThat(end.take(block(ID, 0, 0, 100, End.OPEN, 50), Streams.BEATS)).isFalse();
    assertThat(end.take(block(ID, 1, 100, 100, End.COMPLETE), Streams.BEATS)).isTrue();
    assertThat(end.causes()).isEmpty();
  }

  @Test
  void whateverBecomesOfCorrections() {
    RecordingEnd end = RecordingEnd.in(Topics.BEATS);
    assertThat(end.take(block(ID, 0, 0, 100, End.OPEN, 50), Streams.BEATS)).isFalse();
    BeatBlock corrected = Streams.BEATS.aborted(ID, "beats@1", 0, "no tempo fits", null);
    assertThat(end.take(corrected, Streams.BEATS)).isFalse();
    assertThat(end.take(block(ID, 1, 100, 100, End.COMPLETE), Streams.BEATS)).isTrue();
    assertThat(end.causes()).isEmpty();
  }

  @Test
  void whereItWasRefusedUnlessItHadBegun() {
    RecordingEnd refused = RecordingEnd.in(Topics.NOTES);
    assertThat(
            refused.take(Streams.NOTES.aborted(ID, Streams.EVERY, 0, "bad", null), Streams.NOTES))
        .isTrue();
    assertThat(refused.causes()).containsExactly("bad");
    RecordingEnd begun = RecordingEnd.in(Topics.NOTES);
    assertThat(begun.take(notes(ID, 0, End.OPEN, 60), Streams.NOTES)).isFalse();
    assertThat(begun.take(Streams.NOTES.aborted(ID, Streams.EVERY, 0, "bad", null), Streams.NOTES))
        .isFalse();
  }

  @Test
  void withTheActivationsOfAllNetworksThatItAsksFor() {
    RecordingEnd end = RecordingEnd.in(Topics.ACTIVATIONS);
    assertThat(end.take(activations("beats", "dbn", End.COMPLETE), Streams.ACTIVATIONS)).isFalse();
    assertThat(end.take(activations("notes", "notes", End.COMPLETE), Streams.ACTIVATIONS)).isTrue();
  }

  @Test
  void withTheLastStageOfAllThatItsActivationsAskFor() {
    RecordingEnd end = RecordingEnd.in(Topics.STATUS);
    for (String stage : List.of("features", "inference", "beats")) {
      assertThat(end.take(status(stage, StatusEvent.STARTED), Streams.STATUS)).isFalse();
    }
    assertThat(end.takeBeside(ID, activations("beats", "dbn", End.OPEN))).isFalse();
    assertThat(end.takeBeside(ID, activations("notes", "notes", End.OPEN))).isFalse();
    for (String stage : List.of("features", "inference", "beats")) {
      assertThat(end.take(status(stage, StatusEvent.COMPLETED), Streams.STATUS)).isFalse();
    }
    for (String stage : List.of("notes", "scores")) {
      assertThat(end.take(status(stage, StatusEvent.STARTED), Streams.STATUS)).isFalse();
    }
    assertThat(end.take(status("notes", StatusEvent.COMPLETED), Streams.STATUS)).isFalse();
    assertThat(end.take(status("scores", StatusEvent.FAILED), Streams.STATUS)).isTrue();
    assertThat(end.causes()).containsExactly("for a reason");
  }

  @Test
  void withItsStagesWhateverBecomesOfCorrections() {
    RecordingEnd end = RecordingEnd.in(Topics.STATUS);
    end.takeBeside(ID, activations("beats", "dbn", End.OPEN));
    end.takeBeside(ID, activations("notes", "notes", End.OPEN));
    List<String> stages = List.of("features", "inference", "beats", "notes", "scores");
    for (String stage : stages) {
      end.take(status(stage, StatusEvent.STARTED), Streams.STATUS);
    }
    end.take(status("revisions@1", StatusEvent.FAILED), Streams.STATUS);
    end.take(status("revisions@2", StatusEvent.STARTED), Streams.STATUS);
    for (String stage : stages) {
      assertThat(end.ended()).isFalse();
      end.take(status(stage, StatusEvent.COMPLETED), Streams.STATUS);
    }
    assertThat(end.ended()).isTrue();
    assertThat(end.causes()).isEmpty();
  }

  @Test
  void notWithAStageThatFailsWhileOthersGoOn() {
    RecordingEnd end = RecordingEnd.in(Topics.STATUS);
    end.take(status("beats", StatusEvent.STARTED), Streams.STATUS);
    end.takeBeside(ID, activations("beats", "dbn", End.OPEN));
    end.takeBeside(
        ID, Streams.ACTIVATIONS.aborted(ID, "notes", 0, "no model is named notes", null));
    assertThat(end.take(status("inference", StatusEvent.FAILED), Streams.STATUS)).isFalse();
    assertThat(end.take(status("beats", StatusEvent.COMPLETED), Streams.STATUS)).isTrue();
  }

  @Test
  void notBeforeAStageThatComesLateHasSaidHowItEnded() {
    RecordingEnd end = RecordingEnd.in(Topics.STATUS, () -> nanos);
    end.take(status("features", StatusEvent.COMPLETED), Streams.STATUS);
    nanos += MINUTE;
    assertThat(end.ended()).as("before the networks have begun").isFalse();
    assertThat(end.silent()).hasValue("inference");
    end.takeBeside(ID, activations("beats", "dbn", End.COMPLETE));
    end.takeBeside(ID, activations("notes", "notes", End.COMPLETE));
    end.take(status("inference", StatusEvent.COMPLETED), Streams.STATUS);
    end.take(status("beats", StatusEvent.COMPLETED), Streams.STATUS);
    end.take(status("notes", StatusEvent.COMPLETED), Streams.STATUS);
    assertThat(end.silent()).as("a moment ago something came").isEmpty();
    nanos += MINUTE;
    assertThat(end.ended()).as("before the score has begun").isFalse();
    assertThat(end.silent()).hasValue("scores");
    assertThat(end.take(status("scores", StatusEvent.COMPLETED), Streams.STATUS)).isTrue();
  }

  @Test
  void aWhileAfterTheLastStageWhereItsActivationsAreNoLongerThere() {
    RecordingEnd end = RecordingEnd.in(Topics.STATUS, () -> nanos);
    for (String stage : List.of("features", "inference", "beats")) {
      assertThat(end.take(status(stage, StatusEvent.COMPLETED), Streams.STATUS)).isFalse();
    }
    nanos += MINUTE;
    end.catchingUp();
    assertThat(end.ended()).as("while the topics are still read").isFalse();
    nanos += MINUTE;
    assertThat(end.ended()).isTrue();
  }

  @Test
  void notWithAnAnalysisThatNobodyKnowsUnlessNothingElseComes() {
    BeatBlock unknown = Streams.BEATS.aborted(ID, "melody", 0, "no model is named melody", null);
    RecordingEnd alone = RecordingEnd.in(Topics.BEATS, () -> nanos);
    assertThat(alone.take(unknown, Streams.BEATS)).isFalse();
    nanos += MINUTE;
    assertThat(alone.ended()).isTrue();
    assertThat(alone.causes()).containsExactly("no model is named melody");

    RecordingEnd beside = RecordingEnd.in(Topics.BEATS, () -> nanos);
    beside.take(unknown, Streams.BEATS);
    assertThat(beside.take(block(ID, 0, 0, 100, End.COMPLETE, 50), Streams.BEATS)).isTrue();
    assertThat(beside.causes()).isEmpty();
  }

  private static RecordingStatus status(String stage, StatusEvent event) {
    return RecordingStatus.newBuilder()
        .setRecordingId(ID)
        .setStream(stage)
        .setSequence(event == StatusEvent.STARTED ? 0 : 1)
        .setEvent(event)
        .setCause(event == StatusEvent.FAILED ? "for a reason" : null)
        .build();
  }

  private static ActivationBlock activations(String model, String decoder, End end) {
    return ActivationBlock.newBuilder()
        .setRecordingId(ID)
        .setStream(model)
        .setSequence(0)
        .setFirstFrame(0)
        .setFrameCount(0)
        .setOutputs(List.of("beat"))
        .setFrameRate(100)
        .setElementType(ElementType.F32)
        .setPayload(ByteBuffer.allocate(0))
        .setDecoderName(decoder)
        .setAnalyses(List.of("beats", "notes", "score"))
        .setEnd(end)
        .build();
  }
}

package org.neume.cli.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.RecordingIds;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.SampleFormat;
import org.neume.schemas.record.StatusEvent;

@DisplayName("What is published again")
class ReplayRulesTest {
  @Test
  @DisplayName("has an id that follows from the recording's own, and a replay of a replay the next")
  void ids() {
    assertThat(ReplayId.of("song").next().text()).isEqualTo("song-replay-1");
    assertThat(ReplayId.of("song-replay-1").next().text()).isEqualTo("song-replay-2");
    assertThat(ReplayId.of("song-replay-9").next().text()).isEqualTo("song-replay-10");
    assertThat(ReplayId.of("song").numbered(3).text()).isEqualTo("song-replay-3");
    assertThat(ReplayId.of("song-replay-0")).isEqualTo(new ReplayId("song-replay-0", 0));
    assertThat(ReplayId.of("-replay-1")).isEqualTo(new ReplayId("-replay-1", 0));
  }

  @Test
  @DisplayName("has an id that a recording may have, always the same, however long its own is")
  void longIds() {
    String longest = "ä".repeat(RecordingIds.MAX_BYTES / 2);
    String first = ReplayId.of(longest).next().text();
    assertThat(RecordingIds.problem(first)).isNull();
    assertThat(ReplayId.of(longest).next().text()).isEqualTo(first);
    assertThat(ReplayId.of(longest).numbered(2).text()).isNotEqualTo(first);
  }

  @Test
  @DisplayName("is sent no faster than it is told, and as fast as can be without a limit")
  void pace() {
    long[] clock = {500};
    List<Long> slept = new ArrayList<>();
    Pacer pacer =
        new Pacer(
            10,
            () -> clock[0],
            nanos -> {
              slept.add(nanos);
              clock[0] += nanos;
            });
    for (int i = 0; i < 5; i++) {
      pacer.pass(0.5);
    }
    // Each half second of audio waits for the twentieth of a second of the one before it.
    assertThat(slept).containsExactly(50_000_000L, 50_000_000L, 50_000_000L, 50_000_000L);
    clock[0] += 1_000_000_000L;
    slept.clear();
    pacer.pass(0.5);
    assertThat(slept).as("it is late already").isEmpty();

    Pacer free = new Pacer(0, () -> clock[0], slept::add);
    free.pass(1_000);
    free.pass(1_000);
    assertThat(slept).isEmpty();
  }

  @Test
  @DisplayName("is the audio from its first record to its last, each once")
  void whole() {
    AudioSurvey survey = new AudioSurvey();
    assertThat(survey.any()).isFalse();
    assertThat(survey.problem()).hasValueSatisfying(p -> assertThat(p).contains("not in the log"));
    assertThat(survey.take(chunk(0, End.OPEN))).isTrue();
    assertThat(survey.take(chunk(0, End.OPEN))).as("a repeat").isFalse();
    assertThat(survey.problem()).hasValueSatisfying(p -> assertThat(p).contains("no end yet"));
    assertThat(survey.take(chunk(1, End.OPEN))).isTrue();
    assertThat(survey.take(chunk(2, End.COMPLETE))).isTrue();
    assertThat(survey.take(chunk(3, End.OPEN))).as("behind the end").isFalse();
    assertThat(survey.problem()).isEmpty();
    assertThat(survey.records()).isEqualTo(3);
    assertThat(survey.seconds()).isEqualTo(1.5);
    assertThat(survey.analyses()).containsExactly("beats");
  }

  @Test
  @DisplayName("is nothing where a part is missing, past retention, of another format, or given up")
  void parts() {
    assertThat(problem(chunk(0, End.OPEN), chunk(2, End.COMPLETE)))
        .contains("record 1 of its audio is missing");
    assertThat(problem(chunk(4, End.OPEN), chunk(5, End.COMPLETE)))
        .contains("begins with record 4", "past retention");
    AudioChunk other = AudioChunk.newBuilder(chunk(1, End.COMPLETE)).setSampleRate(16_000).build();
    assertThat(problem(chunk(0, End.OPEN), other)).contains("record 1", "another format");
    AudioChunk aborted =
        AudioChunk.newBuilder(chunk(1, End.ABORTED)).setCause("no more disk").build();
    assertThat(problem(chunk(0, End.OPEN), aborted)).contains("gave it up (no more disk)");
  }

  @Test
  @DisplayName("was given up by a stage, whatever became of its corrections")
  void givenUp() {
    RecordingWord word = new RecordingWord();
    assertThat(word.contentment()).hasValueSatisfying(w -> assertThat(w).contains("no stage"));
    word.take(status("features", StatusEvent.STARTED, null), 70);
    assertThat(word.contentment()).hasValueSatisfying(w -> assertThat(w).contains("is open"));
    word.take(status("features", StatusEvent.COMPLETED, null), 80);
    word.take(status("features", StatusEvent.STARTED, null), 90);
    word.take(status("revisions@1", StatusEvent.FAILED, "contradicts itself"), 60);
    assertThat(word.contentment()).hasValueSatisfying(w -> assertThat(w).contains("completed it"));
    word.take(status("inference", StatusEvent.FAILED, "no model"), 85);
    assertThat(word.contentment()).isEmpty();
    assertThat(word.failure()).isEqualTo("no model");
    assertThat(word.first()).isEqualTo(70);
  }

  private static String problem(AudioChunk... chunks) {
    AudioSurvey survey = new AudioSurvey();
    for (AudioChunk chunk : chunks) {
      survey.take(chunk);
    }
    return survey.problem().orElse("none");
  }

  private static RecordingStatus status(String stage, StatusEvent event, String cause) {
    return RecordingStatus.newBuilder()
        .setRecordingId("a")
        .setStream(stage)
        .setSequence(0)
        .setEvent(event)
        .setCause(cause)
        .build();
  }

  private static AudioChunk chunk(long sequence, End end) {
    return AudioChunk.newBuilder()
        .setRecordingId("a")
        .setStream("audio")
        .setSequence(sequence)
        .setFirstFrame(sequence * 4_000)
        .setFrameCount(4_000)
        .setSampleRate(8_000)
        .setChannels(1)
        .setFormat(SampleFormat.PCM16)
        .setPayload(ByteBuffer.allocate(8_000))
        .setAnalyses(List.of("beats"))
        .setEnd(end)
        .build();
  }
}

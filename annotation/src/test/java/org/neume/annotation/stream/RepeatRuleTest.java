package org.neume.annotation.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.annotation.stream.RepeatRule.Verdict.GAP;
import static org.neume.annotation.stream.RepeatRule.Verdict.REPEAT;
import static org.neume.annotation.stream.RepeatRule.Verdict.SAME_GAP;
import static org.neume.annotation.stream.RepeatRule.Verdict.TAKE;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.RecordingStatus;

@DisplayName("Repeats and gaps in a topic")
class RepeatRuleTest {
  @Test
  void everyNumberIsTakenOnceAndRepeatsAreCounted() {
    RepeatRule<RecordingStatus> rule = new RepeatRule<>(Streams.STATUS, true);
    assertThat(judge(rule, 0, 1, 1, 0, 2, 1))
        .containsExactly(TAKE, TAKE, REPEAT, REPEAT, TAKE, REPEAT);
    assertThat(rule.repeats()).isEqualTo(3);
  }

  @Test
  void aGapIsNoticedAndWhatWasMissingIsStillTakenLater() {
    RepeatRule<RecordingStatus> rule = new RepeatRule<>(Streams.STATUS, true);
    assertThat(judge(rule, 0, 2, 1)).containsExactly(TAKE, GAP, TAKE);
  }

  @Test
  void fromTheBeginningTheFirstNumberHasToBeZero() {
    assertThat(judge(new RepeatRule<>(Streams.STATUS, true), 5)).containsExactly(GAP);
  }

  @Test
  void aStreamJoinedInItsMiddleBeginsWhereItIs() {
    assertThat(judge(new RepeatRule<>(Streams.STATUS, false), 5, 6, 5, 8))
        .containsExactly(TAKE, TAKE, REPEAT, GAP);
  }

  @Test
  void aGapIsToldOnceForEachStream() {
    RepeatRule<FeatureBlock> rule = new RepeatRule<>(Streams.FEATURES, true);
    assertThat(rule.judge(open("a", 0))).isEqualTo(TAKE);
    assertThat(rule.judge(open("a", 2))).isEqualTo(GAP);
    assertThat(rule.judge(open("a", 3))).isEqualTo(SAME_GAP);
    assertThat(rule.judge(open("b", 1))).isEqualTo(GAP);
    assertThat(rule.judge(open("a", 4))).isEqualTo(SAME_GAP);
  }

  @Test
  void endedStreamsAreForgottenInTimeAndOpenOnesNever() {
    RepeatRule<FeatureBlock> rule = new RepeatRule<>(Streams.FEATURES, true);
    rule.judge(open("open", 0));
    for (int i = 0; i < 3 * RepeatRule.ENDED_AT_MOST; i++) {
      String id = "ended-" + i;
      assertThat(rule.judge(open(id, 0))).isEqualTo(TAKE);
      assertThat(rule.judge(ended(id, 1))).isEqualTo(TAKE);
      assertThat(rule.judge(ended(id, 1))).isEqualTo(REPEAT);
    }
    assertThat(rule.remembered()).isEqualTo(RepeatRule.ENDED_AT_MOST + 1);
    assertThat(rule.judge(open("open", 0))).isEqualTo(REPEAT);
    assertThat(rule.judge(open("open", 1))).isEqualTo(TAKE);
  }

  @Test
  void streamsAndRecordingsAreCountedApart() {
    RepeatRule<RecordingStatus> rule = new RepeatRule<>(Streams.STATUS, true);
    assertThat(rule.judge(status("a", "features", 0))).isEqualTo(TAKE);
    assertThat(rule.judge(status("b", "features", 0))).isEqualTo(TAKE);
    assertThat(rule.judge(status("a", "beats", 0))).isEqualTo(TAKE);
    assertThat(rule.judge(status("a", "beats", 0))).isEqualTo(REPEAT);
  }

  private static List<RepeatRule.Verdict> judge(RepeatRule<RecordingStatus> rule, long... numbers) {
    return java.util.Arrays.stream(numbers)
        .mapToObj(n -> rule.judge(status("a", "features", n)))
        .toList();
  }

  private static FeatureBlock ended(String recording, long sequence) {
    return Streams.FEATURES.aborted(recording, "log-bands-81", sequence, "test", null);
  }

  private static FeatureBlock open(String recording, long sequence) {
    FeatureBlock block = ended(recording, sequence);
    block.setEnd(End.OPEN);
    return block;
  }

  private static RecordingStatus status(String recording, String stream, long sequence) {
    return Streams.STATUS.aborted(recording, stream, sequence, "test", null);
  }
}

package org.neume.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.cli.chain.RepeatRule.Verdict.GAP;
import static org.neume.cli.chain.RepeatRule.Verdict.REPEAT;
import static org.neume.cli.chain.RepeatRule.Verdict.TAKE;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
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

  private static RecordingStatus status(String recording, String stream, long sequence) {
    return Streams.STATUS.aborted(recording, stream, sequence, "test", null);
  }
}

package org.neume.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A thread's work, told by its name")
class ThreadGroupsTest {
  @ParameterizedTest
  @CsvSource({
    "neume-features-0, features: stage",
    "neume-inference-1, inference: stage",
    "inference-beats-2019-0, inference: network beats-2019",
    "inference-notes-0, inference: network notes",
    "inference-loading, inference: loading",
    "neume-beats-0, beats: stage",
    "neume-notes-1, notes: stage",
    "neume-scores-1, scores: stage",
    "neume-score, scores: writing",
    "neume-side-neume.beats, Kafka clients",
    "findings-follower, reading what was found",
    "annotate, audio decoding",
    "main, other threads",
  })
  void isTheStagesWhereItIsAStages(String thread, String group) {
    assertThat(ThreadGroups.of(thread)).isEqualTo(group);
  }

  @ParameterizedTest
  @CsvSource({
    "inference-loadi, inference: networks",
    "inference-notes, inference: networks",
    "C2 CompilerThre, compiler",
    "VM Thread, collector",
    "neume-notes-1, ''",
  })
  void isTheProcesssWhereJavaDoesNotTell(String thread, String group) {
    assertThat(NativeThreads.of(thread)).isEqualTo(group);
  }
}

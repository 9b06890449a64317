package org.neume.inference.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neume.inference.engine.TestNetwork;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;

/** What becomes of analyses that a recording asks for and that no network here computes. */
@Timeout(300)
class UnservedAnalysesTest {
  private static final String READ = "test-bands-6";
  private static final String UNREAD = "log-bands-81";

  @TempDir static Path folders;
  private static ServedTestNetworks served;

  @BeforeAll
  static void load() throws IOException {
    served = ServedTestNetworks.in(folders);
  }

  @AfterAll
  static void close() {
    served.close();
  }

  private static List<FeatureBlock> stream(
      String id, String name, List<String> representations, String... analyses) {
    List<FeatureBlock> blocks =
        Recordings.blocks(id, TestNetwork.features(60, 5), id.hashCode(), analyses);
    for (FeatureBlock block : blocks) {
      block.setStream(name);
      block.setRepresentations(representations);
    }
    return blocks;
  }

  /** A recording's feature streams, interleaved. */
  private static void publish(
      StageLogs<FeatureBlock, ActivationBlock> logs, List<List<FeatureBlock>> streams) {
    long time = 1_000;
    for (int i = 0; streams.stream().mapToInt(List::size).max().orElse(0) > i; i++) {
      for (List<FeatureBlock> blocks : streams) {
        if (i < blocks.size()) {
          logs.publish(blocks.get(i), time += 10);
        }
      }
    }
  }

  private static StageSimulation<FeatureBlock, ActivationBlock> life(
      StageLogs<FeatureBlock, ActivationBlock> logs, Set<String> elsewhere, long seed) {
    return new StageSimulation<>(
        new InferenceStage(
            served.inline(), InferenceStage.REPRESENTATIONS, Elsewhere.of(elsewhere)),
        logs,
        seed,
        StageSimulation.LIMITS,
        List::of);
  }

  private static StageLogs<FeatureBlock, ActivationBlock> logs(List<List<FeatureBlock>> streams) {
    StageLogs<FeatureBlock, ActivationBlock> logs =
        new StageLogs<>(Streams.FEATURES, Streams.ACTIVATIONS);
    publish(logs, streams);
    return logs;
  }

  private static StageLogs<FeatureBlock, ActivationBlock> run(
      List<List<FeatureBlock>> streams, Set<String> elsewhere) {
    StageLogs<FeatureBlock, ActivationBlock> logs = logs(streams);
    assertThat(life(logs, elsewhere, 1).drain().openRecordings()).isZero();
    return logs;
  }

  private static ActivationBlock only(
      StageLogs<FeatureBlock, ActivationBlock> logs, String stream) {
    List<ActivationBlock> blocks = logs.outputs().getOrDefault(stream, List.of());
    assertThat(blocks).as(stream).hasSize(1);
    assertThat(blocks.get(0).getEnd()).isEqualTo(End.ABORTED);
    return blocks.get(0);
  }

  @Test
  void end_each_with_a_record_that_says_why_while_the_others_go_on() {
    List<String> both = List.of(UNREAD, READ);
    String[] asked = {"tiny", "misspelt", "score"};
    var logs =
        run(List.of(stream("r", UNREAD, both, asked), stream("r", READ, both, asked)), Set.of());

    assertThat(logs.outputs()).containsOnlyKeys("r/tiny", "r/misspelt", "r/score");
    assertThat(Recordings.values(logs.outputs().get("r/tiny"))).isNotEmpty();
    assertThat(only(logs, "r/misspelt").getCause())
        .isEqualTo(
            "no model is named misspelt: ask for an analysis that is served, or add its model folder");
    assertThat(only(logs, "r/score").getCause()).startsWith("a score is made of notes");
    assertThat(logs.deadLetters()).isEmpty();
  }

  @Test
  void end_exactly_once_whichever_of_the_streams_comes_first_and_wherever_the_stage_stops() {
    List<String> both = List.of(UNREAD, READ);
    String[] asked = {"tiny", "misspelt", "score"};
    List<List<FeatureBlock>> streams =
        List.of(stream("r", UNREAD, both, asked), stream("r", READ, both, asked));
    var expected = run(streams, Set.of()).outputs();
    int events = life(logs(streams), Set.of(), 1).drain().events();
    for (int point = 0; point <= events; point++) {
      var logs = logs(streams);
      life(logs, Set.of(), 1).dieAfter(point);
      life(logs, Set.of(), point).drain();
      assertThat(logs.outputs()).as("stopped after " + point).isEqualTo(expected);
    }
    assertThat(run(List.of(streams.get(1), streams.get(0)), Set.of()).outputs())
        .isEqualTo(expected);
  }

  @Test
  void end_where_the_features_that_the_model_reads_are_not_made() {
    List<String> one = List.of(UNREAD);
    var logs = run(List.of(stream("r", UNREAD, one, "tiny")), Set.of());

    assertThat(only(logs, "r/tiny").getCause())
        .contains("tiny reads test-bands-6, which nobody computes (there is log-bands-81)");
    assertThat(logs.deadLetters()).hasSize(1);
  }

  @Test
  void are_left_alone_where_another_service_computes_them() {
    List<String> one = List.of(READ);
    String[] asked = {"tiny", "other", "theirs", "misspelt", "score"};
    var here = run(List.of(stream("r", READ, one, asked)), Set.of("other", "theirs:notes"));
    var there = run(List.of(stream("r", READ, one, asked)), Set.of("tiny", "*"));

    assertThat(here.outputs()).containsOnlyKeys("r/tiny", "r/misspelt");
    assertThat(there.outputs()).containsOnlyKeys("r/other");
    assertThat(run(List.of(stream("r", READ, one, "theirs")), Set.of("*")).outputs()).isEmpty();
  }

  @Test
  void end_a_score_that_nobody_gives_notes_for_exactly_once_where_services_share_the_models() {
    List<String> one = List.of(READ);
    List<Set<String>> services = List.of(Set.of("other", "theirs"), Set.of("tiny", "*"));
    for (String[] asked :
        List.of(
            new String[] {"score"},
            new String[] {"tiny", "score"},
            new String[] {"other", "score"},
            new String[] {"theirs", "score"},
            new String[] {"tiny", "other", "theirs", "misspelt", "score"})) {
      List<StageLogs<FeatureBlock, ActivationBlock>> all =
          services.stream()
              .map(elsewhere -> run(List.of(stream("r", READ, one, asked)), elsewhere))
              .toList();
      assertThat(all.stream().filter(logs -> logs.outputs().containsKey("r/score")))
          .as(String.join(",", asked))
          .hasSize(1);
      assertThat(only(all.get(0), "r/score").getCause())
          .contains("a score is made of notes")
          .hasLineCount(1);
    }
  }

  @Test
  void are_refused_where_no_analysis_can_have_their_names() {
    for (String name : List.of(Streams.EVERY, "Beats", "a b", "")) {
      var logs = run(List.of(stream("r", READ, List.of(READ), "tiny", name)), Set.of());
      assertThat(logs.outputs()).containsOnlyKeys("r/" + Streams.EVERY);
      assertThat(only(logs, "r/" + Streams.EVERY).getCause())
          .isEqualTo(
              "inference: no analysis can be named [%s]: name analyses with at most 64 lower-case letters, digits and hyphens"
                  .formatted(name));
      assertThat(logs.deadLetters()).hasSize(1);
      assertThat(logs.statuses().get("r/inference")).hasSize(2);
    }
  }

  @Test
  void end_with_the_recording_that_was_given_up_with_its_first_features() {
    FeatureBlock known = stream("known", READ, List.of(READ), "tiny", "misspelt").get(0);
    known.setFrameCount(0);
    known.setBins(0);
    known.setFrameRate(0);
    FeatureBlock closing = Streams.FEATURES.aborted("known", READ, 0, "no audio", known);
    FeatureBlock unknown =
        Streams.FEATURES.aborted("unknown", Streams.EVERY, 0, "unreadable", null);
    List<List<FeatureBlock>> streams = new ArrayList<>(List.of(List.of(closing), List.of(unknown)));
    var logs = run(streams, Set.of());

    assertThat(only(logs, "known/tiny").getCause()).isEqualTo("no audio");
    assertThat(only(logs, "known/tiny").getOutputs()).isNotEmpty();
    assertThat(only(logs, "known/misspelt").getCause()).contains("no model is named misspelt");
    assertThat(only(logs, "unknown/" + Streams.EVERY).getCause()).isEqualTo("unreadable");
    assertThat(logs.statuses().get("unknown/inference")).hasSize(2);
    assertThat(Map.copyOf(logs.outputs())).hasSize(3);
  }
}

package org.neume.feature.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.SampleFormat;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;

@DisplayName("A feature stage that is stopped at any point and taken over")
class FeatureCrashSweepTest {
  private static final int RATE = 8_000;

  /** Analyses of beats and notes, and those with representations of their own. */
  private static final List<String> FIRST = List.of("score", "notes", "beats");

  private static final List<String> FURTHER =
      List.of("tempo", "multipitch", "pitch", "pitch-classic");

  /** Recordings with two representations and with one, interleaved; one of them is abandoned. */
  private static StageLogs<AudioChunk, FeatureBlock> inputs(long seed) {
    return inputs(seed, false, FIRST);
  }

  /**
   * The same.
   *
   * @param namedOnce whether only a recording's first chunk names its analyses
   * @param analyses a recording for each; the last two are those of the one that is abandoned
   */
  private static StageLogs<AudioChunk, FeatureBlock> inputs(
      long seed, boolean namedOnce, List<String> analyses) {
    List<List<AudioChunk>> recordings = new ArrayList<>();
    for (String analysis : analyses) {
      recordings.add(
          Recordings.chunks(
              analysis,
              Recordings.samples(5 * RATE / 2, 1, RATE, seed),
              1,
              RATE,
              SampleFormat.PCM16,
              seed,
              List.of(analysis)));
    }
    recordings.add(
        Recordings.chunks(
                "abandoned",
                Recordings.samples(3 * RATE, 1, RATE, seed),
                1,
                RATE,
                SampleFormat.PCM16,
                seed,
                analyses.subList(analyses.size() - 2, analyses.size()))
            .subList(0, 12));
    StageLogs<AudioChunk, FeatureBlock> logs = new StageLogs<>(Streams.AUDIO, Streams.FEATURES);
    long time = 1_000_000;
    for (int i = 0; recordings.stream().mapToInt(List::size).max().orElse(0) > i; i++) {
      for (List<AudioChunk> chunks : recordings) {
        if (i < chunks.size()) {
          AudioChunk chunk = chunks.get(i);
          if (namedOnce && i > 0) {
            chunk.setAnalyses(i % 2 == 0 ? List.of() : List.of("beats"));
          }
          logs.publish(chunk, time += 10);
        }
      }
    }
    time += StageSimulation.LIMITS.stallAfter().toMillis() + 1_000;
    logs.publish(
        Recordings.chunks("late", new float[0], 1, RATE, SampleFormat.PCM16, seed).get(0), time);
    return logs;
  }

  private static StageSimulation<AudioChunk, FeatureBlock> life(
      StageLogs<AudioChunk, FeatureBlock> logs, long seed) {
    return new StageSimulation<>(new FeatureStage(), logs, seed, StageSimulation.LIMITS, List::of);
  }

  @Test
  @DisplayName("writes both streams of a recording to their ends")
  void undisturbed() {
    StageLogs<AudioChunk, FeatureBlock> logs = inputs(1);
    life(logs, 1).drain();
    assertThat(logs.outputs().keySet())
        .containsExactly(
            "abandoned/constant-q-48",
            "abandoned/log-bands-81",
            "beats/log-bands-81",
            "late/log-bands-81",
            "notes/constant-q-48",
            "score/constant-q-48",
            "score/log-bands-81");
    assertThat(logs.statuses()).hasSize(5).allSatisfy((name, s) -> assertThat(s).hasSize(2));
  }

  @Test
  @DisplayName("writes the streams of tempo, multipitch and single notes to their ends")
  void further() {
    StageLogs<AudioChunk, FeatureBlock> logs = inputs(1, false, FURTHER);
    life(logs, 1).drain();
    assertThat(logs.outputs().keySet())
        .containsExactly(
            "abandoned/single-note-16000",
            "abandoned/single-note-constant-q",
            "late/log-bands-81",
            "multipitch/spectrogram-8192",
            "pitch-classic/single-note-16000",
            "pitch/single-note-constant-q",
            "tempo/raw-11025");
    assertThat(logs.outputs().values()).allSatisfy(blocks -> assertThat(blocks).isNotEmpty());
    assertThat(logs.statuses()).hasSize(6).allSatisfy((name, s) -> assertThat(s).hasSize(2));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("gives the same streams, wherever it was stopped, of every analysis")
  void everyPoint(boolean further) {
    StageLogs<AudioChunk, FeatureBlock> inputs = inputs(1, false, further ? FURTHER : FIRST);
    StageLogs<AudioChunk, FeatureBlock> undisturbed = inputs.copyOfInputs();
    int events = life(undisturbed, 42).drain().events();
    assertThat(events).isGreaterThan(100);
    for (int point = 0; point <= events; point += 7) {
      StageLogs<AudioChunk, FeatureBlock> logs = inputs.copyOfInputs();
      life(logs, 42).dieAfter(point);
      life(logs, point).drain();
      assertThat(logs.outputs()).isEqualTo(undisturbed.outputs());
      assertThat(logs.statuses()).isEqualTo(undisturbed.statuses());
    }
  }

  @Test
  @DisplayName("gives the same streams where only the first chunk names the analyses")
  void namedOnce() {
    StageLogs<AudioChunk, FeatureBlock> undisturbed = inputs(1);
    life(undisturbed, 42).drain();
    StageLogs<AudioChunk, FeatureBlock> inputs = inputs(1, true, FIRST);
    int events = life(inputs.copyOfInputs(), 42).drain().events();
    for (int point = 0; point <= events; point += 5) {
      StageLogs<AudioChunk, FeatureBlock> logs = inputs.copyOfInputs();
      life(logs, 42).dieAfter(point);
      life(logs, point).drain();
      assertThat(logs.outputs()).as("stopped after " + point).isEqualTo(undisturbed.outputs());
      assertThat(logs.statuses()).as("stopped after " + point).isEqualTo(undisturbed.statuses());
    }
  }

  @Property(tries = 6)
  @Label("gives the same after any number of stops")
  void manyStops(@ForAll long seed) {
    StageLogs<AudioChunk, FeatureBlock> inputs = inputs(seed);
    StageLogs<AudioChunk, FeatureBlock> undisturbed = inputs.copyOfInputs();
    life(undisturbed, 0).drain();
    StageLogs<AudioChunk, FeatureBlock> logs = inputs.copyOfInputs();
    Random random = new Random(seed);
    for (int stop = 0; stop < 6; stop++) {
      life(logs, random.nextLong()).dieAfter(random.nextInt(100));
    }
    life(logs, random.nextLong()).drain();
    assertThat(logs.outputs()).isEqualTo(undisturbed.outputs());
    assertThat(logs.statuses()).isEqualTo(undisturbed.statuses());
  }
}

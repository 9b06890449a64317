package org.neume.inference.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neume.inference.engine.TensorFlowLoader;
import org.neume.inference.engine.TestNetwork;
import org.neume.inference.engine.TestNetwork.Flaw;
import org.neume.inference.model.BatchLimits;
import org.neume.inference.model.BatchObserver;
import org.neume.inference.model.ModelRepository;
import org.neume.inference.model.ServedModels;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;

/** The stage with real, small networks in TensorFlow. */
@Timeout(120)
class InferenceMachineTest {
  private static final TestNetwork NETWORK = TestNetwork.of(1);
  private static final TestNetwork OTHER = TestNetwork.of(2);

  @TempDir static Path folders;
  private static ServedModels inline;
  private static ServedModels batched;

  @BeforeAll
  static void load() throws IOException {
    NETWORK.write(folders, "tiny", List.of(7, 20), Flaw.NONE);
    OTHER.write(folders, "other", List.of(33), Flaw.NONE);
    NETWORK.write(folders, "long", List.of(2500), Flaw.NONE);
    NETWORK.write(folders, "strict", List.of(16), Flaw.CHECKS_NUMBERS);
    ModelRepository repository =
        new ModelRepository(folders, new URLClassLoader(new URL[0], null), folders);
    inline = ServedModels.inline(repository, TensorFlowLoader.onCpu());
    BatchLimits limits = new BatchLimits(8, 1 << 20, Duration.ofMillis(5), 0.25, 16, 1 << 20, 2);
    batched =
        ServedModels.batched(
            repository, TensorFlowLoader.onCpu(), engine -> limits, name -> BatchObserver.NONE);
  }

  @AfterAll
  static void close() {
    batched.close();
    inline.close();
  }

  private static List<Emission<ActivationBlock>> emissions(
      ServedModels models, List<FeatureBlock> inputs) {
    RecordingMachine<FeatureBlock, ActivationBlock> machine =
        new InferenceStage(models).open(inputs.get(0), Map.of());
    List<Emission<ActivationBlock>> emissions = new ArrayList<>();
    inputs.forEach(input -> emissions.addAll(machine.apply(input)));
    machine.close();
    return emissions;
  }

  private static List<ActivationBlock> run(ServedModels models, List<FeatureBlock> inputs) {
    return emissions(models, inputs).stream()
        .map(emission -> emission.record().toCompletableFuture().join())
        .toList();
  }

  private static List<ActivationBlock> stream(List<ActivationBlock> records, String name) {
    return records.stream().filter(record -> record.getStream().equals(name)).toList();
  }

  private static List<ByteBuffer> bytes(List<ActivationBlock> records) {
    return records.stream()
        .map(
            record -> {
              try {
                return record.toByteBuffer();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            })
        .toList();
  }

  @Test
  void gives_what_the_network_gives_for_the_whole_recording_amid_silence() {
    for (int frames : new int[] {1, 6, 7, 8, 19, 20, 21, 40, 45, 46, 333}) {
      float[] features = TestNetwork.features(frames, frames);
      double[] expected = NETWORK.outputs(features);

      float[] found = Recordings.values(run(inline, Recordings.blocks("r", features, frames)));

      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) found[i])
            .as("value %d of %d frames", i, frames)
            .isCloseTo(expected[i], within(1e-6));
      }
    }
  }

  @Test
  void gives_the_same_bytes_however_the_features_were_split() {
    for (int frames : new int[] {0, 1, 25, 45, 200}) {
      float[] features = TestNetwork.features(frames, 3);
      List<ActivationBlock> expected =
          run(inline, Recordings.blocks("r", features, 0, "tiny", "other"));
      for (long seed = 1; seed < 12; seed++) {
        List<ActivationBlock> found =
            run(inline, Recordings.blocks("r", features, seed, "tiny", "other"));

        for (String name : List.of("tiny", "other")) {
          assertThat(bytes(stream(found, name)))
              .isNotEmpty()
              .isEqualTo(bytes(stream(expected, name)));
        }
      }
    }
  }

  @Test
  void gives_the_same_bytes_from_batches_shared_with_other_recordings_as_alone() throws Exception {
    List<List<FeatureBlock>> recordings = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      float[] features = TestNetwork.features(150 + 17 * i, i);
      recordings.add(Recordings.blocks("r" + i, features, i, "tiny", "other"));
    }
    List<List<Emission<ActivationBlock>>> running = new ArrayList<>();
    recordings.forEach(r -> running.add(new ArrayList<>()));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < recordings.size(); i++) {
      int n = i;
      threads.add(new Thread(() -> running.get(n).addAll(emissions(batched, recordings.get(n)))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    for (int i = 0; i < recordings.size(); i++) {
      List<ActivationBlock> together =
          running.get(i).stream().map(e -> e.record().toCompletableFuture().join()).toList();
      assertThat(bytes(together)).isEqualTo(bytes(run(inline, recordings.get(i))));
    }
  }

  /** Stops after every output and goes on from the inputs that are not released by then. */
  @Test
  void goes_on_after_a_stop_at_any_output_as_if_nothing_had_happened() {
    float[] features = TestNetwork.features(150, 9);
    List<FeatureBlock> inputs = Recordings.blocks("r", features, 4, "tiny", "other");
    List<Emission<ActivationBlock>> undisturbed = emissions(inline, inputs);
    List<ActivationBlock> records =
        undisturbed.stream().map(e -> e.record().toCompletableFuture().join()).toList();
    long lastRelease = 0;
    for (int stop = 0; stop < undisturbed.size(); stop++) {
      long from = undisturbed.get(stop).releases();
      assertThat(from).isBetween(lastRelease, (long) inputs.size());
      lastRelease = from;
      if (from == inputs.size()) {
        assertThat(stop).isEqualTo(undisturbed.size() - 1);
        continue;
      }
      Map<String, ActivationBlock> last = new HashMap<>();
      records.subList(0, stop + 1).forEach(record -> last.put(record.getStream(), record));
      List<FeatureBlock> left = inputs.subList((int) from, inputs.size());
      RecordingMachine<FeatureBlock, ActivationBlock> machine =
          new InferenceStage(inline).open(left.get(0), last);
      List<ActivationBlock> rest = new ArrayList<>();
      for (FeatureBlock input : left) {
        machine.apply(input).forEach(e -> rest.add(e.record().toCompletableFuture().join()));
      }
      for (String name : List.of("tiny", "other")) {
        List<ActivationBlock> whole = new ArrayList<>(stream(records.subList(0, stop + 1), name));
        whole.addAll(stream(rest, name));
        assertThat(bytes(whole)).as("stop after %d", stop).isEqualTo(bytes(stream(records, name)));
      }
    }
    assertThat(lastRelease).isEqualTo(inputs.size());
  }

  @Test
  void keeps_records_small_and_goes_on_inside_a_window() {
    float[] features = TestNetwork.features(4000, 9);
    List<FeatureBlock> inputs = Recordings.blocks("r", features, 4, "long");
    List<ActivationBlock> records = run(inline, inputs);
    assertThat(records.stream().map(ActivationBlock::getFrameCount))
        .containsExactly(1000, 1000, 500, 1000, 500);

    RecordingMachine<FeatureBlock, ActivationBlock> machine =
        new InferenceStage(inline).open(inputs.get(0), Map.of("long", records.get(1)));
    List<ActivationBlock> rest = new ArrayList<>();
    inputs.forEach(
        input ->
            machine.apply(input).forEach(e -> rest.add(e.record().toCompletableFuture().join())));

    assertThat(bytes(rest)).isEqualTo(bytes(records.subList(2, 5)));
  }

  @Test
  void releases_inputs_while_the_recording_goes_on() {
    List<FeatureBlock> inputs =
        Recordings.blocks("r", TestNetwork.features(1000, 1), 4, "tiny", "other");
    List<Emission<ActivationBlock>> emissions = emissions(inline, inputs);

    // All but about one window and its context are released half-way through.
    Emission<ActivationBlock> middle = emissions.get(emissions.size() / 2);
    long frame = middle.record().toCompletableFuture().join().getFirstFrame();
    long needed = inputs.get((int) middle.releases()).getFirstFrame();
    assertThat(frame - needed).isBetween(0L, 33L + TestNetwork.CONTEXT + 13);
  }

  @Test
  void says_what_made_a_block() {
    List<FeatureBlock> inputs = Recordings.blocks("r", TestNetwork.features(50, 1), 4);
    ActivationBlock block = run(inline, inputs).get(0);

    assertThat(block.getRecordingId()).isEqualTo("r");
    assertThat(block.getStream()).isEqualTo("tiny");
    assertThat(block.getOutputs()).containsExactly("beat", "downbeat");
    assertThat(block.getFrameRate()).isEqualTo(100);
    assertThat(block.getDecoderName()).isEqualTo("dbn");
    assertThat(block.getProvenance()).startsWith("features=features-1 model=tiny@");
    inputs.forEach(input -> input.setProvenance("features-2"));
    assertThat(run(inline, inputs).get(0).getProvenance()).isNotEqualTo(block.getProvenance());
  }

  @Test
  void takes_up_only_the_analyses_that_it_has_a_fitting_model_for() {
    InferenceStage stage = new InferenceStage(inline);
    FeatureBlock block =
        Recordings.block("r", 0, 0, new float[0], 0, "notes", "other", "tiny", "../tiny", "");

    assertThat(stage.outputStreams(block)).containsExactly("other", "tiny");
    block.setStream("other-bands");
    assertThat(
            new InferenceStage(inline, Set.of("test-bands-6", "other-bands")).outputStreams(block))
        .isEmpty();
  }

  @Test
  void fails_a_recording_that_asks_only_for_models_that_are_not_there() {
    InferenceStage stage = new InferenceStage(inline);
    FeatureBlock block = Recordings.block("r", 0, 0, new float[0], 0, "notes", "../tiny");

    assertThat(stage.outputStreams(block)).containsExactly("notes", "../tiny");
    assertThatThrownBy(() -> stage.open(block, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no model is named notes, ../tiny");
  }

  @Test
  void fails_a_recording_whose_models_read_what_nobody_computes() {
    InferenceStage stage = new InferenceStage(inline);
    FeatureBlock block = Recordings.block("r", 0, 0, new float[0], 0, "tiny");
    block.setStream("log-bands-81");

    assertThat(stage.outputStreams(block)).containsExactly("tiny");
    assertThatThrownBy(() -> stage.open(block, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tiny reads test-bands-6, which nobody computes (there is log-bands");
  }

  @Test
  void closes_its_streams_as_aborted_where_the_features_were() {
    List<FeatureBlock> inputs =
        Recordings.blocks("r", TestNetwork.features(100, 1), 4, "tiny", "other");
    FeatureBlock last = inputs.get(inputs.size() - 1);
    last.setEnd(End.ABORTED);
    last.setCause("the publisher went away");

    List<ActivationBlock> found = run(inline, inputs);

    for (String name : List.of("tiny", "other")) {
      List<ActivationBlock> stream = stream(found, name);
      Recordings.values(stream);
      ActivationBlock end = stream.get(stream.size() - 1);
      assertThat(end.getEnd()).isEqualTo(End.ABORTED);
      assertThat(end.getCause()).isEqualTo("the publisher went away");
      assertThat(end.getFrameCount()).isZero();
    }
  }

  @Test
  void fails_a_poisoned_recording_and_no_other() {
    float[] good = TestNetwork.features(60, 1);
    float[] poisoned = TestNetwork.features(60, 2);
    poisoned[30 * TestNetwork.BINS] = 1e30f;
    List<Emission<ActivationBlock>> first =
        emissions(batched, Recordings.blocks("good", good, 1, "strict"));
    List<Emission<ActivationBlock>> second =
        emissions(batched, Recordings.blocks("bad", poisoned, 1, "strict"));
    List<Emission<ActivationBlock>> third =
        emissions(batched, Recordings.blocks("good", good, 1, "strict"));

    assertThatThrownBy(() -> second.forEach(e -> e.record().toCompletableFuture().join()))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the network strict cannot compute a window")
        .hasMessageContaining("a feature is too large")
        .hasMessageNotContaining("\n");
    List<ByteBuffer> expected = bytes(run(inline, Recordings.blocks("good", good, 1, "strict")));
    for (List<Emission<ActivationBlock>> others : List.of(first, third)) {
      assertThat(bytes(others.stream().map(e -> e.record().toCompletableFuture().join()).toList()))
          .isEqualTo(expected);
    }
  }

  @Test
  void refuses_values_that_are_no_numbers() {
    float[] features = TestNetwork.features(50, 1);
    features[20 * TestNetwork.BINS + 3] = Float.NaN;
    List<FeatureBlock> inputs = Recordings.blocks("r", features, 1);

    assertThatThrownBy(() -> run(inline, inputs))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching("record \\d+ of test-bands-6 has the value NaN in frame 20: .*");
  }

  @Test
  void refuses_blocks_that_do_not_follow_on() {
    float[] features = TestNetwork.features(50, 1);
    RecordingMachine<FeatureBlock, ActivationBlock> machine =
        new InferenceStage(inline).open(Recordings.block("r", 0, 0, features, 10), Map.of());
    machine.apply(Recordings.block("r", 0, 0, features, 10));

    assertThatThrownBy(() -> machine.apply(Recordings.block("r", 1, 12, features, 10)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("frame 10 is next");
    FeatureBlock truncated = Recordings.block("r", 1, 10, features, 10);
    truncated.setFrameCount(11);
    assertThatThrownBy(() -> machine.apply(truncated))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the record is damaged");
    FeatureBlock faster = Recordings.block("r", 1, 10, features, 10);
    faster.setFrameRate(86);
    assertThatThrownBy(() -> machine.apply(faster))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("6 bins at 86.0 frames per second, those before had 6 at 100.0");
  }

  @Test
  void does_not_go_on_with_what_another_model_began() {
    List<FeatureBlock> inputs = Recordings.blocks("r", TestNetwork.features(200, 1), 1);
    ActivationBlock begun = run(inline, inputs).get(0);
    begun.setProvenance(begun.getProvenance().replaceFirst("model=tiny@\\S+", "model=tiny@0"));

    assertThatThrownBy(() -> new InferenceStage(inline).open(inputs.get(0), Map.of("tiny", begun)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("was begun with [features=features-1 model=tiny@0 ")
        .hasMessageContaining("or publish the recording again under a new id");
  }

  @Test
  void does_not_mix_features_of_two_makes() {
    List<FeatureBlock> inputs = Recordings.blocks("r", TestNetwork.features(200, 1), 1);
    FeatureBlock other =
        inputs.stream().skip(2).filter(b -> b.getFrameCount() > 0).findFirst().orElseThrow();
    other.setProvenance("features-2");

    assertThatThrownBy(() -> run(inline, inputs))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("was made by [features-2], those before by [features-1]");
  }

  @Test
  void refuses_a_stream_that_no_model_learned_from() {
    FeatureBlock wide = Recordings.block("r", 0, 0, new float[0], 0);
    wide.setBins(81);

    assertThatThrownBy(() -> new InferenceStage(inline).open(wide, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has 81 bins at 100.0 frames per second, the model tiny wants 6");
  }

  @Test
  void refuses_to_go_on_where_the_log_begins_too_late() {
    float[] features = TestNetwork.features(200, 1);
    List<ActivationBlock> records = run(inline, Recordings.blocks("r", features, 1));

    assertThatThrownBy(
            () ->
                new InferenceStage(inline)
                    .open(
                        Recordings.block("r", 9, 100, features, 10),
                        Map.of("tiny", records.get(1))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("frames from 35 on are needed, the first that is left is 100");
  }
}

package org.neume.inference.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.neume.inference.messaging.ServedTestNetworks.bytes;
import static org.neume.inference.messaging.ServedTestNetworks.computed;
import static org.neume.inference.messaging.ServedTestNetworks.emissions;
import static org.neume.inference.messaging.ServedTestNetworks.run;
import static org.neume.inference.messaging.ServedTestNetworks.stream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neume.inference.engine.TestNetwork;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.Emission;
import org.neume.stage.RecordingMachine;

/** The stage with real, small networks in TensorFlow. */
@Timeout(120)
class InferenceMachineTest {
  private static final TestNetwork NETWORK = ServedTestNetworks.TINY;

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

  @Test
  void gives_what_the_network_gives_for_the_whole_recording_amid_silence() {
    for (int frames : new int[] {1, 6, 7, 8, 19, 20, 21, 40, 45, 46, 333}) {
      float[] features = TestNetwork.features(frames, frames);
      double[] expected = NETWORK.outputs(features);

      float[] found =
          Recordings.values(run(served.inline(), Recordings.blocks("r", features, frames)));

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
          run(served.inline(), Recordings.blocks("r", features, 0, "tiny", "other"));
      for (long seed = 1; seed < 12; seed++) {
        List<ActivationBlock> found =
            run(served.inline(), Recordings.blocks("r", features, seed, "tiny", "other"));

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
      threads.add(
          new Thread(() -> running.get(n).addAll(emissions(served.batched(), recordings.get(n)))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    for (int i = 0; i < recordings.size(); i++) {
      List<ActivationBlock> together = computed(running.get(i));
      assertThat(bytes(together)).isEqualTo(bytes(run(served.inline(), recordings.get(i))));
    }
  }

  /** Stops after every output and goes on from the inputs that are not released by then. */
  @Test
  void goes_on_after_a_stop_at_any_output_as_if_nothing_had_happened() {
    float[] features = TestNetwork.features(150, 9);
    List<FeatureBlock> inputs = Recordings.blocks("r", features, 4, "tiny", "other");
    List<Emission<ActivationBlock>> undisturbed = emissions(served.inline(), inputs);
    List<ActivationBlock> records = computed(undisturbed);
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
          new InferenceStage(served.inline()).open(left.get(0), last);
      List<ActivationBlock> rest = new ArrayList<>();
      for (FeatureBlock input : left) {
        machine.apply(input).forEach(e -> rest.addAll(e.records().toCompletableFuture().join()));
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
    List<ActivationBlock> records = run(served.inline(), inputs);
    assertThat(records.stream().map(ActivationBlock::getFrameCount))
        .containsExactly(1000, 1000, 500, 1000, 500);

    RecordingMachine<FeatureBlock, ActivationBlock> machine =
        new InferenceStage(served.inline()).open(inputs.get(0), Map.of("long", records.get(1)));
    List<ActivationBlock> rest = new ArrayList<>();
    inputs.forEach(
        input ->
            machine
                .apply(input)
                .forEach(e -> rest.addAll(e.records().toCompletableFuture().join())));

    assertThat(bytes(rest)).isEqualTo(bytes(records.subList(2, 5)));
  }

  @Test
  void releases_inputs_while_the_recording_goes_on() {
    List<FeatureBlock> inputs =
        Recordings.blocks("r", TestNetwork.features(1000, 1), 4, "tiny", "other");
    List<Emission<ActivationBlock>> emissions = emissions(served.inline(), inputs);

    // All but about one window and its context are released half-way through.
    Emission<ActivationBlock> middle = emissions.get(emissions.size() / 2);
    long frame = middle.records().toCompletableFuture().join().get(0).getFirstFrame();
    long needed = inputs.get((int) middle.releases()).getFirstFrame();
    assertThat(frame - needed).isBetween(0L, 33L + TestNetwork.CONTEXT + 13);
  }

  @Test
  void says_what_made_a_block() {
    List<FeatureBlock> inputs = Recordings.blocks("r", TestNetwork.features(50, 1), 4);
    ActivationBlock block = run(served.inline(), inputs).get(0);

    assertThat(block.getRecordingId()).isEqualTo("r");
    assertThat(block.getStream()).isEqualTo("tiny");
    assertThat(block.getOutputs()).containsExactly("beat", "downbeat");
    assertThat(block.getFrameRate()).isEqualTo(100);
    assertThat(block.getDecoderName()).isEqualTo("dbn");
    assertThat(block.getProvenance()).startsWith("features=features-1 model=tiny@");
    inputs.forEach(input -> input.setProvenance("features-2"));
    assertThat(run(served.inline(), inputs).get(0).getProvenance())
        .isNotEqualTo(block.getProvenance());
  }

  @Test
  void closes_its_streams_as_aborted_where_the_features_were() {
    List<FeatureBlock> inputs =
        Recordings.blocks("r", TestNetwork.features(100, 1), 4, "tiny", "other");
    FeatureBlock last = inputs.get(inputs.size() - 1);
    last.setEnd(End.ABORTED);
    last.setCause("the publisher went away");

    List<ActivationBlock> found = run(served.inline(), inputs);

    for (String name : List.of("tiny", "other")) {
      List<ActivationBlock> stream = stream(found, name);
      Recordings.values(stream);
      ActivationBlock end = stream.get(stream.size() - 1);
      assertThat(end.getEnd()).isEqualTo(End.ABORTED);
      assertThat(end.getCause()).isEqualTo("the publisher went away");
      assertThat(end.getFrameCount()).isZero();
    }
  }
}

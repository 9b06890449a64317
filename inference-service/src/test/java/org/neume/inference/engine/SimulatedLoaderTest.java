package org.neume.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.inference.model.ModelFolder;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.NetworkEngine;

@DisplayName("A simulated device")
class SimulatedLoaderTest {
  private static final int BINS = 3;
  private static final int FRAMES = 400;
  private static final Duration TIME = Duration.ofMillis(60);

  private final SimulatedLoader loader = new SimulatedLoader(TIME);

  /** A network of a model folder in which there is no file at all. */
  private NetworkEngine network(String... outputs) {
    ModelManifest manifest =
        new ModelManifest(
            "made-up",
            "1",
            "",
            "test-bands-3",
            100,
            BINS,
            0,
            0,
            List.of(FRAMES),
            "in",
            "out",
            List.of(outputs),
            "none",
            "Apache-2.0",
            "",
            Map.of(),
            0,
            "00".repeat(32));
    return loader.load(new ModelFolder(Path.of("nowhere"), manifest));
  }

  private static double millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  @Test
  @DisplayName("takes at least its time for a batch, and needs not more for a large one")
  void time() {
    NetworkEngine network = network("beat");
    double one = millis(() -> network.run(new float[FRAMES * BINS], 1, FRAMES));
    double eight = millis(() -> network.run(new float[8 * FRAMES * BINS], 8, FRAMES));
    assertThat(one).isGreaterThanOrEqualTo(1.0 * TIME.toMillis());
    assertThat(eight)
        .isGreaterThanOrEqualTo(1.0 * TIME.toMillis())
        .isLessThan(8.0 * TIME.toMillis());
  }

  @Test
  @DisplayName("computes one batch at a time, whichever network it is of")
  void oneAtATime() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      NetworkEngine network = network("beat");
      Thread thread = new Thread(() -> network.run(new float[FRAMES * BINS], 1, FRAMES));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat((System.nanoTime() - start) / 1e6).isGreaterThanOrEqualTo(4.0 * TIME.toMillis());
  }

  @Test
  @DisplayName("gives every window the same, whatever its batch mates: probabilities with a pulse")
  void outputs() {
    NetworkEngine network = network("beat", "downbeat", "other");
    float[] alone = network.run(new float[FRAMES * BINS], 1, FRAMES);
    float[] three = network.run(new float[3 * FRAMES * BINS], 3, FRAMES);
    assertThat(network.batchesArePure()).isTrue();
    for (int i = 0; i < 3; i++) {
      assertThat(Arrays.copyOfRange(three, i * alone.length, (i + 1) * alone.length))
          .isEqualTo(alone);
    }
    int beats = 0;
    int downbeats = 0;
    for (int frame = 0; frame < FRAMES; frame++) {
      assertThat(alone[3 * frame]).isBetween(0f, 1f);
      beats += alone[3 * frame] > 0.5 ? 1 : 0;
      downbeats += alone[3 * frame + 1] > 0.5 ? 1 : 0;
      assertThat(alone[3 * frame + 2]).isZero();
    }
    assertThat(beats).isEqualTo(8);
    assertThat(downbeats).isEqualTo(2);
  }

  @Test
  @DisplayName("says in the provenance that it is none")
  void provenance() {
    assertThat(network("beat").description()).isEqualTo("simulated");
  }
}

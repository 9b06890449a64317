package org.neume.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neume.stage.InvalidInputException;

@Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored")
class BatcherTest {
  private static final long FREE = Long.MAX_VALUE;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Batcher> open = new ArrayList<>();
  private final List<FakeEngine> engines = new ArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final List<String> computed = new java.util.concurrent.CopyOnWriteArrayList<>();

  private final BatchObserver observer =
      new BatchObserver() {
        @Override
        public void computed(int windows, int size, long waitNanos, long computeNanos) {
          assertThat(waitNanos).isNotNegative();
          assertThat(computeNanos).isNotNegative();
          computed.add(windows + " of " + size);
        }

        @Override
        public void failed() {
          failures.incrementAndGet();
        }
      };

  private Batcher batcher(FakeEngine engine, BatchLimits limits) {
    Batcher batcher =
        new Batcher(
            FakeEngine.manifest(),
            engine,
            Map.of(4, new BatchSizes(List.of(1, 2, 4)), 6, new BatchSizes(List.of(1, 2, 4))),
            limits,
            observer);
    batcher.start();
    open.add(batcher);
    engines.add(engine);
    return batcher;
  }

  private static BatchLimits limits(int queueWindows) {
    return new BatchLimits(4, FREE, Duration.ZERO, 0.25, queueWindows, FREE, 1);
  }

  @AfterEach
  void close() {
    engines.forEach(engine -> engine.permits.release(1000));
    open.forEach(batcher -> batcher.stop(PATIENCE));
  }

  /** Lets one window keep the only worker busy, so that what follows has to gather. */
  private static CompletableFuture<float[]> busy(Batcher batcher, FakeEngine engine)
      throws InterruptedException {
    CompletableFuture<float[]> first = batcher.run(FakeEngine.window(4, 0.5f));
    while (batcher.queued() > 0 || !engine.permits.hasQueuedThreads()) {
      Thread.sleep(1);
    }
    return first;
  }

  private static float value(CompletableFuture<float[]> result) throws Exception {
    return result.get(20, TimeUnit.SECONDS)[0];
  }

  @Test
  void computes_an_idle_model_s_window_at_once_and_gathers_while_it_is_busy() throws Exception {
    FakeEngine engine = FakeEngine.halted();
    Batcher batcher = batcher(engine, limits(100));
    List<CompletableFuture<float[]>> results = new ArrayList<>();
    results.add(busy(batcher, engine));
    for (int i = 1; i < 10; i++) {
      results.add(batcher.run(FakeEngine.window(4, i / 16f)));
    }
    engine.permits.release(100);

    for (int i = 1; i < 10; i++) {
      assertThat(value(results.get(i))).isEqualTo(i / 16f);
    }
    assertThat(engine.batches).containsExactly(1, 4, 4, 1);
  }

  @Test
  void pads_a_batch_only_as_far_as_is_allowed() throws Exception {
    FakeEngine engine = FakeEngine.halted();
    Batcher batcher = batcher(engine, limits(100));
    busy(batcher, engine);
    List<CompletableFuture<float[]>> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      results.add(batcher.run(FakeEngine.window(4, i / 16f)));
    }
    engine.permits.release(100);
    for (int i = 0; i < 3; i++) {
      assertThat(value(results.get(i))).isEqualTo(i / 16f);
    }
    assertThat(engine.batches).containsExactly(1, 4);
    assertThat(computed).contains("3 of 4");
  }

  @Test
  void never_mixes_shapes_and_keeps_the_order_within_one() throws Exception {
    FakeEngine engine = FakeEngine.halted();
    Batcher batcher = batcher(engine, limits(100));
    busy(batcher, engine);
    List<Float> order = new java.util.concurrent.CopyOnWriteArrayList<>();
    List<CompletableFuture<?>> results = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      float value = i / 16f;
      results.add(
          batcher
              .run(FakeEngine.window(i % 2 == 0 ? 4 : 6, value))
              .thenAccept(
                  output -> {
                    assertThat(output).hasSize(value * 16 % 2 == 0 ? 8 : 12).containsOnly(value);
                    order.add(value);
                  }));
    }
    engine.permits.release(100);
    CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);

    assertThat(engine.batches).containsExactly(1, 4, 4);
    assertThat(order.stream().filter(v -> v * 16 % 2 == 0)).isSorted();
    assertThat(order.stream().filter(v -> v * 16 % 2 == 1)).isSorted();
  }

  @Test
  void waits_for_a_fuller_batch_as_long_as_it_is_told_to() throws Exception {
    FakeEngine engine = FakeEngine.free();
    Batcher batcher =
        batcher(engine, new BatchLimits(4, FREE, Duration.ofHours(1), 0.25, 100, FREE, 1));
    for (int i = 0; i < 3; i++) {
      batcher.run(FakeEngine.window(4, 0));
    }
    Thread.sleep(50);
    assertThat(engine.batches).isEmpty();

    batcher.run(FakeEngine.window(4, 0)).get(20, TimeUnit.SECONDS);
    assertThat(engine.batches).containsExactly(4);
  }

  @Test
  void sends_a_batch_that_is_not_full_when_its_oldest_window_has_waited_long_enough()
      throws Exception {
    FakeEngine engine = FakeEngine.free();
    Batcher batcher =
        batcher(engine, new BatchLimits(4, FREE, Duration.ofMillis(30), 0.25, 100, FREE, 1));

    assertThat(value(batcher.run(FakeEngine.window(4, 0.25f)))).isEqualTo(0.25f);
    assertThat(engine.batches).containsExactly(1);
  }

  @Test
  void keeps_a_batch_below_its_limit_of_bytes() throws Exception {
    FakeEngine engine = FakeEngine.halted();
    long twoWindows = 2 * FakeEngine.window(4, 0).bytes();
    Batcher batcher =
        batcher(engine, new BatchLimits(4, twoWindows, Duration.ZERO, 0.25, 100, FREE, 1));
    busy(batcher, engine);
    List<CompletableFuture<float[]>> results = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      results.add(batcher.run(FakeEngine.window(4, 0)));
    }
    engine.permits.release(100);
    for (CompletableFuture<float[]> result : results) {
      value(result);
    }
    assertThat(engine.batches).containsExactly(1, 2, 2);
  }

  @Test
  void makes_whoever_brings_too_much_wait() throws Exception {
    FakeEngine engine = FakeEngine.halted();
    Batcher batcher = batcher(engine, limits(2));
    busy(batcher, engine);
    batcher.run(FakeEngine.window(4, 0));
    batcher.run(FakeEngine.window(4, 0));
    CompletableFuture<float[]> late = new CompletableFuture<>();
    Thread bringer =
        new Thread(
            () -> batcher.run(FakeEngine.window(4, 0.25f)).thenAccept(late::complete), "bringer");
    bringer.start();
    while (bringer.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    assertThat(batcher.queued()).isEqualTo(2);

    engine.permits.release(100);
    assertThat(value(late)).isEqualTo(0.25f);
  }

  @Test
  void limits_the_bytes_that_wait_but_takes_one_window_however_large() throws Exception {
    FakeEngine engine = FakeEngine.halted();
    Batcher batcher = batcher(engine, new BatchLimits(4, FREE, Duration.ZERO, 0.25, 100, 1, 1));
    busy(batcher, engine);
    CompletableFuture<float[]> large = batcher.run(FakeEngine.window(4, 0.25f));
    Thread bringer = new Thread(() -> batcher.run(FakeEngine.window(4, 0)), "bringer");
    bringer.start();
    while (bringer.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    assertThat(batcher.queued()).isEqualTo(1);

    engine.permits.release(100);
    assertThat(value(large)).isEqualTo(0.25f);
    bringer.join();
  }

  @Test
  void fails_the_window_that_spoils_a_batch_and_no_other() throws Exception {
    FakeEngine engine = FakeEngine.halted();
    Batcher batcher = batcher(engine, limits(100));
    busy(batcher, engine);
    List<CompletableFuture<float[]>> results = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      results.add(batcher.run(FakeEngine.window(4, i == 2 ? FakeEngine.POISON : i / 16f)));
    }
    engine.permits.release(100);

    for (int i : new int[] {0, 1, 3}) {
      assertThat(value(results.get(i))).isEqualTo(i / 16f);
    }
    assertThatThrownBy(() -> results.get(2).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the network fake cannot compute a window (poison in the batch): check the audio, or the model");
    assertThat(failures).hasValue(1);
    assertThat(engine.batches).containsExactly(1, 4, 2, 2, 1, 1);
    assertThat(value(batcher.run(FakeEngine.window(4, 0.5f)))).isEqualTo(0.5f);
  }

  @Test
  void fails_a_window_whose_outputs_are_no_probabilities() throws Exception {
    Batcher batcher = batcher(FakeEngine.free(), limits(100));
    for (float wrong : new float[] {Float.NaN, -0.5f, 1.5f, Float.POSITIVE_INFINITY}) {
      NetworkInput input = FakeEngine.window(4, 0.5f);
      input.values()[5] = wrong;

      assertThatThrownBy(() -> batcher.run(input).get(20, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "the network fake gives %s as a probability of b: check the audio, or the model",
              wrong);
    }
  }

  @Test
  void leaves_what_still_waits_open_when_it_closes_so_that_no_recording_fails() throws Exception {
    FakeEngine engine = FakeEngine.halted();
    Batcher batcher = batcher(engine, limits(100));
    CompletableFuture<float[]> running = busy(batcher, engine);
    CompletableFuture<float[]> waiting = batcher.run(FakeEngine.window(4, 0));
    Thread closing = new Thread(() -> batcher.stop(PATIENCE));
    closing.start();
    while (batcher.queued() > 0) {
      Thread.sleep(1);
    }
    engine.permits.release(100);
    closing.join();

    assertThat(value(running)).isEqualTo(0.5f);
    assertThat(waiting).isNotDone();
    assertThat(batcher.run(FakeEngine.window(4, 0))).isNotDone();
  }

  @Test
  void does_not_wait_for_ever_for_a_batch_that_does_not_end() throws Exception {
    FakeEngine engine = FakeEngine.halted();
    Batcher batcher = batcher(engine, limits(100));
    CompletableFuture<float[]> running = busy(batcher, engine);

    assertThat(batcher.stop(Duration.ofMillis(20))).isFalse();
    assertThat(running).isNotDone();
    engine.permits.release(100);

    assertThat(batcher.stop(PATIENCE)).isTrue();
    assertThat(value(running)).isEqualTo(0.5f);
  }

  @Test
  void runs_several_batches_at_once_where_it_has_several_workers() throws Exception {
    FakeEngine engine = FakeEngine.halted();
    Batcher batcher = batcher(engine, new BatchLimits(1, FREE, Duration.ZERO, 0, 100, FREE, 2));
    batcher.run(FakeEngine.window(4, 0));
    batcher.run(FakeEngine.window(4, 0));
    while (engine.permits.getQueueLength() < 2) {
      Thread.sleep(1);
    }
    assertThat(batcher.queued()).isZero();
    engine.permits.release(100);
  }

  @Test
  void never_makes_its_own_worker_wait_for_itself() throws Exception {
    FakeEngine engine = FakeEngine.halted();
    Batcher batcher = batcher(engine, limits(1));
    CompletableFuture<float[]> fromWorker =
        busy(batcher, engine).thenCompose(output -> batcher.run(FakeEngine.window(4, 0.25f)));
    batcher.run(FakeEngine.window(4, 0));
    engine.permits.release(100);

    assertThat(value(fromWorker)).isEqualTo(0.25f);
  }
}

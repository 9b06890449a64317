package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A partition's thread")
class SerialExecutorTest {
  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  @DisplayName("runs one task at a time, in order, whoever gives them")
  void serial() throws Exception {
    SerialExecutor executor = new SerialExecutor(pool, () -> {});
    executor.resume(() -> {});
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger running = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(2_000);
    for (int i = 0; i < 2_000; i++) {
      int task = i;
      executor.execute(
          () -> {
            together.accumulateAndGet(running.incrementAndGet(), Math::max);
            order.add(task);
            running.decrementAndGet();
            done.countDown();
          });
    }
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(together).hasValue(1);
    assertThat(order).isEqualTo(IntStream.range(0, 2_000).boxed().toList());
  }

  @Test
  @DisplayName("waits until it is started, then begins with what starts it")
  void suspended() throws Exception {
    SerialExecutor executor = new SerialExecutor(pool, () -> {});
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch done = new CountDownLatch(1);
    executor.execute(() -> order.add("queued"));
    executor.execute(done::countDown);
    assertThat(done.await(100, TimeUnit.MILLISECONDS)).isFalse();
    executor.resume(() -> order.add("start"));
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(order).containsExactly("start", "queued");
  }

  @Test
  @DisplayName("goes on behind a task that fails, and tells after each")
  void failing() throws Exception {
    CountDownLatch after = new CountDownLatch(3);
    SerialExecutor executor = new SerialExecutor(pool, after::countDown);
    executor.resume(() -> {});
    executor.execute(
        () -> {
          throw new AssertionError("on purpose");
        });
    executor.execute(() -> {});
    assertThat(after.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(executor.busyNanos(System.nanoTime())).isZero();
  }
}

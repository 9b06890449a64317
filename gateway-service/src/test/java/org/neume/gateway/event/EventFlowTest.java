package org.neume.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.TestRecords.ID;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.gateway.TestRecords;
import org.neume.gateway.view.Cursor;
import org.neume.gateway.view.Kinds;
import org.neume.gateway.view.Place;
import org.neume.gateway.view.RecordingView;
import org.neume.gateway.view.TestLog;
import org.neume.schemas.record.End;

@DisplayName("What a listener is told")
class EventFlowTest {
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final TestLog log = new TestLog();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();

  @AfterEach
  void stop() {
    executor.shutdownNow();
    clock.shutdownNow();
  }

  private EventFlow flow(Cursor from, BooleanSupplier over, Duration heartbeat, Duration slow) {
    EventFactory events =
        new EventFactory(log.store(), new Kinds(Set.of(), Set.of()), new ObjectMapper(), 1 << 20);
    return new EventFlow(
        new EventFlow.Setup(events, executor, clock, heartbeat, slow),
        view(),
        from,
        over,
        closed::incrementAndGet,
        cut::incrementAndGet);
  }

  private RecordingView view() {
    return log.index().find(ID).orElseThrow();
  }

  private EventFlow quiet(Cursor from, BooleanSupplier over) {
    return flow(from, over, Duration.ofMinutes(1), Duration.ofMinutes(1));
  }

  private void beats(int from, int to) {
    for (int i = from; i < to; i++) {
      log.write(TestRecords.beats("beats", i, i == to - 1 && to == 20 ? End.COMPLETE : End.OPEN));
    }
  }

  /** Takes what it asked for. */
  private static final class Listener implements Flow.Subscriber<Event> {
    private final List<Event> heard = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch over = new CountDownLatch(1);
    private final long atFirst;
    private volatile Flow.Subscription subscription;

    Listener(long atFirst) {
      this.atFirst = atFirst;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      if (atFirst > 0) {
        given.request(atFirst);
      }
    }

    @Override
    public void onNext(Event event) {
      heard.add(event);
    }

    @Override
    public void onError(Throwable thrown) {
      over.countDown();
    }

    @Override
    public void onComplete() {
      over.countDown();
    }

    void await(int events) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (heard.size() < events && System.nanoTime() < deadline) {
        Thread.sleep(2);
      }
      assertThat(heard).hasSizeGreaterThanOrEqualTo(events);
    }

    List<String> data() {
      return heard.stream().map(Event::data).toList();
    }
  }

  @Test
  void isWhatWasAndThenWhatComesOnceEach() throws InterruptedException {
    beats(0, 10);
    Listener listener = new Listener(Long.MAX_VALUE);
    quiet(Cursor.START, () -> false).subscribe(listener);
    listener.await(10);
    beats(10, 20);
    listener.await(20);
    assertThat(listener.heard).extracting(Event::name).containsOnly("beats").hasSize(20);
    assertThat(listener.data()).doesNotHaveDuplicates();
  }

  @Test
  void goesOnBehindWhateverIdWasHeardLast() throws InterruptedException {
    beats(0, 20);
    Listener all = new Listener(Long.MAX_VALUE);
    quiet(Cursor.START, () -> true).subscribe(all);
    assertThat(all.over.await(20, TimeUnit.SECONDS)).isTrue();
    for (int cut = 0; cut < 20; cut++) {
      Listener rest = new Listener(Long.MAX_VALUE);
      quiet(Cursor.parse(all.heard.get(cut).id()), () -> true).subscribe(rest);
      assertThat(rest.over.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(rest.heard).isEqualTo(all.heard.subList(cut + 1, 20));
    }
  }

  @Test
  void isNoMoreThanItAskedFor() throws InterruptedException {
    beats(0, 10);
    Listener slow = new Listener(3);
    quiet(Cursor.START, () -> false).subscribe(slow);
    slow.await(3);
    Thread.sleep(50);
    assertThat(slow.heard).hasSize(3);
    slow.subscription.request(2);
    slow.await(5);
    Thread.sleep(50);
    assertThat(slow.heard).hasSize(5);
  }

  @Test
  void endsForOneThatTakesNothingForLongAndGivesItsPlaceBack() throws InterruptedException {
    beats(0, 10);
    Listener stuck = new Listener(1);
    flow(Cursor.START, () -> false, Duration.ofMillis(30), Duration.ofMillis(100)).subscribe(stuck);
    assertThat(stuck.over.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(closed).hasValue(1);
    assertThat(cut).as("connections that were ended").hasValue(1);
  }

  @Test
  void isASignOfLifeWhereNothingHappens() throws InterruptedException {
    beats(0, 1);
    Listener listener = new Listener(Long.MAX_VALUE);
    flow(Cursor.START, () -> false, Duration.ofMillis(30), Duration.ofMinutes(1))
        .subscribe(listener);
    listener.await(3);
    assertThat(listener.heard.subList(1, 3)).containsOnly(Event.HEARTBEAT);
  }

  @Test
  void endsBehindTheLastEventWhereItIsToEnd() throws InterruptedException {
    beats(0, 5);
    Listener listener = new Listener(Long.MAX_VALUE);
    quiet(Cursor.START, this::beatsAreComplete).subscribe(listener);
    listener.await(5);
    log.write(TestRecords.beats("beats", 5, End.COMPLETE));
    assertThat(listener.over.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(listener.heard).hasSize(6);
    assertThat(closed).hasValue(1);
  }

  private boolean beatsAreComplete() {
    return view().snapshot().stream(Place.BEATS, "beats")
        .filter(beats -> beats.end() == End.COMPLETE)
        .isPresent();
  }

  @Test
  void isNothingMoreOnceItHasHungUp() throws InterruptedException {
    beats(0, 5);
    Listener listener = new Listener(Long.MAX_VALUE);
    quiet(Cursor.START, () -> false).subscribe(listener);
    listener.await(5);
    listener.subscription.cancel();
    beats(5, 10);
    Thread.sleep(50);
    assertThat(listener.heard).hasSize(5);
    assertThat(closed).hasValue(1);
  }
}

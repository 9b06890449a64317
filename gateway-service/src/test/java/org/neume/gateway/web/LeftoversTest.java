package org.neume.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rest of a refused body")
class LeftoversTest {
  private final Leftovers leftovers =
      new Leftovers(Duration.ofMillis(200), Duration.ofMillis(50), 1);
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final CountDownLatch cut = new CountDownLatch(1);

  @AfterEach
  void stop() {
    clock.shutdownNow();
  }

  /** A body that says nothing until its connection is ended. */
  private final class Silent extends InputStream {
    private final CountDownLatch asked = new CountDownLatch(1);

    @Override
    public int read() throws IOException {
      asked.countDown();
      try {
        cut.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("the connection is closed");
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
      return read();
    }
  }

  @Test
  void isReadToItsEndAndTheConnectionGoesOn() throws Exception {
    ByteArrayInputStream body = new ByteArrayInputStream(new byte[1 << 20]);
    leftovers.read(body, clock, cut::countDown);
    assertThat(body.available()).isZero();
    assertThat(cut.await(400, TimeUnit.MILLISECONDS)).isFalse();
  }

  @Test
  void isNotWaitedForLongerThanAMoment() {
    leftovers.read(new Silent(), clock, cut::countDown);
    assertThat(cut.getCount()).isZero();
  }

  @Test
  void isNotReadWhereItNeverEnds() throws Exception {
    leftovers.read(InputStream.nullInputStream(), clock, cut::countDown);
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 1;
          }

          @Override
          public int read(byte[] into, int at, int most) {
            return most;
          }
        };
    leftovers.read(endless, clock, cut::countDown);
    assertThat(cut.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void isLeftWhereOthersAreReadAlready() throws Exception {
    Silent first = new Silent();
    Thread reader = new Thread(() -> leftovers.read(first, clock, cut::countDown));
    reader.start();
    first.asked.await();
    ByteArrayInputStream second = new ByteArrayInputStream(new byte[10]);
    leftovers.read(second, clock, cut::countDown);
    assertThat(second.available()).isEqualTo(10);
    reader.join();
  }
}

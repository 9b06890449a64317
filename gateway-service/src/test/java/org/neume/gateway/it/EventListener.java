package org.neume.gateway.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Listens to Server-Sent Events as a browser does, in a thread of its own. */
final class EventListener implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  /** An event as it was received. */
  record Told(String id, String event, String data) {
    /** Without the id, which depends on how a gateway met the topics. */
    String content() {
      return event + " " + data;
    }
  }

  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger heartbeats = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final InputStream stream;

  private EventListener(InputStream stream) {
    this.stream = stream;
    Thread thread = new Thread(this::listen, "listener");
    thread.setDaemon(true);
    thread.start();
  }

  /** Begins to listen behind an event, or at the beginning. */
  static EventListener to(Client client, String id, @Nullable String lastEventId, String query)
      throws Exception {
    String path = "/recordings/" + id + "/events" + query;
    HttpResponse<InputStream> answer =
        client
            .http()
            .send(
                (lastEventId == null
                        ? client.request(path)
                        : client.request(path, "Last-Event-ID", lastEventId))
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new AssertionError(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
    }
    return new EventListener(answer.body());
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String id = "";
      String event = "";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && !event.isEmpty()) {
          told.add(new Told(id, event, data.toString()));
          event = "";
          data.setLength(0);
        } else if (line.startsWith(":")) {
          heartbeats.incrementAndGet();
        } else if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          event = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5));
        }
      }
    } catch (IOException e) {
      // The gateway went away: what was told is told.
    } finally {
      ended.countDown();
    }
  }

  /** What was told so far. */
  List<Told> told() {
    return List.copyOf(told);
  }

  int heartbeats() {
    return heartbeats.get();
  }

  /** Waits until what was told suffices. */
  List<Told> until(Predicate<List<Told>> enough) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!enough.test(told())) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("only this was told: " + told());
      }
      Thread.sleep(5);
    }
    return told();
  }

  /** Waits until the gateway ends the stream. */
  List<Told> untilEnd() throws InterruptedException {
    if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the stream does not end after " + told());
    }
    return told();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}

package org.neume.gateway.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends 16-bit mono samples over a WebSocket, as a page with a microphone does. */
final class SampleSender implements WebSocket.Listener {
  private static final int PATIENCE_SECONDS = 20;
  private static final int PIECE = 4_410;

  private final BlockingQueue<JsonNode> positions = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable WebSocket socket;

  private SampleSender() {}

  static SampleSender to(Client client, String id) throws Exception {
    SampleSender sender = new SampleSender();
    URI address = URI.create("ws://127.0.0.1:%d/recordings/%s/audio".formatted(client.port(), id));
    sender.socket =
        client
            .http()
            .newWebSocketBuilder()
            .buildAsync(address, sender)
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return sender;
  }

  private WebSocket socket() {
    if (socket == null) {
      throw new IllegalStateException("nothing is open");
    }
    return socket;
  }

  private JsonNode position() throws InterruptedException {
    JsonNode position = positions.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (position == null) {
      throw new AssertionError(
          "the gateway says nothing of where the samples are; closed: " + closed);
    }
    return position;
  }

  /** The frame that the gateway asks for next, by its next message. */
  long next() throws InterruptedException {
    return position().path("next").asLong();
  }

  /** The first frame that the broker does not have yet, by the next message. */
  long durable() throws InterruptedException {
    return position().path("durable").asLong();
  }

  /** Sends samples from one frame to another. */
  void send(byte[] samples, int first, int end) throws Exception {
    for (int at = first; at < end; at += PIECE) {
      ByteBuffer piece = ByteBuffer.wrap(samples, 2 * at, 2 * Math.min(PIECE, end - at));
      socket().sendBinary(piece, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  void last() throws Exception {
    socket().sendText("{\"last\":true}", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** The status with which the gateway closes. */
  CompletableFuture<Integer> closed() {
    return closed;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        positions.add(new ObjectMapper().readTree(text.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    closed.complete(status);
    return null;
  }
}

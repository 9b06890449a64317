package org.neume.gateway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.PathParam;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.SessionScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.Gateway;
import org.neume.gateway.access.Caller;
import org.neume.gateway.access.ClientLimits;
import org.neume.gateway.intake.PcmWriter;
import org.neume.gateway.view.RecordingView;

/**
 * Samples from a microphone: binary messages of whole frames, in order. The server says where they begin,
 * and about once a second what the broker has; a text message {@code {"last":true}} ends the recording.
 * A connection that breaks ends nothing: the client opens another and goes on from {@code next}.
 */
@SessionScoped
@WebSocket(path = "/recordings/{id}/audio")
public class SamplesSocket {
  private static final long TOLD_EVERY_NANOS = 1_000_000_000;

  private final Gateway gateway;
  private final Door door;
  private final SampleIntake intake;
  private final Sockets sockets;
  private final SecurityIdentity identity;
  private final ObjectMapper json;
  private @Nullable RecordingView view;
  private @Nullable PcmWriter writer;
  private @Nullable Caller caller;
  private long next;
  private long told;

  SamplesSocket(
      Gateway gateway,
      Door door,
      SampleIntake intake,
      Sockets sockets,
      SecurityIdentity identity,
      ObjectMapper json) {
    this.gateway = gateway;
    this.door = door;
    this.intake = intake;
    this.sockets = sockets;
    this.identity = identity;
    this.json = json;
  }

  @OnOpen
  @Blocking
  String open(@PathParam("id") String id, WebSocketConnection connection) throws IOException {
    caller = sockets.caller(identity, connection);
    ClientLimits.Place place = gateway.limits().socket(caller.client());
    connection.userData().get(SamplesInFlight.KEY).whenGone(place::close);
    view = door.recording(id, caller);
    writer = intake.writer(view, Long.MAX_VALUE, caller);
    next = writer.next();
    told = System.nanoTime();
    return position(writer);
  }

  @OnBinaryMessage
  @Blocking
  Uni<Void> samples(Buffer samples, WebSocketConnection connection) {
    try {
      return take(samples, connection);
    } finally {
      connection.userData().get(SamplesInFlight.KEY).taken(samples.length());
    }
  }

  private Uni<Void> take(Buffer samples, WebSocketConnection connection) {
    PcmWriter to = writer;
    RecordingView of = view;
    Caller from = caller;
    if (to == null || of == null || from == null) {
      throw ProblemException.badRequest("nothing is open; open the connection again");
    }
    gateway.limits().throttle(from.client()).take(samples.length());
    intake.write(of, to, next, ByteBuffer.wrap(samples.getBytes()), false);
    next = to.next();
    if (System.nanoTime() - told < TOLD_EVERY_NANOS) {
      return Uni.createFrom().voidItem();
    }
    told = System.nanoTime();
    // As text: what a method for binary messages returns would be sent as binary.
    return connection.sendText(position(to));
  }

  @OnTextMessage
  @Blocking
  Uni<Void> text(String text, WebSocketConnection connection) {
    connection
        .userData()
        .get(SamplesInFlight.KEY)
        .taken(text.getBytes(StandardCharsets.UTF_8).length);
    PcmWriter to = writer;
    RecordingView of = view;
    if (to == null || of == null || !isLast(text)) {
      throw ProblemException.badRequest("the only text is {\"last\":true}; send samples as binary");
    }
    intake.write(of, to, next, ByteBuffer.allocate(0), true);
    return connection.sendText(position(to)).chain(() -> connection.close(CloseReason.NORMAL));
  }

  private boolean isLast(String text) {
    try {
      JsonNode node = json.readTree(text);
      return node != null && node.path("last").asBoolean(false);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private String position(PcmWriter to) {
    try {
      return json.writeValueAsString(new RecordingResource.PositionBody(to.next(), to.durable()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @OnError
  Uni<Void> refused(RuntimeException e, WebSocketConnection connection) {
    return sockets.close(e, connection);
  }

  @OnError
  Uni<Void> away(IOException e, WebSocketConnection connection) {
    return sockets.close(
        ProblemException.unavailable(
            "the log cannot be read (%s); try again in a moment".formatted(e.getMessage())),
        connection);
  }
}

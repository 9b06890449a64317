package org.neume.gateway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.PathParam;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.SessionScoped;
import java.io.UncheckedIOException;
import org.neume.gateway.event.Event;
import org.neume.gateway.event.EventFlow;

/** The same events over a WebSocket: text messages of id, event and data. */
@SessionScoped
@WebSocket(path = "/recordings/{id}/events")
public class EventsSocket {
  private final Listening listening;
  private final Sockets sockets;
  private final SecurityIdentity identity;
  private final ObjectMapper json;

  EventsSocket(Listening listening, Sockets sockets, SecurityIdentity identity, ObjectMapper json) {
    this.listening = listening;
    this.sockets = sockets;
    this.identity = identity;
    this.json = json;
  }

  @OnOpen
  @Blocking
  Multi<String> open(@PathParam("id") String id, WebSocketConnection connection) {
    EventFlow flow =
        listening.to(
            id,
            sockets.caller(identity, connection),
            null,
            Sockets.parameter(connection, "after"),
            Sockets.parameter(connection, "until"),
            Connection.of(connection));
    return Multi.createFrom()
        .publisher(flow)
        .map(this::text)
        .onCompletion()
        .call(() -> connection.close(CloseReason.NORMAL));
  }

  private String text(Event event) {
    if (event.isHeartbeat()) {
      return "{}";
    }
    try {
      return "{\"id\":%s,\"event\":%s,\"data\":%s}"
          .formatted(
              json.writeValueAsString(event.id()),
              json.writeValueAsString(event.name()),
              event.data());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @OnError
  Uni<Void> refused(RuntimeException e, WebSocketConnection connection) {
    return sockets.close(e, connection);
  }
}

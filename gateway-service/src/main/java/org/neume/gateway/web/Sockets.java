package org.neume.gateway.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.access.Caller;
import org.neume.gateway.access.Callers;
import org.neume.gateway.access.ClientLimits;
import org.neume.gateway.intake.PublishException;
import org.neume.gateway.view.StoreException;

/** What both kinds of WebSocket share: who is there, what their address asks, and how they are refused. */
@ApplicationScoped
class Sockets {
  private static final Logger LOG = Logger.getLogger(Sockets.class);
  // Close codes for applications (RFC 6455, section 7.4.2), the HTTP status behind 4000.
  private static final int REFUSED = 4_000;
  private static final int INTERNAL = 1_011;
  // A close frame has room for 123 bytes of reason.
  private static final int MOST_BYTES = 120;

  private final Callers callers;

  Sockets(Callers callers) {
    this.callers = callers;
  }

  /** Who is there. */
  Caller caller(SecurityIdentity identity, WebSocketConnection connection) {
    return callers
        .of(identity, host(connection.handshakeRequest().remoteAddress()))
        .orElseThrow(
            () ->
                ProblemException.unauthorized(
                    "say who you are: send the header Authorization: Bearer KEY"));
  }

  private static String host(@Nullable String address) {
    return address == null ? "" : address.replaceFirst(":\\d+$", "");
  }

  /** A parameter of the address; null if it is not there. */
  static @Nullable String parameter(WebSocketConnection connection, String name) {
    return parameter(connection.handshakeRequest().query(), name);
  }

  static @Nullable String parameter(@Nullable String query, String name) {
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  /** Closes a connection, saying why. */
  Uni<Void> close(RuntimeException e, WebSocketConnection connection) {
    if (e instanceof ProblemException refused) {
      return connection.close(
          new CloseReason(REFUSED + refused.problem().status(), cut(refused.problem().detail())));
    }
    if (e instanceof ClientLimits.ExceededException exceeded) {
      return connection.close(
          new CloseReason(REFUSED + 429, cut(String.valueOf(exceeded.getMessage()))));
    }
    if (e instanceof StoreException || e instanceof PublishException) {
      return connection.close(new CloseReason(REFUSED + 503, cut(String.valueOf(e.getMessage()))));
    }
    if (!connection.isOpen()) {
      LOG.debug("a connection was closed while something was sent", e);
      return Uni.createFrom().voidItem();
    }
    LOG.error("a connection failed", e);
    return connection.close(new CloseReason(INTERNAL, "the gateway failed; its log says why"));
  }

  private static String cut(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MOST_BYTES) {
      return text;
    }
    int end = MOST_BYTES;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}

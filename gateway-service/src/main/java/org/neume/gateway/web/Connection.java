package org.neume.gateway.web;

import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * What lies below a request or a WebSocket, for what neither can do itself: end although its client takes
 * nothing, and stop reading while what came is not taken. Safe for use by many threads.
 */
final class Connection {
  static final UserData.TypedKey<Connection> KEY = new UserData.TypedKey<>("neume.connection");

  private final HttpConnection connection;
  private final HttpServerResponse response;
  private final boolean shared;

  // What a resource is given as its request stands for the real one only while it answers.
  private Connection(HttpServerRequest request) {
    this.connection = request.connection();
    this.response = request.response();
    this.shared = request.version() == HttpVersion.HTTP_2;
  }

  /** The connection of a request. */
  static Connection of(HttpServerRequest request) {
    return new Connection(request);
  }

  /** The connection of a WebSocket, which {@link Upgrades} has kept. */
  static Connection of(WebSocketConnection socket) {
    return socket.userData().get(KEY);
  }

  /** Ends it at once: what waits to be sent is lost, for an orderly end would wait behind it. */
  void cut() {
    if (shared) {
      // Other streams of the connection go on.
      response.reset();
    } else {
      var unused = base().channelHandlerContext().close();
    }
  }

  /** What HTTP/1.1 runs on, before and after it has become a WebSocket. */
  ConnectionBase base() {
    return (ConnectionBase) connection;
  }
}

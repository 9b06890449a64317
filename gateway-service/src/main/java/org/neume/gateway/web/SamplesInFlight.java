package org.neume.gateway.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.quarkus.websockets.next.UserData;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.neume.gateway.GatewayConfig;

/**
 * The bytes that have come over WebSockets and wait to be taken. A socket hands over what comes whether or
 * not anybody takes it; so beyond a bound its connection is not read until enough was taken, and the network
 * makes the client wait. Only where a whole message waits: the rest of one that is on its way has to come
 * before anybody can take it. Safe for use by many threads.
 */
@ApplicationScoped
class SamplesInFlight {
  static final UserData.TypedKey<Socket> KEY = new UserData.TypedKey<>("neume.samples-in-flight");

  private static final String HANDLER = "neume-samples-in-flight";
  // Twice the largest message that the web layer puts together, and what one read may bring beyond.
  private static final long MOST_OF_ONE = 576 << 10;

  private final long mostInAll;
  private final AtomicLong all = new AtomicLong();
  private final Set<Socket> paused = ConcurrentHashMap.newKeySet();

  @Inject
  SamplesInFlight(GatewayConfig config) {
    this(config.upload().bytesInFlight().asLongValue());
  }

  SamplesInFlight(long mostInAll) {
    this.mostInAll = mostInAll;
  }

  /** Watches what comes over a connection that is about to become a WebSocket. */
  Socket of(Connection connection) {
    ConnectionBase base = connection.base();
    // One is there already where an upgrade before this was refused.
    if (base.channel().pipeline().get(HANDLER) instanceof Socket socket) {
      return socket;
    }
    Socket socket = of(base.channel());
    // Behind what makes frames of bytes, before what makes messages of frames.
    base.channel().pipeline().addBefore(base.channelHandlerContext().name(), HANDLER, socket);
    return socket;
  }

  Socket of(Channel channel) {
    return new Socket(channel);
  }

  /** What of one WebSocket waits. */
  final class Socket extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    // Of whole messages, which somebody takes in time.
    private final AtomicLong whole = new AtomicLong();
    // Of the message that is on its way; written by the channel's thread alone.
    private volatile long begun;

    private Socket(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof WebSocketFrame frame && isData(frame)) {
        came(frame.content().readableBytes(), frame.isFinalFragment());
      }
      context.fireChannelRead(message);
    }

    private static boolean isData(WebSocketFrame frame) {
      return frame instanceof BinaryWebSocketFrame
          || frame instanceof TextWebSocketFrame
          || frame instanceof ContinuationWebSocketFrame;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      all.addAndGet(-begun);
      begun = 0;
      taken(whole.get());
      paused.remove(this);
      context.fireChannelInactive();
    }

    /** Runs when the connection is gone, or now where it is gone already. */
    void whenGone(Runnable task) {
      var unused = channel.closeFuture().addListener(closed -> task.run());
    }

    private void came(int bytes, boolean last) {
      all.addAndGet(bytes);
      long message = begun + bytes;
      begun = last ? 0 : message;
      if (last) {
        whole.addAndGet(message);
      }
      if (!hasRoom(MOST_OF_ONE)) {
        channel.config().setAutoRead(false);
        paused.add(this);
        // It may have been taken meanwhile, and nobody else would say so.
        resume();
      }
    }

    /** Bytes of whole messages were taken, or refused. */
    void taken(long bytes) {
      long before = whole.getAndUpdate(now -> Math.max(0, now - bytes));
      all.addAndGet(-Math.min(before, bytes));
      paused.forEach(Socket::resume);
    }

    private void resume() {
      if (hasRoom(MOST_OF_ONE / 2) && paused.remove(this)) {
        channel.config().setAutoRead(true);
      }
    }

    private boolean hasRoom(long mostOfOne) {
      long waiting = whole.get();
      return waiting == 0 || (waiting + begun <= mostOfOne && all.get() <= mostInAll);
    }
  }
}

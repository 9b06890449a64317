package org.neume.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A WebSocket of samples")
class SamplesInFlightTest {
  private static final int KIBIBYTE = 1_024;

  private final SamplesInFlight all = new SamplesInFlight(1_024 * KIBIBYTE);

  private static final class Client {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SamplesInFlight.Socket socket;

    Client(SamplesInFlight all) {
      socket = all.of(channel);
      channel.pipeline().addLast(socket);
    }

    Client begins(int kibibytes) {
      channel.writeInbound(
          new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(bytes(kibibytes))));
      return this;
    }

    Client goesOn(boolean last, int kibibytes) {
      channel.writeInbound(
          new ContinuationWebSocketFrame(last, 0, Unpooled.wrappedBuffer(bytes(kibibytes))));
      return this;
    }

    Client sends(int kibibytes) {
      channel.writeInbound(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes(kibibytes))));
      return this;
    }

    boolean isRead() {
      return channel.config().isAutoRead();
    }

    private static byte[] bytes(int kibibytes) {
      return new byte[kibibytes * KIBIBYTE];
    }
  }

  @Test
  void isNotReadWhileMuchWaitsAndIsReadAgainOnceMostWasTaken() {
    Client client = new Client(all);
    for (int i = 0; i < 9; i++) {
      client.sends(64);
    }
    assertThat(client.isRead()).isTrue();
    client.sends(64);
    assertThat(client.isRead()).isFalse();
    client.socket.taken(64 * KIBIBYTE);
    assertThat(client.isRead()).isFalse();
    client.socket.taken(5 * 64 * KIBIBYTE);
    assertThat(client.isRead()).isTrue();
  }

  @Test
  void isReadToTheEndOfTheLargestMessageBehindOneThatWaits() {
    Client client = new Client(all).sends(100).begins(64).goesOn(false, 64).goesOn(false, 64);
    assertThat(client.isRead()).isTrue();
    client.socket.taken(100 * KIBIBYTE);
    client.goesOn(true, 64);
    assertThat(client.isRead()).isTrue();
    client.sends(256).begins(64).goesOn(false, 64).goesOn(false, 64);
    assertThat(client.isRead()).isFalse();
    client.socket.taken(256 * KIBIBYTE);
    client.socket.taken(256 * KIBIBYTE);
    assertThat(client.isRead()).isTrue();
  }

  @Test
  void isReadThoughOthersNeverEndTheirMessages() {
    for (int i = 0; i < 10; i++) {
      Client other = new Client(all).begins(64).goesOn(false, 64).goesOn(false, 64);
      assertThat(other.isRead()).isTrue();
    }
    Client client = new Client(all).begins(64);
    assertThat(client.isRead()).isTrue();
    client.goesOn(true, 10);
    assertThat(client.isRead()).isFalse();
    client.socket.taken(74 * KIBIBYTE);
    assertThat(client.isRead()).isTrue();
  }

  @Test
  void makesRoomForOthersWhenItIsGone() {
    Client gone = new Client(all).sends(500).begins(50);
    Client third = new Client(all).sends(300);
    assertThat(third.isRead()).isTrue();
    Client other = new Client(all).sends(200);
    assertThat(other.isRead()).isFalse();
    AtomicInteger told = new AtomicInteger();
    gone.socket.whenGone(told::incrementAndGet);
    var unused = gone.channel.close();
    assertThat(other.isRead()).isTrue();
    assertThat(told).hasValue(1);
    gone.socket.whenGone(told::incrementAndGet);
    assertThat(told).hasValue(2);
  }
}

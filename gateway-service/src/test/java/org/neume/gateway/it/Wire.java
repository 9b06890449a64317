package org.neume.gateway.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A bare connection, for requests that no library would send. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 15_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  static Wire to(int port) throws IOException {
    return new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Sends a request's line and headers. */
  void head(String request, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(request + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Sends a part of a body; nothing where the gateway has closed the connection. */
  void send(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
      out.flush();
    } catch (SocketException e) {
      // What it answered may still be read.
    }
  }

  /** What has come by now. */
  String received() throws IOException {
    byte[] bytes = new byte[Math.min(in.available(), 100_000)];
    int read = in.readNBytes(bytes, 0, bytes.length);
    return new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
  }

  /** The head of an answer and what comes with it, as far as it comes at once. */
  String answer() throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[16_384];
    try {
      int read = in.read(buffer);
      bytes.write(buffer, 0, Math.max(0, read));
      socket.setSoTimeout(50);
      while (read > 0 && bytes.size() < 200_000) {
        read = in.read(buffer);
        bytes.write(buffer, 0, Math.max(0, read));
      }
    } catch (SocketTimeoutException | SocketException e) {
      // Nothing more comes at once.
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** Asks for a WebSocket; the head of the answer. */
  String upgrade(String path) throws IOException {
    upgradeUnread(path);
    return answer();
  }

  /** Asks for a WebSocket and reads nothing of the answer. */
  void upgradeUnread(String path) throws IOException {
    head(
        "GET " + path,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==");
  }

  /** Sends binary messages of a WebSocket as fast as they are taken; how many bytes that were. */
  long flood(long nanos) throws Exception {
    // A final binary frame of 32 KiB whose mask changes nothing.
    byte[] frame = new byte[8 + (32 << 10)];
    frame[0] = (byte) 0x82;
    frame[1] = (byte) 0xFE;
    frame[2] = (byte) 0x80;
    AtomicLong sent = new AtomicLong();
    Thread sender =
        new Thread(
            () -> {
              try {
                while (true) {
                  out.write(frame);
                  sent.addAndGet(frame.length);
                }
              } catch (IOException e) {
                // The connection has ended.
              }
            },
            "flood");
    sender.setDaemon(true);
    sender.start();
    sender.join(TimeUnit.NANOSECONDS.toMillis(nanos));
    return sent.get();
  }

  /** Whether the other side ends the connection, what it has sent being read meanwhile. */
  boolean endsWithin(int seconds) throws IOException {
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(seconds));
    socket.setReceiveBufferSize(1 << 20);
    byte[] buffer = new byte[65_536];
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try {
      while (System.nanoTime() < deadline) {
        if (in.read(buffer) < 0) {
          return true;
        }
      }
      return false;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  /** Fills what the connection can hold of what the gateway sends, by reading nothing of it. */
  void readNothing() throws IOException {
    socket.setReceiveBufferSize(4_096);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

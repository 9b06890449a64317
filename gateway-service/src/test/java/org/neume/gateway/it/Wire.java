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

  /** Fills what the connection can hold of what the gateway sends, by reading nothing of it. */
  void readNothing() throws IOException {
    socket.setReceiveBufferSize(4_096);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

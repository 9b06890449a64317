package org.neume.media.confined;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads what a process says on standard error to the end, and keeps the first {@value #KEPT} bytes. */
final class ErrorTail {
  static final int KEPT = 4_096;

  private final byte[] kept = new byte[KEPT];
  private int length;

  ErrorTail(InputStream in) {
    Thread thread = new Thread(() -> drain(in), "decoder-errors");
    thread.setDaemon(true);
    thread.start();
  }

  /** The first line said so far, without what cannot be shown; empty if there is none. */
  synchronized String firstLine() {
    return new String(kept, 0, length, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceAll("\\p{C}+", " ").strip())
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }

  private void drain(InputStream in) {
    byte[] buffer = new byte[KEPT];
    try (in) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (this) {
          int more = Math.min(n, KEPT - length);
          System.arraycopy(buffer, 0, kept, length, more);
          length += more;
        }
      }
    } catch (IOException e) {
      // The process is gone; what it said before stays.
    }
  }
}

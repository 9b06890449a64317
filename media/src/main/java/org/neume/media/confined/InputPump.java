package org.neume.media.confined;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.neume.media.MediaException;

/**
 * Hands a stream on to a decoding process, in a thread of its own; the pipe between them is all that is
 * held.
 */
final class InputPump {
  private static final int PIECE_BYTES = 32 * 1024;

  private InputPump() {}

  /** Hands everything on, until either end is closed. */
  static void start(InputStream from, Process to, String name, DecoderGuard guard) {
    Thread thread = new Thread(() -> pump(from, to, name, guard), "decoder-input");
    thread.setDaemon(true);
    thread.start();
  }

  private static void pump(InputStream from, Process to, String name, DecoderGuard guard) {
    byte[] piece = new byte[PIECE_BYTES];
    try (OutputStream out = to.getOutputStream()) {
      while (true) {
        guard.inputAwaited();
        int n;
        try {
          n = from.read(piece);
        } catch (IOException e) {
          guard.end(
              new MediaException(
                  MediaException.Kind.IO,
                  name,
                  "cannot be read (" + e.getMessage() + ")",
                  "check the disk or the connection",
                  e));
          return;
        } finally {
          guard.inputArrived();
        }
        if (n < 0) {
          return;
        }
        out.write(piece, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // The process reads no more: it says itself why, or its end does.
    }
  }
}

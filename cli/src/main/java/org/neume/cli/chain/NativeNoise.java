package org.neume.cli.chain;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps what native libraries say away from standard error, which belongs to this command's
 * one-line messages. TensorFlow writes there before any setting of its own can be made.
 *
 * <p>File descriptor 2 goes to the null device; Java's {@link System#err} goes on to where it was.
 */
public final class NativeNoise {
  private static final int STANDARD_ERROR = 2;
  private static final int WRITE_ONLY = 1;

  private NativeNoise() {}

  /** Silences native code for the rest of the process; does nothing where that is not possible. */
  public static void silence() {
    if (System.getenv("NEUME_DEBUG") != null || Platform.isWindows()) {
      return;
    }
    try {
      NativeLibrary libc = NativeLibrary.getProcess();
      int kept = call(libc, "dup", STANDARD_ERROR);
      int nothing = call(libc, "open", "/dev/null", WRITE_ONLY);
      if (kept < 0 || nothing < 0) {
        return;
      }
      Function write = libc.getFunction("write");
      PrintStream err = new PrintStream(new Descriptor(write, kept), true, StandardCharsets.UTF_8);
      System.setErr(err);
      call(libc, "dup2", nothing, STANDARD_ERROR);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      // Then there is some noise.
    }
  }

  private static int call(NativeLibrary library, String name, Object... arguments) {
    return library.getFunction(name).invokeInt(arguments);
  }

  /** A file descriptor of the C library as a stream. */
  private static final class Descriptor extends OutputStream {
    private final Function write;
    private final int descriptor;

    Descriptor(Function write, int descriptor) {
      this.write = write;
      this.descriptor = descriptor;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      byte[] rest = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
      while (rest.length > 0) {
        int written = write.invokeInt(new Object[] {descriptor, rest, (long) rest.length});
        if (written <= 0) {
          return;
        }
        rest = java.util.Arrays.copyOfRange(rest, written, rest.length);
      }
    }
  }
}

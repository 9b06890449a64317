package org.neume.media.confined;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.neume.media.AudioSource;
import org.neume.media.MediaException;
import org.neume.media.SampleFormat;

/**
 * A recording that another process decodes. What is not read stays in the pipe and holds that process up;
 * one block of samples is held here.
 */
final class ConfinedSource implements AudioSource {
  private static final String REMEDY = "convert the file to wav or flac first";
  private static final int LONGEST_END_SECONDS = 5;

  // What the process ends with by itself, and by signals of the system.
  private static final int OUT_OF_MEMORY = 3;
  private static final int SIGNAL = 128;
  private static final int CPU_TIME_SIGNAL = 24;

  private final Process process;
  private final @Nullable InputStream input;
  private final String name;
  private final ConfinementLimits limits;
  private final DecoderGuard guard;
  private final ErrorTail errors;
  private final PcmReader in;
  private final SampleFormat format;
  private final long mostFrames;
  private FloatBuffer block = FloatBuffer.allocate(0);
  private long received;
  private long position;
  private boolean ended;
  private @Nullable IOException failure;
  private volatile boolean closed;

  /**
   * Takes over a process that was just started, and the stream to hand on to it.
   *
   * @param input null if the process reads for itself
   * @throws MediaException if it cannot decode what it is given; the process is ended then
   */
  ConfinedSource(
      Process process, @Nullable InputStream input, String name, ConfinementLimits limits)
      throws IOException {
    this.process = process;
    this.input = input;
    this.name = name;
    this.limits = limits;
    guard = new DecoderGuard(process, name, limits);
    errors = new ErrorTail(process.getErrorStream());
    in = new PcmReader(process.getInputStream(), name);
    if (input != null) {
      InputPump.start(input, process, name, guard);
    }
    try {
      guard.readingBegins();
      format = in.format();
      guard.readingEnds();
    } catch (IOException e) {
      IOException reason = reason(e);
      close();
      throw reason;
    }
    double seconds = limits.audio().toNanos() / 1e9;
    mostFrames =
        Math.min(
            (long) (seconds * format.sampleRate()),
            limits.outputBytes() / Float.BYTES / format.channels());
  }

  @Override
  public SampleFormat format() {
    return format;
  }

  @Override
  public int read(float[] interleaved) throws IOException {
    if (closed) {
      throw new IOException(name + " has been closed");
    }
    int channels = format.channels();
    int wanted = format.wholeFrames(interleaved);
    int filled = 0;
    while (filled < wanted && (block.hasRemaining() || refill())) {
      int n = Math.min(wanted - filled, block.remaining());
      block.get(interleaved, filled, n);
      filled += n;
    }
    if (filled == 0) {
      if (failure != null) {
        throw failure;
      }
      return -1;
    }
    position += filled / channels;
    return filled / channels;
  }

  /** The next block; false at the end, be it as it should or by a failure. */
  private boolean refill() {
    if (ended) {
      return false;
    }
    try {
      guard.readingBegins();
      block = in.block(format.channels());
      guard.readingEnds();
    } catch (IOException e) {
      end(reason(e));
      return false;
    }
    if (!block.hasRemaining()) {
      ended = true;
      return false;
    }
    int frames = block.remaining() / format.channels();
    long left = mostFrames - received;
    received += Math.min(frames, left);
    if (frames > left) {
      block.limit((int) left * format.channels());
      end(tooLong());
    }
    return block.hasRemaining();
  }

  private MediaException tooLong() {
    boolean time = limits.outputBytes() / Float.BYTES / format.channels() > mostFrames;
    return new MediaException(
        MediaException.Kind.TOO_LONG,
        name,
        time
            ? "is longer than " + Texts.of(limits.audio())
            : "decodes to more than " + limits.outputBytes() + " bytes of samples",
        "cut it into parts, or raise the limit");
  }

  /** Why nothing more comes, from what reading met, what the guard did and how the process ended. */
  private IOException reason(IOException met) {
    MediaException verdict = guard.verdict();
    if (verdict != null) {
      return verdict;
    }
    if (!(met instanceof EOFException)) {
      return met instanceof MediaException ? met : crashed("stopped (" + met.getMessage() + ")");
    }
    int status;
    try {
      if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        return crashed("closed its output without an end");
      }
      status = process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return crashed("was left alone");
    }
    // The guard's word may have come between.
    MediaException late = guard.verdict();
    if (late != null) {
      return late;
    }
    return switch (status) {
      case OUT_OF_MEMORY ->
          new MediaException(
              MediaException.Kind.TOO_LARGE,
              name,
              "needs more than %d MiB to decode".formatted(limits.heapMebibytes()),
              REMEDY + ", or raise the limit");
      case SIGNAL + CPU_TIME_SIGNAL ->
          new MediaException(
              MediaException.Kind.TOO_SLOW,
              name,
              "takes more than " + Texts.of(limits.processorTime()) + " of computing to decode",
              REMEDY + ", or raise the limit");
      default ->
          crashed(
              status > SIGNAL
                  ? "was ended by signal " + (status - SIGNAL)
                  : "ended with status " + status);
    };
  }

  private MediaException crashed(String how) {
    String said = errors.firstLine();
    return new MediaException(
        MediaException.Kind.CRASHED,
        name,
        "the process that decoded it " + how + (said.isEmpty() ? "" : ", saying: " + said),
        "try again, then " + REMEDY);
  }

  private void end(IOException reason) {
    ended = true;
    failure = reason;
    process.destroyForcibly();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      process.destroyForcibly();
      process.getInputStream().close();
      if (input != null) {
        input.close();
      }
    }
  }
}

package org.neume.media.confined;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.media.MediaException;

/**
 * The process that decodes one file and ends: what is on standard input comes out on standard output as
 * {@link PcmWriter} describes. It is told no name, opens nothing, and ends when its output is closed or
 * the process that started it is gone.
 */
public final class DecoderProcess {
  /** Standard input is a regular file and may be read in any order. */
  static final String FILE = "file";

  /** Standard input is a pipe. */
  static final String STREAM = "stream";

  private static final String NAME = "audio";
  private static final int ORPHANED = 4;
  private static final int BROKEN_PIPE = 5;
  private static final long LOOK_AFTER_PARENT_MILLIS = 1_000;

  private DecoderProcess() {}

  /** Decodes standard input; the one argument is {@value #FILE} or {@value #STREAM}. */
  public static void main(String[] arguments) {
    PcmWriter out =
        new PcmWriter(
            new BufferedOutputStream(
                new FileOutputStream(FileDescriptor.out), 2 * PcmWriter.BLOCK_BYTES));
    // Whatever a library prints must not get between the samples.
    System.setOut(System.err);
    watchParent();
    int status = 0;
    try {
      decode(arguments.length > 0 && FILE.equals(arguments[0]), out);
    } catch (IOException e) {
      // Nobody listens any more.
      status = BROKEN_PIPE;
    }
    // No waiting for other threads, and no freeing of what ends with the process anyway.
    Runtime.getRuntime().halt(status);
  }

  private static void decode(boolean file, PcmWriter out) throws IOException {
    FileInputStream in = new FileInputStream(FileDescriptor.in);
    AudioSource source;
    try {
      source = file ? AudioFile.open(in.getChannel(), NAME) : AudioFile.open(in, NAME);
    } catch (IOException e) {
      failed(out, e);
      return;
    }
    out.format(source.format());
    int channels = source.format().channels();
    float[] block = new float[PcmWriter.BLOCK_BYTES / Float.BYTES / channels * channels];
    while (true) {
      int frames;
      try {
        frames = source.read(block);
      } catch (IOException e) {
        failed(out, e);
        return;
      }
      if (frames < 0) {
        out.complete();
        return;
      }
      out.block(block, frames, channels);
    }
  }

  private static void failed(PcmWriter out, IOException e) throws IOException {
    if (e instanceof MediaException known) {
      out.failed(known.kind(), known.problem(), known.remedy());
    } else {
      out.failed(
          MediaException.Kind.IO,
          "cannot be read (" + e.getMessage() + ")",
          "check the disk or the connection");
    }
  }

  /** A decoder that computes without output would not notice otherwise. */
  private static void watchParent() {
    ProcessHandle parent = ProcessHandle.current().parent().orElse(null);
    if (parent == null) {
      return;
    }
    Thread watch =
        new Thread(
            () -> {
              while (ProcessHandle.current().parent().filter(parent::equals).isPresent()) {
                try {
                  Thread.sleep(LOOK_AFTER_PARENT_MILLIS);
                } catch (InterruptedException e) {
                  return;
                }
              }
              Runtime.getRuntime().halt(ORPHANED);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}

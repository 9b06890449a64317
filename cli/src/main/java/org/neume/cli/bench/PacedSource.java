package org.neume.cli.bench;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.neume.media.AudioSource;
import org.neume.media.SampleFormat;

/** A recording that comes as it is played: no sample before its time. Confined to one thread. */
final class PacedSource implements AudioSource {
  private final AudioSource source;
  private final long start = System.nanoTime();

  /** Plays a source from now on; it is closed with this. */
  PacedSource(AudioSource source) {
    this.source = source;
  }

  @Override
  public SampleFormat format() {
    return source.format();
  }

  @Override
  public int read(float[] interleaved) throws IOException {
    int read = source.read(interleaved);
    long due = start + Math.round(1e9 * source.position() / source.format().sampleRate());
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(this, wait);
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted");
      }
    }
    return read;
  }

  @Override
  public long position() {
    return source.position();
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}

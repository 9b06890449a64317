package org.neume.cli.bench;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.neume.media.AudioSource;
import org.neume.media.ForwardingAudioSource;

/** A recording that comes as it is played: no sample before its time. Confined to one thread. */
final class PacedSource extends ForwardingAudioSource {
  private final long start = System.nanoTime();

  /** Plays a source from now on; it is closed with this. */
  PacedSource(AudioSource source) {
    super(source);
  }

  @Override
  public int read(float[] interleaved) throws IOException {
    int read = super.read(interleaved);
    long due = start + Math.round(1e9 * position() / format().sampleRate());
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(this, wait);
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted");
      }
    }
    return read;
  }
}

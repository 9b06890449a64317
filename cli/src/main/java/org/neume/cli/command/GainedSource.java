package org.neume.cli.command;

import java.io.IOException;
import org.neume.media.AudioSource;
import org.neume.media.SampleFormat;

/** A recording played louder or softer. Belongs to one thread at a time, with the source within. */
final class GainedSource implements AudioSource {
  private final AudioSource source;
  private final float gain;

  /** @param source closed with this */
  GainedSource(AudioSource source, double gain) {
    this.source = source;
    this.gain = (float) gain;
  }

  @Override
  public SampleFormat format() {
    return source.format();
  }

  @Override
  public int read(float[] interleaved) throws IOException {
    int frames = source.read(interleaved);
    for (int i = 0; i < frames * format().channels(); i++) {
      interleaved[i] *= gain;
    }
    return frames;
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

package org.neume.media;

import java.io.IOException;

/** A source that is another one but for what a subclass changes. It is closed with this. Confined as that one is. */
public abstract class ForwardingAudioSource implements AudioSource {
  private final AudioSource source;

  /** Forwards everything to this source. */
  protected ForwardingAudioSource(AudioSource source) {
    this.source = source;
  }

  @Override
  public SampleFormat format() {
    return source.format();
  }

  @Override
  public int read(float[] interleaved) throws IOException {
    return source.read(interleaved);
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

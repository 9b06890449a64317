package org.neume.cli.command;

import java.io.IOException;
import org.neume.media.AudioSource;
import org.neume.media.ForwardingAudioSource;

/** A recording played louder or softer. Belongs to one thread at a time, with the source within. */
final class GainedSource extends ForwardingAudioSource {
  private final float gain;

  /** @param source closed with this */
  GainedSource(AudioSource source, double gain) {
    super(source);
    this.gain = (float) gain;
  }

  @Override
  public int read(float[] interleaved) throws IOException {
    int frames = super.read(interleaved);
    for (int i = 0; i < frames * format().channels(); i++) {
      interleaved[i] *= gain;
    }
    return frames;
  }
}

package org.neume.annotation.format;

import java.util.List;
import org.neume.annotation.AnnotatedBeat;

/**
 * Mixes clicks into a recording as it streams by. A click begins exactly at sample
 * {@code round(time * sampleRate)}: a cosine that decays to nothing in 40 ms, so that its first
 * sample is its loudest; 1,760 Hz on downbeats, 880 Hz on other beats.
 *
 * <p>The recording is lowered to 0.6 of its level and a click adds at most 0.4, so that audio in -1
 * to 1 stays there unless two clicks overlap. Confined to one thread.
 */
public final class ClickTrack {
  static final double DOWNBEAT_HERTZ = 1_760;
  static final double BEAT_HERTZ = 880;
  static final float RECORDING_GAIN = 0.6f;
  static final float CLICK_GAIN = 0.4f;
  private static final double CLICK_SECONDS = 0.040;
  private static final double DECAY_SECONDS = 0.008;

  private final List<AnnotatedBeat> beats;
  private final int sampleRate;
  private final int channels;
  private final float[] downbeatClick;
  private final float[] beatClick;
  private long position;
  private int firstBeat;

  /**
   * Clicks for one recording.
   *
   * @param beats beats in order of time
   * @param sampleRate sample frames per second
   * @param channels interleaved channels; all of them get the clicks
   */
  public ClickTrack(List<AnnotatedBeat> beats, int sampleRate, int channels) {
    this.beats = List.copyOf(beats);
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.downbeatClick = click(DOWNBEAT_HERTZ, sampleRate);
    this.beatClick = click(BEAT_HERTZ, sampleRate);
  }

  /** Mixes clicks into the next interleaved samples in place. */
  public void mix(float[] samples, int offset, int frames) {
    for (int i = offset; i < offset + frames * channels; i++) {
      samples[i] *= RECORDING_GAIN;
    }
    long end = position + frames;
    for (int b = firstBeat; b < beats.size(); b++) {
      long start = Math.round(beats.get(b).time() * sampleRate);
      if (start >= end) {
        break;
      }
      float[] click = beats.get(b).isDownbeat() ? downbeatClick : beatClick;
      if (start + click.length <= position) {
        firstBeat = b + 1;
        continue;
      }
      long to = Math.min(end, start + click.length);
      for (long n = Math.max(position, start); n < to; n++) {
        int at = offset + (int) (n - position) * channels;
        for (int c = 0; c < channels; c++) {
          samples[at + c] += click[(int) (n - start)];
        }
      }
    }
    position = end;
  }

  private static float[] click(double hertz, int sampleRate) {
    float[] click = new float[(int) Math.round(CLICK_SECONDS * sampleRate)];
    for (int i = 0; i < click.length; i++) {
      double t = (double) i / sampleRate;
      click[i] =
          (float) (CLICK_GAIN * Math.exp(-t / DECAY_SECONDS) * Math.cos(2 * Math.PI * hertz * t));
    }
    return click;
  }
}

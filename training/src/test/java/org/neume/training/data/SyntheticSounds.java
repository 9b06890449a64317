package org.neume.training.data;

import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;

/** Single notes of three partials, as a cache would hold them. */
public final class SyntheticSounds {
  private static final int RATE = 44_100;
  private static final double LEAD = 0.3;

  private SyntheticSounds() {}

  /** Notes of pitches from 48 on, every third recorded, every fourth played by a held-out soundfont. */
  public static List<Sound> notes(SoundFeatures features, int count) {
    List<Sound> sounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int pitch = 48 + 5 * i % 36;
      float[] frames = features.plan().extract(tone(pitch, features.seconds()));
      short[] halves = new short[frames.length];
      for (int k = 0; k < halves.length; k++) {
        halves[k] = HalfFloat.bits(frames[k]);
      }
      SoundLabel.Source source =
          i % 3 == 0
              ? SoundLabel.Source.RECORDED
              : i % 4 == 1 ? SoundLabel.Source.HELD_OUT : SoundLabel.Source.RENDERED;
      SoundLabel label =
          new SoundLabel(
              source,
              "instrument" + i % 7,
              i % 11,
              pitch,
              source == SoundLabel.Source.RECORDED ? -1 : i % 5,
              frames.length / features.width(),
              features.frame(LEAD));
      sounds.add(new Sound(label, features.width(), ShortBuffer.wrap(halves)));
    }
    return sounds;
  }

  /** A decaying tone of three partials behind 0.3 s of silence. */
  static float[] tone(int pitch, double seconds) {
    double frequency = 440 * Math.pow(2, (pitch - 69) / 12.0);
    float[] samples = new float[(int) ((LEAD + seconds) * RATE)];
    for (int i = (int) (LEAD * RATE); i < samples.length; i++) {
      double time = i / (double) RATE - LEAD;
      for (int partial = 1; partial <= 3; partial++) {
        samples[i] +=
            (float)
                (0.2
                    / partial
                    * Math.exp(-time)
                    * Math.sin(2 * Math.PI * partial * frequency * time));
      }
    }
    return samples;
  }
}

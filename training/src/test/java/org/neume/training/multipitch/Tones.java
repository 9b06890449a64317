package org.neume.training.multipitch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A folder in MusicNet's form: tones with two harmonics, one or two at a time, a fifth of a second each. */
final class Tones {
  private static final int RATE = 44_100;
  private static final int LENGTH = RATE / 5;

  private Tones() {}

  static MusicNetFolder write(Path path, int training) throws IOException {
    MusicNetFolder folder = new MusicNetFolder(path);
    for (int i = 0; i < training; i++) {
      add(folder, MusicNetFolder.TRAIN, i);
    }
    for (int i = 0; i < 2; i++) {
      add(folder, MusicNetFolder.VALIDATION, 100 + i);
      add(folder, MusicNetFolder.TEST, 200 + i);
      add(folder, MusicNetFolder.UNSEEN, 300 + i);
    }
    return folder;
  }

  private static void add(MusicNetFolder folder, String part, int number) throws IOException {
    SplittableRandom random = new SplittableRandom(number);
    float[] samples = new float[4 * RATE];
    List<LabeledNote> notes = new ArrayList<>();
    for (int at = 0; at + LENGTH <= samples.length; at += LENGTH) {
      int pitch = 57 + random.nextInt(12);
      int other = pitch + 3 + random.nextInt(5);
      for (int note : random.nextBoolean() ? new int[] {pitch} : new int[] {pitch, other}) {
        notes.add(new LabeledNote(at, at + LENGTH, 1, note));
        double hertz = 440 * Math.pow(2, (note - 69) / 12.0);
        double phase = 6 * random.nextDouble();
        for (int i = 0; i < LENGTH; i++) {
          double turn = 2 * Math.PI * hertz * i / RATE + phase;
          samples[at + i] += (float) (0.2 * Math.sin(turn) + 0.1 * Math.sin(2 * turn));
        }
      }
    }
    folder.add(part, Integer.toString(number), samples, notes);
  }
}

package org.neume.training.notes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.neume.annotation.PlayedNote;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.train.Settings;

/** Note networks and pieces small enough for a test. */
public final class NoteNetworks {
  private NoteNetworks() {}

  public static NoteNetworkConfig tiny() {
    return new NoteNetworkConfig("tiny-notes", 6, 4, 3, 0.1, 0.3, 2);
  }

  /** Two epochs of five steps, and what the arguments change of them. */
  public static NoteOptions options(NoteNetworkConfig network, Path folder, String... arguments) {
    Settings settings =
        NoteOptions.settings(network)
            .with(
                "model=" + folder.resolve("model"),
                "work=" + folder.resolve("work"),
                "batch=2",
                "frames=100",
                "epochs=2",
                "steps=5",
                "patience=10");
    return NoteOptions.of(network, settings.with(arguments));
  }

  public static NoteSource source(int training, int frames) {
    List<NotePiece> pieces = new ArrayList<>();
    for (int i = 0; i < training; i++) {
      pieces.add(new TonePiece("tones/" + i, i, frames));
    }
    List<NotePiece> held =
        List.of(
            new TonePiece("tones/held-out", 1000, frames, NotePiece.Kind.SLICES),
            new TonePiece("tones/held-out-too", 1001, frames, NotePiece.Kind.RENDERED));
    return new NoteSource() {
      @Override
      public List<NotePiece> training() {
        return pieces;
      }

      @Override
      public List<NotePiece> validation() {
        return held;
      }

      @Override
      public String description() {
        return "tones";
      }
    };
  }

  /** Random notes, each a fundamental and two harmonics that fade. */
  static final class TonePiece implements NotePiece {
    private final String id;
    private final Kind kind;
    private final List<PlayedNote> notes = new ArrayList<>();
    private final float[] features;

    TonePiece(String id, long seed, int frames) {
      this(id, seed, frames, Kind.RENDERED);
    }

    TonePiece(String id, long seed, int frames, Kind kind) {
      this.id = id;
      this.kind = kind;
      features = new float[frames * NoteNetworkConfig.BINS];
      SplittableRandom random = new SplittableRandom(seed);
      for (int onset = 5; onset + 12 < frames; onset += 10 + random.nextInt(10)) {
        int pitch = 40 + random.nextInt(40);
        int length = 6 + random.nextInt(5);
        int velocity = 30 + random.nextInt(90);
        notes.add(new PlayedNote(onset / 50.0, (onset + length) / 50.0, pitch, velocity, 1));
        for (int frame = onset; frame < onset + length; frame++) {
          for (int harmonic : new int[] {0, 48, 76}) {
            int bin = 4 * (pitch - 21) + 2 + harmonic;
            float level = (float) ((0.4 + velocity / 127.0) * (1 - 0.05 * (frame - onset)));
            features[frame * NoteNetworkConfig.BINS + bin] += level;
            features[frame * NoteNetworkConfig.BINS + bin - 1] += 0.5f * level;
          }
        }
      }
      notes.sort(Comparator.comparingDouble(PlayedNote::onset));
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Kind kind() {
      return kind;
    }

    @Override
    public int frames() {
      return features.length / NoteNetworkConfig.BINS;
    }

    @Override
    public void copyFrames(int firstFrame, int count, float[] target, int offset) {
      System.arraycopy(
          features,
          firstFrame * NoteNetworkConfig.BINS,
          target,
          offset,
          count * NoteNetworkConfig.BINS);
    }

    @Override
    public List<PlayedNote> notes() {
      return notes;
    }
  }
}

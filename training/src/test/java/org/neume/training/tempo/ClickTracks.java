package org.neume.training.tempo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.neume.training.beats.PieceSource;
import org.neume.training.beats.TrainingPiece;
import org.neume.training.network.TempoNetwork;

/** Raw audio with a burst of noise at every beat, over a faint hum. */
public final class ClickTracks implements PieceSource {
  private final List<TrainingPiece> training = new ArrayList<>();
  private final List<TrainingPiece> validation = new ArrayList<>();

  public ClickTracks(int pieces, int held, double seconds) {
    for (int i = 0; i < pieces + held; i++) {
      boolean validates = i >= pieces;
      (validates ? validation : training).add(new Track("clicks/" + i, 85 + 7.3 * i, seconds, i));
    }
  }

  @Override
  public List<TrainingPiece> training() {
    return training;
  }

  @Override
  public List<TrainingPiece> validation() {
    return validation;
  }

  @Override
  public String description() {
    return "clicks";
  }

  private static final class Track implements TrainingPiece {
    private final String id;
    private final double[] beats;
    private final float[] samples;

    Track(String id, double tempo, double seconds, long seed) {
      this.id = id;
      SplittableRandom random = new SplittableRandom(seed);
      int frames = (int) (seconds * frameRate());
      samples = new float[frames * TempoNetwork.SAMPLES];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) (0.02 * Math.sin(i * 0.07));
      }
      beats = new double[(int) (seconds * tempo / 60)];
      for (int n = 0; n < beats.length; n++) {
        beats[n] = 0.1 + n * 60 / tempo;
        int at = (int) Math.round(beats[n] * 11_025);
        for (int i = 0; i < 300 && at + i < samples.length; i++) {
          samples[at + i] += (float) ((random.nextDouble() - 0.5) * Math.exp(-i / 80.0));
        }
      }
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public int frames() {
      return samples.length / TempoNetwork.SAMPLES;
    }

    @Override
    public int width() {
      return TempoNetwork.SAMPLES;
    }

    @Override
    public double frameRate() {
      return 110.25;
    }

    @Override
    public void copyFrames(int firstFrame, int count, float[] target, int offset) {
      System.arraycopy(
          samples, firstFrame * TempoNetwork.SAMPLES, target, offset, count * TempoNetwork.SAMPLES);
    }

    @Override
    public double[] beatTimes() {
      return beats.clone();
    }

    @Override
    public int[] beatNumbers() {
      return new int[0];
    }

    @Override
    public boolean real() {
      return false;
    }
  }
}

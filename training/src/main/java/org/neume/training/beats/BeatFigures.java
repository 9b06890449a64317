package org.neume.training.beats;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neume.training.train.Figures;
import org.neume.training.train.FiguresFormat;

/** The figures of a validation of a beat network: means over pieces. */
public final class BeatFigures {
  /** Beat F-measure of rendered pieces. */
  public static final String RENDERED_BEAT = "rendered beat F";

  /** Downbeat F-measure of rendered pieces. */
  public static final String RENDERED_DOWNBEAT = "rendered downbeat F";

  /** Beat F-measure of recordings. */
  public static final String REAL_BEAT = "real beat F";

  /** Downbeat F-measure of recordings. */
  public static final String REAL_DOWNBEAT = "real downbeat F";

  /** The F-measures, in the order in which they are written. */
  static final List<String> MEASURES =
      List.of(RENDERED_BEAT, RENDERED_DOWNBEAT, REAL_BEAT, REAL_DOWNBEAT);

  /** Five numbers in a fixed order: loss and F-measures, not a number where there is none. */
  static final FiguresFormat FORMAT =
      new FiguresFormat() {
        @Override
        public int magic() {
          return 0x4E45554D;
        }

        @Override
        public void write(DataOutputStream out, Figures figures) throws IOException {
          out.writeDouble(figures.of(Figures.LOSS));
          for (String name : MEASURES) {
            out.writeDouble(figures.of(name));
          }
        }

        @Override
        public Figures read(DataInputStream in) throws IOException {
          return of(
              in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        }
      };

  private BeatFigures() {}

  /**
   * Figures, each not a number where no piece has it.
   *
   * @param loss cross-entropy of the beat activation with the beat frames, nats per frame
   * @param measures the F-measures in the order of {@link #MEASURES}; the score is the mean of those
   *     that exist
   */
  public static Figures of(double loss, double... measures) {
    Map<String, Double> values = new LinkedHashMap<>();
    if (!Double.isNaN(loss)) {
      values.put(Figures.LOSS, loss);
    }
    double sum = 0;
    int count = 0;
    for (int i = 0; i < measures.length; i++) {
      if (!Double.isNaN(measures[i])) {
        values.put(MEASURES.get(i), measures[i]);
        sum += measures[i];
        count++;
      }
    }
    return new Figures(values, count == 0 ? -loss : sum / count);
  }
}

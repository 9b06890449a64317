package org.neume.training.multipitch;

import org.neume.training.network.ExportableNetwork;
import org.neume.training.network.WeightSpec;
import org.neume.training.train.StartWeights;

/**
 * First weights whose filters are sinusoids under a Hamming window, on a logarithmic scale of frequencies
 * from 27.5 Hz to 8 kHz; all else is drawn. Filters that begin as a spectrum need not find it first.
 *
 * @param phases of each frequency, at least 1: a network that pools over places needs but one
 */
record SinusoidStart(int phases) implements StartWeights {
  private static final String FILTERS = "filters";
  private static final double LOWEST = 27.5;
  private static final double OCTAVES = Math.log(8_000 / LOWEST) / Math.log(2);
  private static final double HEIGHT = 0.03;
  private static final int USUAL = 2_048;

  @Override
  public String name() {
    return "drawn, filters as sinusoids of %d phases".formatted(phases);
  }

  @Override
  public boolean isTrained() {
    return false;
  }

  @Override
  public float[] weights(ExportableNetwork network, long seed) {
    float[] weights = network.layout().initialWeights(seed);
    WeightSpec spec =
        network.layout().specs().stream()
            .filter(s -> s.name().equals(FILTERS))
            .findFirst()
            .orElseThrow();
    int length = spec.shape().get(0).intValue();
    int count = spec.shape().get(1).intValue();
    int offset = network.layout().offset(FILTERS);
    double height = HEIGHT * Math.sqrt((double) USUAL / length);
    int frequencies = (count + phases - 1) / phases;
    for (int filter = 0; filter < count; filter++) {
      int number = filter / phases;
      double frequency = LOWEST * Math.pow(2, OCTAVES * number / Math.max(1, frequencies - 1));
      double phase = 2 * Math.PI * (filter % phases) / phases;
      for (int sample = 0; sample < length; sample++) {
        double window = 0.54 - 0.46 * Math.cos(2 * Math.PI * sample / length);
        double turn = 2 * Math.PI * frequency * (sample - length / 2) / 44_100 + phase;
        weights[offset + sample * count + filter] = (float) (height * window * Math.cos(turn));
      }
    }
    return weights;
  }
}

package org.neume.training.multipitch;

import java.util.List;
import org.neume.training.network.ConvolvedFilterConfig;
import org.neume.training.network.LearnedFilterConfig;
import org.neume.training.network.MultipitchNetwork;
import org.neume.training.network.PooledFilterConfig;
import org.neume.training.train.StartWeights;

/**
 * A member of the family with learned filters: a row of the literature's table.
 *
 * @param title as the literature calls it
 * @param window samples that it hears
 * @param network its shape
 * @param items stretches in a step
 * @param frames frames of each
 * @param rate highest learning rate
 * @param start what its training begins with
 * @param literature average precision of the paper and of its reproduction, in percent; empty if unknown
 */
record FamilyMember(
    String title,
    int window,
    MultipitchNetwork network,
    int items,
    int frames,
    double rate,
    StartWeights start,
    String literature) {

  /** All of them, in the literature's order. */
  static final List<FamilyMember> ALL =
      List.of(
          perceptron(2_048, 500, 1e-3, "52.1 / 55.6"),
          perceptron(2_048, 2_500, 5e-4, "56.2 / –"),
          pooled("56.4 / –"),
          perceptron(8_192, 500, 7e-4, ""),
          perceptron(16_384, 500, 5e-4, "60.0 / 58.8"),
          convolution("64", 128, 64, 0, "67.8 / 58.8"),
          convolution("8", 32, 8, 0, ""),
          convolution("64, two convolutions", 128, 64, 2, ""),
          perceptron(2_048, 500, 1e-3, "").fromSinusoids(4),
          perceptron(16_384, 500, 5e-4, "").fromSinusoids(4),
          pooled("").fromSinusoids(1),
          convolution("64", 128, 64, 0, "").fromSinusoids(1));

  private static FamilyMember perceptron(int window, int nodes, double rate, String literature) {
    return new FamilyMember(
        "MLP, %,d nodes".formatted(nodes),
        window,
        new LearnedFilterConfig("mlp-%d-%d".formatted(nodes, window), window, nodes),
        128,
        2,
        rate,
        StartWeights.DRAWN,
        literature);
  }

  private static FamilyMember pooled(String literature) {
    return new FamilyMember(
        "average pooling, stride 2",
        2_148,
        new PooledFilterConfig("average-pooling-2148", 128),
        128,
        1,
        2e-3,
        StartWeights.DRAWN,
        literature);
  }

  private static FamilyMember convolution(
      String title, int filters, int stride, int convolutions, String literature) {
    return new FamilyMember(
        "CNN, stride " + title,
        16_384,
        new ConvolvedFilterConfig(
            "cnn-%d%s".formatted(stride, convolutions == 0 ? "" : "-two"),
            filters,
            stride,
            convolutions),
        16,
        16,
        // Thousands of means, all positive, lead to a node: steps that suit filters alone, of 2e-3,
        // push
        // nodes below 0 for ever.
        5e-4,
        StartWeights.DRAWN,
        literature);
  }

  /** The same with filters that begin as sinusoids. */
  private FamilyMember fromSinusoids(int phases) {
    return new FamilyMember(
        title + ", begun as sinusoids",
        window,
        network,
        items,
        frames,
        rate,
        new SinusoidStart(phases),
        "");
  }

  /** The name of its folder. */
  String folder() {
    return network.name() + (start == StartWeights.DRAWN ? "" : "-sinusoids");
  }

  /** Steps that a budget of multiply-adds pays for; at least one. */
  int steps(double budget) {
    return (int) Math.max(1, budget / ((double) items * network.multiplyAdds(frames)));
  }
}

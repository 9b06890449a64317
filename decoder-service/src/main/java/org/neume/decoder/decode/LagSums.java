package org.neume.decoder.decode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The autocorrelation of a stream of activations up to a longest lag, as it grows. All sums are whole
 * numbers, so they do not depend on how the stream was cut or taken over. Belongs to one thread.
 */
final class LagSums {
  /** Activations are rounded to multiples of 1/65,535: sums hold for weeks of them. */
  private static final int UNITS = 65_535;

  private final long[] products;
  private final char[] latest;
  private long count;
  private long sum;

  /** Nothing yet, for lags below {@code lags}. */
  LagSums(int lags) {
    products = new long[lags];
    latest = new char[lags];
  }

  /** Takes the next activation, 0 to 1. */
  void add(float activation) {
    int value = Math.round(activation * UNITS);
    int at = (int) (count % latest.length);
    latest[at] = (char) value;
    sum += value;
    int known = (int) Math.min(latest.length, count + 1);
    if (value > 0) {
      int early = Math.min(known, at + 1);
      for (int lag = 0; lag < early; lag++) {
        products[lag] += (long) value * latest[at - lag];
      }
      for (int lag = early; lag < known; lag++) {
        products[lag] += (long) value * latest[at - lag + latest.length];
      }
    }
    count++;
  }

  /** Activations so far. */
  long count() {
    return count;
  }

  /** The mean activation. */
  double mean() {
    return count == 0 ? 0 : (double) sum / count / UNITS;
  }

  /**
   * The autocovariance at every lag over which there are enough activations.
   *
   * @param overlap pairs of activations that are enough
   */
  double[] covariances(int overlap) {
    double[] found = new double[(int) Math.max(0, Math.min(products.length, count - overlap + 1))];
    double mean = mean();
    for (int lag = 0; lag < found.length; lag++) {
      found[lag] = (double) products[lag] / UNITS / UNITS / (count - lag) - mean * mean;
    }
    return found;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(count);
    out.writeLong(sum);
    for (long product : products) {
      out.writeLong(product);
    }
    for (char value : latest) {
      out.writeChar(value);
    }
  }

  static LagSums read(DataInputStream in, int lags) throws IOException {
    LagSums sums = new LagSums(lags);
    sums.count = in.readLong();
    sums.sum = in.readLong();
    for (int i = 0; i < lags; i++) {
      sums.products[i] = in.readLong();
    }
    for (int i = 0; i < lags; i++) {
      sums.latest[i] = in.readChar();
    }
    return sums;
  }
}

package org.neume.inference.model;

/**
 * A loaded network.
 *
 * <p>Equal input of equal shape gives equal output, bit for bit, on the same machine. Safe for use
 * by many threads until it is closed.
 */
public interface NetworkEngine extends AutoCloseable {
  /** What computes, with its version and device, for example {@code tensorflow 2.18.0 cpu}. */
  String description();

  /**
   * Whether a window's result is known not to depend on its batch mates, so that it need not be tried
   * out before the network serves.
   */
  default boolean batchesArePure() {
    return false;
  }

  /**
   * Computes a batch.
   *
   * @param input batch x frames x bins, row-major; read only during the call
   * @return batch x frames x outputs, row-major, owned by the caller
   * @throws RuntimeException if the batch cannot be computed; the engine stays usable
   */
  float[] run(float[] input, int batch, int frames);

  /** Frees the network; no call may be running. */
  @Override
  void close();
}

package org.neume.deploy.kubernetes;

import java.util.Map;
import java.util.Optional;

/**
 * What one principal may ask of each broker. Those beyond the chain have one, so that one of them
 * alone slows nobody down; the chain's own services have none, for slowing a stage down delays everybody's
 * recordings.
 *
 * @param producedBytes bytes a second that it may write to each broker
 * @param consumedBytes bytes a second that it may read from each broker
 * @param threadPercent share of a broker's threads, where 100 is one thread
 */
record Quota(int producedBytes, int consumedBytes, int threadPercent) {
  private static final int MEBIBYTE = 1 << 20;

  /** By principal: 32 MiB a second are 180 streams of stereo in 16 bits at 44.1 kHz. */
  private static final Map<String, Quota> ALL =
      Map.of(
          "publisher", new Quota(32 * MEBIBYTE, MEBIBYTE, 100),
          "subscriber", new Quota(MEBIBYTE, 64 * MEBIBYTE, 100),
          "operator", new Quota(8 * MEBIBYTE, 64 * MEBIBYTE, 100));

  /** The quota of a principal; empty where it has none. */
  static Optional<Quota> of(String principal) {
    return Optional.ofNullable(ALL.get(principal));
  }
}

package org.neume.inference.engine;

import java.time.Duration;
import org.neume.inference.model.EngineLoader;
import org.neume.inference.model.ModelFolder;
import org.neume.inference.model.NetworkEngine;

/**
 * Stands in for a device on which every batch takes the same time whatever its size, as on a GPU that
 * has room left: for benchmarks of what is around the networks, on machines that have no such device.
 * It sleeps and makes its outputs up; no network is read and no TensorFlow loaded. What it made says
 * so in its provenance ({@code engine=simulated}).
 */
public final class SimulatedLoader implements EngineLoader {
  private final SimulatedDevice device;

  /**
   * A loader whose networks share one device.
   *
   * @param perBatch how long each batch takes
   */
  public SimulatedLoader(Duration perBatch) {
    device = new SimulatedDevice(perBatch);
  }

  @Override
  public NetworkEngine load(ModelFolder folder) {
    return new SimulatedNetwork(folder.manifest(), device);
  }
}

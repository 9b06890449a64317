package org.neume.training.train;

import java.io.IOException;
import java.nio.file.Path;
import org.neume.inference.model.ModelFolder;
import org.neume.inference.model.Sha256;
import org.neume.training.network.ExportableNetwork;
import org.neume.training.network.ExportedWeights;

/** Where a training begins. */
public interface StartWeights {
  /** Weights drawn by the run's seed. */
  StartWeights DRAWN =
      new StartWeights() {
        @Override
        public String name() {
          return "drawn";
        }

        @Override
        public boolean isTrained() {
          return false;
        }

        @Override
        public float[] weights(ExportableNetwork network, long seed) {
          return network.initialWeights(seed);
        }
      };

  /** What these are, for people and to tell runs apart. */
  String name();

  /** Whether they come from a training, so that they are worth something as they are. */
  boolean isTrained();

  /**
   * The flat vector of the network's layout, the caller's own.
   *
   * @throws IOException if they cannot be read
   */
  float[] weights(ExportableNetwork network, long seed) throws IOException;

  /**
   * Those of a model folder; what it does not hold, a head that only teaches, is drawn.
   *
   * @throws IOException if there is no network
   */
  static StartWeights of(Path folder) throws IOException {
    String hash = Sha256.of(folder.resolve(ModelFolder.GRAPH));
    return new StartWeights() {
      @Override
      public String name() {
        return "those of the network with SHA-256 " + hash;
      }

      @Override
      public boolean isTrained() {
        return true;
      }

      @Override
      public float[] weights(ExportableNetwork network, long seed) throws IOException {
        return ExportedWeights.read(
            network, folder.resolve(ModelFolder.NETWORK), DRAWN.weights(network, seed));
      }
    };
  }
}

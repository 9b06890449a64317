package org.neume.inference.messaging;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;
import org.neume.inference.engine.DeviceSetting;
import org.neume.inference.model.BatchLimits;

/** Which models are served, where and how: the settings {@code neume.inference.*}. */
@ConfigMapping(prefix = "neume.inference")
public interface InferenceConfig {
  /** Models that are loaded before the service is ready; others load when they are first asked for. */
  @WithDefault("beats")
  List<String> models();

  /** The representations that the feature stage can make; a model of another one is refused. */
  @WithDefault(KnownRepresentations.TEXT)
  List<String> representations();

  /**
   * Analyses that other inference services on these topics compute: this one neither computes nor
   * ends them. {@code *} stands for all that have no model here: where several services share the
   * work, all but one say so, and that one names what the others compute; {@code NAME:notes} where
   * that gives notes and its model folder is not here, so that scores are waited for.
   */
  Optional<List<String>> elsewhere();

  /** A directory of model folders of the operator's own. */
  Optional<Path> modelDirectory();

  /** Where the models of the program are unpacked to. */
  @WithDefault("${user.home}/.cache/neume/models")
  Path cacheDirectory();

  /** Where networks run: auto, cpu or gpu; simulated:40ms for benchmarks alone. */
  @WithDefault("auto")
  @WithConverter(DeviceConverter.class)
  DeviceSetting device();

  /** Reads where networks run; of what it refuses its own line is told. */
  final class DeviceConverter implements Converter<DeviceSetting> {
    private static final long serialVersionUID = 1L;

    @Override
    public DeviceSetting convert(String text) {
      return DeviceSetting.of(text);
    }
  }

  /** Threads that one operation of a network may use on the CPU. */
  @WithDefault("1")
  int threads();

  /** Batches of a model that are computed at once; 0 for half the processors, or 1 on a GPU. */
  @WithDefault("0")
  int workers();

  /** How windows are gathered. */
  Batch batch();

  /** What may wait. */
  Queue queue();

  /** How windows are gathered into batches. */
  interface Batch {
    /** Windows per batch; 0 for 8 on a GPU and 1 on the CPU, where batches cost memory alone. */
    @WithDefault("0")
    int maxWindows();

    /** Input bytes per batch. */
    @WithDefault("64M")
    MemorySize maxBytes();

    /** How long an idle worker waits for a batch to fill. */
    @WithDefault("PT0S")
    Duration maxDelay();

    /** Share of a batch that may be padding. */
    @WithDefault("0.25")
    double maxPadding();
  }

  /** What may wait for a model before those who bring more are made to wait. */
  interface Queue {
    /** Windows. */
    @WithDefault("8")
    int maxWindows();

    /** Input bytes. */
    @WithDefault("48M")
    MemorySize maxBytes();
  }

  /** The limits of a model's batcher. */
  default BatchLimits limits(boolean onGpu) {
    int cpuWorkers = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new BatchLimits(
        batch().maxWindows() > 0 ? batch().maxWindows() : onGpu ? 8 : 1,
        batch().maxBytes().asLongValue(),
        batch().maxDelay(),
        batch().maxPadding(),
        queue().maxWindows(),
        queue().maxBytes().asLongValue(),
        workers() > 0 ? workers() : onGpu ? 1 : cpuWorkers);
  }
}

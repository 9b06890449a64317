package org.neume.inference.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.io.File;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.neume.inference.model.ModelException;

/**
 * The process's one TensorFlow, made ready for DJL.
 *
 * <p>DJL has no natives for this version on Maven Central; it is shown those of TensorFlow-Java
 * instead. TensorFlow sizes its thread pools when it is first used in a process and never again, so
 * the first caller decides. Safe for use by many threads.
 */
public final class TensorFlowRuntime {
  static final String ENGINE = "TensorFlow";

  private static final String LIBRARY_PATH = "TENSORFLOW_LIBRARY_PATH";
  private static final String THREADS = "ai.djl.tensorflow.num_intraop_threads";

  private final Engine engine;
  private final Device device;

  private TensorFlowRuntime(Engine engine, Device device) {
    this.engine = engine;
    this.device = device;
  }

  /**
   * Loads TensorFlow, which takes a second or two the first time.
   *
   * @param choice where networks are to run
   * @param threads threads that one operation may use on the CPU; 1 gives the same bits everywhere
   *     and wastes least, as whole windows run side by side
   * @throws ModelException if TensorFlow does not load here, or the GPU asked for is not to be had
   */
  public static synchronized TensorFlowRuntime load(DeviceChoice choice, int threads) {
    if (System.getProperty(THREADS) == null) {
      System.setProperty(THREADS, Integer.toString(threads));
    }
    try {
      String library = Loader.load(org.tensorflow.internal.c_api.global.tensorflow.class);
      if (System.getenv(LIBRARY_PATH) == null
          && System.getProperty(LIBRARY_PATH) == null
          && library != null) {
        System.setProperty(LIBRARY_PATH, new File(library).getParent());
      }
      Engine engine = Engine.getEngine(ENGINE);
      return new TensorFlowRuntime(engine, device(choice, engine.getGpuCount(), System.getenv()));
    } catch (UnsatisfiedLinkError | ai.djl.engine.EngineException e) {
      throw new ModelException(
          "TensorFlow does not load on %s-%s (%s): use linux-x86_64 with glibc, and 1 GB of room in %s"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                  System.getProperty(
                      "org.bytedeco.javacpp.cachedir",
                      System.getProperty("user.home") + "/.javacpp")),
          e);
    }
  }

  /**
   * Decides where to run. A GPU is deterministic only if the environment said so before TensorFlow
   * was loaded, which a running process cannot make up for.
   */
  static Device device(DeviceChoice choice, int gpus, Map<String, String> environment) {
    boolean deterministic =
        "1".equals(environment.get("TF_DETERMINISTIC_OPS"))
            && "0".equals(environment.get("NVIDIA_TF32_OVERRIDE"));
    return switch (choice) {
      case CPU -> Device.cpu();
      case AUTO -> gpus > 0 && deterministic ? Device.gpu() : Device.cpu();
      case GPU -> {
        if (gpus == 0) {
          throw new ModelException(
              "TensorFlow finds no GPU: run with TensorFlow's GPU natives and a driver, or set neume.inference.device=cpu");
        }
        if (!deterministic) {
          throw new ModelException(
              "the GPU would not repeat its results: set TF_DETERMINISTIC_OPS=1 and NVIDIA_TF32_OVERRIDE=0 in the environment");
        }
        yield Device.gpu();
      }
    };
  }

  /** Whether networks run on a GPU. */
  public boolean onGpu() {
    return device.isGpu();
  }

  Engine engine() {
    return engine;
  }

  Device device() {
    return device;
  }

  /** Version and device, for example {@code tensorflow 2.18.0 cpu}. */
  public String description() {
    return "tensorflow %s %s".formatted(engine.getVersion(), device.getDeviceType());
  }
}

package org.neume.deploy.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The inference service for NVIDIA's GPUs: the same program and models, with TensorFlow's libraries
 * for CUDA in place of those for processors, and NVIDIA's own in a layer that changes with their
 * version alone. The driver's library, {@code libcuda.so.1}, is not among them: the container runtime
 * lends the host's.
 */
final class GpuFlavor {
  /** What the image is called by who asks for it; its tag ends with {@code -gpu}. */
  static final String NAME = "inference-service-gpu";

  /** Where NVIDIA's libraries lie in the image. */
  static final String FOLDER = "/app/cuda";

  /** TensorFlow's own, as they come in one jar, and with the names that those for processors have. */
  static final List<String> TENSORFLOW =
      List.of("libjnitensorflow.so", "libtensorflow_cc.so.2", "libtensorflow_framework.so.2");

  /**
   * What TensorFlow 2.18 opens by name once it has seen a GPU (its run path names their packages), and
   * what these in turn need or open: cuSOLVER and cuSPARSE nvJitLink, cuDNN its parts and nvRTC. Not
   * among them are what several GPUs talk by (NCCL), random numbers and pictures.
   */
  static final List<String> CUDA =
      List.of(
          "libcublas.so.12",
          "libcublasLt.so.12",
          "libcudart.so.12",
          "libcudnn.so.9",
          "libcudnn_adv.so.9",
          "libcudnn_cnn.so.9",
          "libcudnn_engines_precompiled.so.9",
          "libcudnn_engines_runtime_compiled.so.9",
          "libcudnn_graph.so.9",
          "libcudnn_heuristic.so.9",
          "libcudnn_ops.so.9",
          "libcufft.so.11",
          "libcupti.so.12",
          "libcusolver.so.11",
          "libcusparse.so.12",
          "libnvJitLink.so.12",
          "libnvrtc-builtins.so.12.6",
          "libnvrtc.so.12");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "LD_LIBRARY_PATH",
          Natives.FOLDER + ":" + FOLDER,
          // Who runs this image wants a GPU, and would rather hear that there is none than be slow.
          "NEUME_INFERENCE_DEVICE",
          "gpu",
          // The same bytes on every run: read before TensorFlow and cuBLAS are loaded.
          "TF_DETERMINISTIC_OPS",
          "1",
          "NVIDIA_TF32_OVERRIDE",
          "0",
          // What NVIDIA's container runtime is asked for; an orchestrator that assigns GPUs says
          // which.
          "NVIDIA_VISIBLE_DEVICES",
          "all",
          "NVIDIA_DRIVER_CAPABILITIES",
          "compute,utility");

  private final Path libraries;

  /**
   * Of what a build left.
   *
   * @param libraries a folder below which the libraries lie
   */
  GpuFlavor(Path libraries) {
    this.libraries = libraries;
  }

  /** Whether the build fetched the libraries, which it does only when it is asked to. */
  boolean isThere() {
    return Files.isDirectory(libraries);
  }

  /**
   * The flavor of an image.
   *
   * @param processors the inference service for processors
   * @throws IOException naming what is missing and what makes it
   */
  ImageSpec of(ImageSpec processors) throws IOException {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer("cuda", placed(FOLDER, CUDA)));
    for (Layer layer : processors.layers()) {
      layers.add(layer.name().equals(Natives.LAYER) ? exchanged(layer) : layer);
    }
    List<String> entrypoint = new ArrayList<>(processors.entrypoint());
    // JNA looks for libraries with a number behind their names in folders that it was told alone.
    entrypoint.add(1, "-Djna.library.path=" + FOLDER);
    Map<String, String> environment = new TreeMap<>(processors.environment());
    environment.putAll(ENVIRONMENT);
    return new ImageSpec(
        processors.name() + "-gpu",
        processors.title() + " on NVIDIA's GPUs",
        layers,
        entrypoint,
        environment,
        processors.port(),
        processors.folders());
  }

  private Layer exchanged(Layer natives) throws IOException {
    Map<String, Path> files = new TreeMap<>(natives.files());
    files.putAll(placed(Natives.FOLDER, TENSORFLOW));
    return new Layer(natives.name(), files);
  }

  private Map<String, Path> placed(String folder, List<String> names) throws IOException {
    Map<String, Path> found = new TreeMap<>();
    if (isThere()) {
      for (Path file : ServiceImage.files(libraries)) {
        String name = file.getFileName().toString();
        if (names.contains(name)) {
          found.put(folder + "/" + name, file);
        }
      }
    }
    for (String name : names) {
      if (!found.containsKey(folder + "/" + name)) {
        throw new NoSuchFileException(
            "%s is missing in %s: fetch what GPUs need with ./mvnw -Dquick -Pimages,gpu package"
                .formatted(name, libraries));
      }
    }
    return found;
  }
}

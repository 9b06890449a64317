package org.neume.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The inference service on GPUs")
class GpuFlavorTest {
  @TempDir private Path folder;

  /** What the build unpacks, with a few that nobody needs; every file holds its own place. */
  private Path fetched() throws IOException {
    Path fetched = folder.resolve("gpu");
    for (String name : GpuFlavor.TENSORFLOW) {
      file(fetched.resolve("org/tensorflow/internal/c_api/linux-x86_64-gpu").resolve(name));
    }
    Path cuda = fetched.resolve("org/bytedeco/cuda/linux-x86_64");
    for (String name : GpuFlavor.CUDA) {
      file(cuda.resolve(name));
    }
    for (String name : List.of("libnppif.so.12", "libnccl.so.2", "libcurand.so.10")) {
      file(cuda.resolve(name));
    }
    return fetched;
  }

  private static Path file(Path place) throws IOException {
    Files.createDirectories(place.getParent());
    return Files.writeString(place, place.getFileName().toString() + " for GPUs");
  }

  private static ImageSpec processors() {
    Path any = Path.of("processors");
    return new ImageSpec(
        "neume/inference-service:1.2.3",
        "features to activations",
        List.of(
            new Layer(
                "natives",
                Map.of(
                    "/app/natives/libtensorflow_cc.so.2",
                    any,
                    "/app/natives/libtensorflow_framework.so.2",
                    any,
                    "/app/natives/libjnitensorflow.so",
                    any,
                    "/app/natives/libjnidispatch.so",
                    any)),
            new Layer("libraries", Map.of("/app/lib/main/a.jar", any)),
            new Layer("neume", Map.of("/app/quarkus-run.jar", any))),
        List.of("java", "-XX:MaxRAMPercentage=25", "-jar", "/app/quarkus-run.jar"),
        Map.of("NEUME_INFERENCE_MODELS", "beats,notes", "LD_LIBRARY_PATH", "/app/natives"),
        8082,
        List.of());
  }

  @Test
  @DisplayName(
      "has NVIDIA's libraries in a layer of their own, those that TensorFlow opens and no others, before all that changes more often")
  void layers() throws IOException {
    ImageSpec spec = new GpuFlavor(fetched()).of(processors());

    assertThat(spec.layers().stream().map(Layer::name))
        .containsExactly("cuda", "natives", "libraries", "neume");
    assertThat(spec.layers().get(0).files().keySet())
        .hasSameSizeAs(GpuFlavor.CUDA)
        .contains(
            "/app/cuda/libcudart.so.12",
            "/app/cuda/libcublas.so.12",
            "/app/cuda/libcudnn.so.9",
            "/app/cuda/libcufft.so.11",
            "/app/cuda/libcusolver.so.11",
            "/app/cuda/libcusparse.so.12")
        .doesNotContain(
            "/app/cuda/libnppif.so.12", "/app/cuda/libnccl.so.2", "/app/cuda/libcuda.so.1");
    assertThat(spec.layers().subList(2, 4)).isEqualTo(processors().layers().subList(1, 3));
  }

  @Test
  @DisplayName("has TensorFlow for CUDA where the other has TensorFlow for processors")
  void natives() throws IOException {
    Map<String, Path> natives = new GpuFlavor(fetched()).of(processors()).layers().get(1).files();

    assertThat(natives).containsOnlyKeys(processors().layers().get(0).files().keySet());
    assertThat(natives.get("/app/natives/libtensorflow_cc.so.2"))
        .hasContent("libtensorflow_cc.so.2 for GPUs");
    assertThat(natives.get("/app/natives/libjnidispatch.so")).isEqualTo(Path.of("processors"));
  }

  @Test
  @DisplayName("finds its libraries, repeats its results, and does not run without a GPU unnoticed")
  void settings() throws IOException {
    ImageSpec spec = new GpuFlavor(fetched()).of(processors());

    assertThat(spec.name()).isEqualTo("neume/inference-service:1.2.3-gpu");
    assertThat(spec.environment())
        .containsEntry("LD_LIBRARY_PATH", "/app/natives:/app/cuda")
        .containsEntry("NEUME_INFERENCE_DEVICE", "gpu")
        .containsEntry("TF_DETERMINISTIC_OPS", "1")
        .containsEntry("NVIDIA_TF32_OVERRIDE", "0")
        .containsEntry("NVIDIA_DRIVER_CAPABILITIES", "compute,utility")
        .containsEntry("NEUME_INFERENCE_MODELS", "beats,notes");
    assertThat(spec.entrypoint())
        .containsExactly(
            "java",
            "-Djna.library.path=/app/cuda",
            "-XX:MaxRAMPercentage=25",
            "-jar",
            "/app/quarkus-run.jar");
    assertThat(spec.port()).isEqualTo(8082);
    assertThat(List.copyOf(spec.environment().keySet()))
        .as("an order that is the same in every process, for the same digest")
        .isSorted();
  }

  @Test
  @DisplayName("is refused in a line where a library is missing")
  void missing() throws IOException {
    Path fetched = fetched();
    Files.delete(fetched.resolve("org/bytedeco/cuda/linux-x86_64/libcufft.so.11"));

    assertThatThrownBy(() -> new GpuFlavor(fetched).of(processors()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("libcufft.so.11 is missing in")
        .hasMessageEndingWith("-Pimages,gpu package");
  }

  @Test
  @DisplayName("is one of all images only where its libraries were fetched")
  void askedFor() throws IOException {
    assertThat(new GpuFlavor(folder.resolve("none")).isThere()).isFalse();
    assertThat(new GpuFlavor(fetched()).isThere()).isTrue();
    assertThatThrownBy(
            () ->
                new ImageCatalog(folder, "1.2.3", folder.resolve("work"), folder.resolve("none"))
                    .specs(Set.of("no such image")))
        .hasMessageContaining("inference-service-gpu");
  }
}

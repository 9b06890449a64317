package org.neume.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.deploy.TestImages;

/** What can be seen of the image for GPUs where there is none. Made by {@code -Pimages,gpu} alone. */
@DisplayName("The image for GPUs, where there is none,")
class GpuImageIT {
  private static final Path ROOT = Path.of(System.getProperty("neume.root"));
  private static String image;

  @BeforeAll
  static void find() throws Exception {
    image = "neume/inference-service:" + TestImages.version(ROOT) + "-gpu";
    Assumptions.assumeTrue(
        docker("image", "inspect", image).exit() == 0,
        "no " + image + ": make it with ./mvnw -Dquick -Pimages,gpu package");
  }

  private record Output(int exit, String text) {}

  private static Output docker(String... arguments) throws InterruptedException {
    try {
      List<String> command = new ArrayList<>(List.of("docker"));
      command.addAll(List.of(arguments));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Output(process.waitFor(), text);
    } catch (IOException e) {
      return new Output(127, e.toString());
    }
  }

  @Test
  @DisplayName("has every library that its libraries need")
  void complete() throws InterruptedException {
    List<String> places =
        Stream.concat(
                GpuFlavor.CUDA.stream().map(name -> GpuFlavor.FOLDER + "/" + name),
                GpuFlavor.TENSORFLOW.stream().map(name -> Natives.FOLDER + "/" + name))
            .toList();
    for (String place : places) {
      Output needed =
          docker(
              "run", "--rm", "--entrypoint", "/lib64/ld-linux-x86-64.so.2", image, "--list", place);
      assertThat(needed.exit()).as(place + ": " + needed.text()).isZero();
      assertThat(needed.text()).as(place).doesNotContain("not found");
    }
  }

  @Test
  @DisplayName("reaches CUDA, ends, and says in a line that it finds no GPU, and what helps")
  void refuses() throws InterruptedException {
    Output run =
        docker(
            "run",
            "--rm",
            "--network=none",
            "--read-only",
            "--tmpfs=/tmp",
            "--cap-drop=ALL",
            "--security-opt=no-new-privileges:true",
            "--env=QUARKUS_LOG_CATEGORY__AI_DJL_UTIL_CUDA__LEVEL=DEBUG",
            image);
    assertThat(run.exit()).as(run.text()).isEqualTo(1);
    // CUDA's own words: its runtime was loaded, and found no driver.
    assertThat(run.text()).contains("CUDA driver version is insufficient for CUDA runtime version");
    assertThat(run.text())
        .containsOnlyOnce(
            "TensorFlow finds no GPU: run with TensorFlow's GPU natives and a driver, or set neume.inference.device=cpu");
  }
}

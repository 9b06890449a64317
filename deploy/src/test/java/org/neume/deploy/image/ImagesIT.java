package org.neume.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.neume.deploy.TestImages;
import org.testcontainers.DockerClientFactory;

@DisplayName("An image")
class ImagesIT {
  private static final Path ROOT = Path.of(System.getProperty("neume.root"));
  private static final Path NO_GPU = Path.of("none");
  private static String version;
  private static Map<String, String> made;

  @TempDir private Path folder;

  @BeforeAll
  static void make() throws Exception {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine: start one to see images made");
    version = TestImages.version(ROOT);
    made = TestImages.make(ROOT);
  }

  private static JsonNode inspect(String name) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("docker", "image", "inspect", "neume/" + name + ":" + version).start();
    JsonNode found = new ObjectMapper().readTree(process.getInputStream()).path(0).path("Config");
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return found;
  }

  @TestFactory
  @DisplayName("runs as nobody in particular, without a shell:")
  Stream<DynamicTest> settings() {
    return TestImages.NAMES.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      JsonNode config = inspect(name);
                      assertThat(config.path("User").asText()).isEqualTo("10001:10001");
                      assertThat(config.path("Entrypoint").path(0).asText()).isEqualTo("java");
                      assertThat(config.path("Cmd").size()).isZero();
                      assertThat(config.path("Env").toString())
                          .doesNotContainIgnoringCase("password");
                    }));
  }

  @Test
  @DisplayName("is the same to the byte when it is made again elsewhere, every one of them")
  void reproducible() throws Exception {
    ImageCatalog catalog = new ImageCatalog(ROOT, version, folder.resolve("natives"), NO_GPU);
    ImageWriter writer =
        new ImageWriter(
            LocalImages.prefer(TestImages.BASE),
            "tar:" + folder.resolve("tars"),
            folder.resolve("elsewhere/cache"));
    Map<String, String> again = new TreeMap<>();
    for (ImageSpec spec : catalog.specs(Set.copyOf(TestImages.NAMES))) {
      again.put(spec.name(), writer.write(spec));
    }
    assertThat(again).hasSameSizeAs(TestImages.NAMES).isEqualTo(made);
  }

  @Test
  @DisplayName(
      "of inference has TensorFlow's libraries and the networks unpacked, and no jar that would unpack them")
  void unpacked() throws Exception {
    ImageSpec spec =
        new ImageCatalog(ROOT, version, folder, NO_GPU).specs(Set.of("inference-service")).get(0);
    List<String> places =
        spec.layers().stream().flatMap(layer -> layer.files().keySet().stream()).toList();
    assertThat(places)
        .contains(
            "/app/natives/libtensorflow_cc.so.2",
            "/app/natives/libjnidispatch.so",
            "/app/models/beats/model.json",
            "/app/models/notes/saved_model/saved_model.pb",
            "/app/NOTICE");
    Path jar =
        spec.layers().stream()
            .flatMap(layer -> layer.files().entrySet().stream())
            .filter(e -> e.getKey().contains("tensorflow-core-native-1.1.0-linux-x86_64"))
            .findAny()
            .orElseThrow()
            .getValue();
    assertThat(Files.size(jar)).isLessThan(1_000_000);
  }
}

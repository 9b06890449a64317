package org.neume.deploy.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the services' sources say, for this module depends on none of them. */
final class ProjectSources {
  private static final Path ROOT = Path.of(System.getProperty("neume.root", "..")).normalize();
  private static final List<String> MODULES =
      List.of(
          "schemas",
          "stage",
          "feature-service",
          "inference-service",
          "decoder-service",
          "transcription-service",
          "gateway-service");
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>neume</artifactId>\\s*<version>([^<]+)</version>");
  private static final Pattern METER =
      Pattern.compile(
          "(Gauge|Counter|Timer|DistributionSummary)\\s*\\.builder\\(\\s*\"([a-z.]+)\"(.*?)\\.register\\(",
          Pattern.DOTALL);
  private static final Pattern UNIT = Pattern.compile("\\.baseUnit\\(\"([a-z]+)\"\\)");

  private ProjectSources() {}

  /** The project's version. */
  static String version() {
    Matcher matcher = VERSION.matcher(read(ROOT.resolve("pom.xml")));
    if (!matcher.find()) {
      throw new IllegalStateException("pom.xml has no version");
    }
    return matcher.group(1);
  }

  /** The settings that a service comes with. */
  static Properties defaults(String module) {
    Properties properties = new Properties();
    try (var reader =
        Files.newBufferedReader(
            ROOT.resolve(module)
                .resolve("src/main/resources/META-INF/microprofile-config.properties"))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** The texts of all main sources. */
  static List<String> java() {
    return MODULES.stream()
        .flatMap(
            module -> {
              try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .map(ProjectSources::read)
        .toList();
  }

  /** Names of meters whose builders name them, as Prometheus has them. */
  static Set<String> meters() {
    Set<String> names = new TreeSet<>();
    for (String source : java()) {
      Matcher meter = METER.matcher(source);
      while (meter.find()) {
        String name = meter.group(2).replace('.', '_');
        Matcher unit = UNIT.matcher(meter.group(3));
        String suffix = unit.find() ? "_" + unit.group(1) : "";
        if (meter.group(1).equals("Timer")) {
          suffix = "_seconds";
        }
        names.add(name.endsWith(suffix) ? name : name + suffix);
      }
    }
    return names;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.neume.deploy.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Files of this checkout. */
final class Repository {
  private Repository() {}

  /** A file or folder, by its path from the root. */
  static Path at(String path) {
    return Path.of(Objects.requireNonNull(System.getProperty("neume.root"))).resolve(path);
  }

  /** The files of a folder whose names end like this, in order. */
  static List<Path> files(String folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(at(folder))) {
      return files.filter(f -> f.toString().endsWith(end)).sorted().toList();
    }
  }

  /** A YAML file as a tree. */
  static JsonNode yaml(Path file) throws IOException {
    return new YAMLMapper().readTree(file.toFile());
  }

  /** A JSON file as a tree. */
  static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}

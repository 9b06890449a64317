package org.neume.deploy.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code deploy/kubernetes}, read as trees. A key that comes twice is an error. */
final class Manifests {
  /** The folder that all paths here are relative to. */
  static final Path ROOT =
      Path.of(System.getProperty("neume.root", "..")).resolve("deploy/kubernetes").normalize();

  /** What is applied by itself. */
  static final List<String> OVERLAYS = List.of("overlays/cpu", "overlays/gpu");

  /** Everything that can be built: overlays, and what a user may add to them. */
  static final List<String> ROOTS =
      Stream.concat(OVERLAYS.stream(), components().stream()).toList();

  private static final YAMLMapper YAML =
      YAMLMapper.builder(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private Manifests() {}

  /** The documents of one file. */
  static List<ObjectNode> read(Path file) {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
      return documents.readAll().stream()
          .filter(document -> !document.isNull())
          .map(ObjectNode.class::cast)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** The documents of a text. */
  static List<ObjectNode> parse(String text) {
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(text)) {
      return documents.readAll().stream()
          .filter(document -> !document.isNull())
          .map(ObjectNode.class::cast)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All manifests and kustomizations, sorted. */
  static List<Path> files() {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> components() {
    try (Stream<Path> all = Files.list(ROOT.resolve("components"))) {
      return all.map(folder -> "components/" + folder.getFileName()).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What applying a folder would apply. */
  static List<ObjectNode> build(String folder) {
    return new Kustomize().build(ROOT.resolve(folder));
  }

  /** Those of one kind. */
  static List<ObjectNode> ofKind(List<ObjectNode> resources, String... kinds) {
    return resources.stream()
        .filter(resource -> List.of(kinds).contains(resource.path("kind").asText()))
        .toList();
  }

  /** Kind and name, for messages. */
  static String label(JsonNode resource) {
    return resource.path("kind").asText() + "/" + name(resource);
  }

  static String name(JsonNode resource) {
    return resource.path("metadata").path("name").asText();
  }
}

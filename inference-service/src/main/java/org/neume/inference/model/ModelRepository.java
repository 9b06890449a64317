package org.neume.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds models by name: first in a configured directory, then among those packed into the class
 * path, which are unpacked to a cache directory, as the engine reads files only.
 *
 * <p>Immutable and safe for use by many threads and processes at once: a file appears in the cache
 * whole or not at all.
 */
public final class ModelRepository {
  private final @Nullable Path directory;
  private final ClassLoader bundled;
  private final Path cache;

  /**
   * Makes a repository; nothing is read yet.
   *
   * @param directory holds model folders of the operator's own; null if there are none
   * @param bundled where the packed models are: resources {@code models/NAME/...}
   * @param cache where packed models are unpacked to; made when needed
   */
  public ModelRepository(@Nullable Path directory, ClassLoader bundled, Path cache) {
    this.directory = directory;
    this.bundled = bundled;
    this.cache = cache;
  }

  /**
   * Finds a model and checks its hash.
   *
   * @return empty if there is no model of this name
   * @throws ModelException if there is one that must not be served
   */
  public Optional<ModelFolder> find(String name) {
    if (!ModelManifest.NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try {
      Optional<ModelFolder> own = inDirectory(name);
      return own.isPresent() ? own : packed(name);
    } catch (IOException e) {
      throw new ModelException("the model %s cannot be read: %s".formatted(name, reason(e)), e);
    }
  }

  /**
   * Finds a model that has to be there.
   *
   * @throws ModelException if it is not, saying where it was looked for, or must not be served
   */
  public ModelFolder get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new ModelException(
                    "there is no model %s, neither in the program nor in %s: put its folder there or ask for another"
                        .formatted(
                            name,
                            directory == null
                                ? "a model directory (neume.inference.model-directory names none)"
                                : directory.toString())));
  }

  private Optional<ModelFolder> inDirectory(String name) throws IOException {
    if (directory == null) {
      return Optional.empty();
    }
    Path folder = directory.resolve(name);
    Path description = folder.resolve(ModelFolder.MANIFEST);
    if (!Files.isRegularFile(description)) {
      return Optional.empty();
    }
    ModelManifest manifest = manifest(Files.readString(description), name, description.toString());
    return Optional.of(checked(new ModelFolder(folder, manifest)));
  }

  private Optional<ModelFolder> packed(String name) throws IOException {
    String root = "models/" + name + "/";
    String json;
    try (InputStream in = bundled.getResourceAsStream(root + ModelFolder.MANIFEST)) {
      if (in == null) {
        return Optional.empty();
      }
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    ModelManifest manifest = manifest(json, name, root + ModelFolder.MANIFEST);
    // The hash in the path keeps versions apart, and a folder once written is never written again.
    ModelFolder folder = new ModelFolder(cache.resolve(name).resolve(manifest.sha256()), manifest);
    if (!Files.isRegularFile(folder.graph())) {
      try (InputStream in = bundled.getResourceAsStream(root + ModelFolder.GRAPH)) {
        if (in == null) {
          throw new ModelException(
              "the packed model %s has no %s: build the program again"
                  .formatted(name, ModelFolder.GRAPH));
        }
        unpack(in, folder.graph());
      }
    }
    return Optional.of(checked(folder));
  }

  private void unpack(InputStream in, Path target) throws IOException {
    try {
      Files.createDirectories(target.getParent());
      Path part = Files.createTempFile(target.getParent(), "part", null);
      try {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new ModelException(
          "a model cannot be unpacked to %s (%s): set neume.inference.cache-directory to a writable directory"
              .formatted(cache, reason(e)),
          e);
    }
  }

  private static ModelManifest manifest(String json, String name, String source) {
    ModelManifest manifest = ManifestFormat.read(json, source);
    if (!manifest.name().equals(name)) {
      throw new ModelException(
          "%s describes a model named %s: give folder and model the same name"
              .formatted(source, manifest.name()));
    }
    return manifest;
  }

  private static ModelFolder checked(ModelFolder folder) throws IOException {
    ModelManifest manifest = folder.manifest();
    if (!Files.isRegularFile(folder.graph())) {
      throw new ModelException(
          "the model %s has no %s in %s: export it again"
              .formatted(manifest.name(), ModelFolder.GRAPH, folder.directory()));
    }
    if (Files.exists(folder.network().resolve("variables"))) {
      throw new ModelException(
          "the model %s keeps weights in %s, which its hash does not cover: export it with constants"
              .formatted(manifest.name(), folder.network().resolve("variables")));
    }
    String found = Sha256.of(folder.graph());
    if (!found.equals(manifest.sha256())) {
      throw new ModelException(
          "the model %s has the hash %s, %s promises %s: the file was changed or damaged, put the original back"
              .formatted(manifest.name(), found, ModelFolder.MANIFEST, manifest.sha256()));
    }
    return folder;
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}

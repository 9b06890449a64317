package org.neume.deploy.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.DockerDaemonImage;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Writes images with Jib: into a Docker engine, into tar files or into a registry. Equal
 * specifications on an equal base give equal bytes, for files have one fixed time, one owner and one
 * order.
 */
final class ImageWriter {
  /** All files and images were made at the beginning of the build's own time. */
  private static final Instant MADE = Instant.parse("2026-11-01T00:00:00Z");

  private static final String DAEMON = "daemon";
  private static final String TAR = "tar:";

  private final String base;
  private final String target;
  private final Path cache;

  /**
   * For one base and one place.
   *
   * @param base a reference; an image of this name in the Docker engine wins over the registry's, and
   *     {@code docker://} before it asks for nothing else
   * @param target {@code daemon}, {@code tar:FOLDER}, or the beginning of names in a registry, for
   *     example {@code registry.example.org/music/}
   * @param cache a folder that may be written
   */
  ImageWriter(String base, String target, Path cache) {
    this.base = base;
    this.target = target;
    this.cache = cache;
  }

  /**
   * Writes an image.
   *
   * @return its digest
   * @throws IOException in one line, with what may help
   */
  String write(ImageSpec spec) throws IOException, InterruptedException {
    try {
      JibContainer made = builder(spec).containerize(containerizer(spec));
      return made.getDigest().toString();
    } catch (InvalidImageReferenceException e) {
      throw new IOException(
          "%s is no name of an image: %s".formatted(e.getInvalidReference(), e.getMessage()), e);
    } catch (CacheDirectoryCreationException | RegistryException | ExecutionException e) {
      throw new IOException(
          "%s cannot be made of %s (%s): start Docker, log in to the registry, or name another base with -Dneume.image.base"
              .formatted(spec.name(), base, e.getMessage()),
          e);
    }
  }

  private JibContainerBuilder builder(ImageSpec spec)
      throws InvalidImageReferenceException, IOException {
    JibContainerBuilder image =
        base.startsWith("docker://")
            ? Jib.from(DockerDaemonImage.named(base.substring("docker://".length())))
            : Jib.from(RegistryImage.named(base));
    for (Layer layer : spec.layers()) {
      if (!layer.files().isEmpty()) {
        image.addFileEntriesLayer(entries(layer));
      }
    }
    if (!spec.folders().isEmpty()) {
      image.addFileEntriesLayer(folders(spec.folders()));
    }
    if (spec.port() > 0) {
      image.setExposedPorts(Set.of(Port.tcp(spec.port())));
    }
    return image
        .setEntrypoint(spec.entrypoint())
        .setEnvironment(spec.environment())
        .setUser(ImageSpec.USER)
        .setWorkingDirectory(AbsoluteUnixPath.get("/app"))
        .setCreationTime(MADE)
        .setFormat(ImageFormat.Docker)
        .addLabel("org.opencontainers.image.title", "Neume: " + spec.title())
        .addLabel("org.opencontainers.image.licenses", "Apache-2.0")
        .addLabel(
            "org.opencontainers.image.version",
            spec.name().substring(spec.name().lastIndexOf(':') + 1));
  }

  private FileEntriesLayer folders(List<String> names) throws IOException {
    Path empty = Files.createDirectories(cache.resolveSibling("empty"));
    FileEntriesLayer.Builder entries = FileEntriesLayer.builder().setName("folders");
    for (String name : names) {
      entries.addEntry(
          empty,
          AbsoluteUnixPath.get(name),
          FilePermissions.fromOctalString("750"),
          MADE,
          ImageSpec.USER);
    }
    return entries.build();
  }

  private static FileEntriesLayer entries(Layer layer) {
    FileEntriesLayer.Builder entries = FileEntriesLayer.builder().setName(layer.name());
    layer
        .files()
        .forEach(
            (place, file) ->
                entries.addEntry(
                    file,
                    AbsoluteUnixPath.get(place),
                    FileEntriesLayer.DEFAULT_FILE_PERMISSIONS_PROVIDER.get(
                        file, AbsoluteUnixPath.get(place)),
                    MADE));
    return entries.build();
  }

  private Containerizer containerizer(ImageSpec spec)
      throws InvalidImageReferenceException, IOException {
    Containerizer to;
    if (target.equals(DAEMON)) {
      to = Containerizer.to(DockerDaemonImage.named(spec.name()));
    } else if (target.startsWith(TAR)) {
      Path folder = Files.createDirectories(Path.of(target.substring(TAR.length())));
      String file = spec.name().replaceAll("[/:]", "-") + ".tar";
      to = Containerizer.to(TarImage.at(folder.resolve(file)).named(spec.name()));
    } else {
      to = Containerizer.to(RegistryImage.named(target + spec.name()));
    }
    return to.setBaseImageLayersCache(cache)
        .setApplicationLayersCache(cache)
        .setToolName("neume")
        .setAlwaysCacheBaseImage(true);
  }
}

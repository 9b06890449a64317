package org.neume.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.inference.engine.TestNetwork;

/** Model folders found, unpacked and refused. The networks here are just bytes. */
class ModelRepositoryTest {
  @TempDir Path temp;

  private final ClassLoader nothing = new URLClassLoader(new URL[0], null);

  private Path write(Path parent, String name, String graph) throws IOException {
    Path folder = parent.resolve(name);
    Files.createDirectories(folder.resolve("saved_model"));
    Files.writeString(folder.resolve("saved_model/saved_model.pb"), graph);
    ModelManifest manifest = TestNetwork.manifest(name, List.of(16), Sha256.of(graph));
    Files.writeString(folder.resolve("model.json"), ManifestFormat.write(manifest));
    return folder;
  }

  private ModelRepository own(Path directory) {
    return new ModelRepository(directory, nothing, temp.resolve("cache"));
  }

  private URLClassLoader jar(String name, String graph) throws IOException {
    Path folder = write(temp.resolve("source"), name, graph);
    Path jar = temp.resolve("models-" + name + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String file : List.of("model.json", "saved_model/saved_model.pb")) {
        out.putNextEntry(new JarEntry("models/" + name + "/" + file));
        Files.copy(folder.resolve(file), out);
      }
    }
    return new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
  }

  @Test
  void finds_a_model_in_the_directory() throws IOException {
    Path folder = write(temp, "beats", "weights");

    ModelFolder found = own(temp).get("beats");

    assertThat(found.directory()).isEqualTo(folder);
    assertThat(found.manifest().name()).isEqualTo("beats");
    assertThat(found.graph()).hasContent("weights");
  }

  @Test
  void unpacks_a_packed_model_once() throws IOException {
    try (URLClassLoader packed = jar("beats", "weights")) {
      ModelRepository repository = new ModelRepository(null, packed, temp.resolve("cache"));

      ModelFolder found = repository.get("beats");
      assertThat(found.graph()).startsWith(temp.resolve("cache")).hasContent("weights");
      FileTime written = FileTime.fromMillis(1_000_000);
      Files.setLastModifiedTime(found.graph(), written);

      assertThat(repository.get("beats").graph()).isEqualTo(found.graph());
      assertThat(Files.getLastModifiedTime(found.graph())).isEqualTo(written);
      try (var files = Files.list(found.network())) {
        assertThat(files).hasSize(1);
      }
    }
  }

  @Test
  void prefers_the_directory_to_a_packed_model_of_the_same_name() throws IOException {
    Path own = temp.resolve("own");
    write(own, "beats", "own weights");
    try (URLClassLoader packed = jar("beats", "packed weights")) {
      ModelRepository repository = new ModelRepository(own, packed, temp.resolve("cache"));

      assertThat(repository.get("beats").graph()).hasContent("own weights");
    }
  }

  @Test
  void knows_no_model_outside_its_folders() throws IOException {
    write(temp, "beats", "weights");
    ModelRepository repository = own(Files.createDirectories(temp.resolve("inner")));

    assertThat(repository.find("beats")).isEmpty();
    assertThat(repository.find("../beats")).isEmpty();
    assertThat(repository.find("")).isEmpty();
    assertThatThrownBy(() -> repository.get("beats"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("there is no model beats, neither in the program nor in")
        .hasMessageContaining("inner");
  }

  @Test
  void refuses_a_network_whose_hash_is_not_the_promised_one() throws IOException {
    Path folder = write(temp, "beats", "weights");
    Files.writeString(folder.resolve("saved_model/saved_model.pb"), "other weights");

    assertThatThrownBy(() -> own(temp).find("beats"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(Sha256.of("other weights"))
        .hasMessageContaining(Sha256.of("weights"))
        .hasMessageContaining("put the original back")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refuses_a_cached_network_that_was_damaged() throws IOException {
    try (URLClassLoader packed = jar("beats", "weights")) {
      ModelRepository repository = new ModelRepository(null, packed, temp.resolve("cache"));
      Files.writeString(repository.get("beats").graph(), "damaged");

      assertThatThrownBy(() -> repository.get("beats"))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("has the hash " + Sha256.of("damaged"));
    }
  }

  @Test
  void refuses_weights_that_the_hash_does_not_cover() throws IOException {
    Path folder = write(temp, "beats", "weights");
    Files.createDirectories(folder.resolve("saved_model/variables"));

    assertThatThrownBy(() -> own(temp).find("beats"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("export it with constants");
  }

  @Test
  void refuses_a_folder_that_describes_another_model() throws IOException {
    Path folder = write(temp, "beats", "weights");
    Files.move(folder, temp.resolve("notes"));

    assertThatThrownBy(() -> own(temp).find("notes"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("describes a model named beats");
  }

  @Test
  void refuses_a_folder_without_its_network() throws IOException {
    Path folder = write(temp, "beats", "weights");
    Files.delete(folder.resolve("saved_model/saved_model.pb"));

    assertThatThrownBy(() -> own(temp).find("beats"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("has no saved_model/saved_model.pb in " + folder);
  }

  @Test
  void says_what_helps_where_the_cache_cannot_be_written() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "in the way");
    try (URLClassLoader packed = jar("beats", "weights")) {
      ModelRepository repository = new ModelRepository(null, packed, file.resolve("cache"));

      assertThatThrownBy(() -> repository.get("beats"))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("set neume.inference.cache-directory to a writable directory")
          .hasMessageNotContaining("\n");
    }
  }
}

package org.neume.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A jar with native libraries")
class NativesTest {
  @TempDir private Path folder;

  private Path jar() throws IOException {
    Path jar = folder.resolve("org.bytedeco.piano-1.0-linux-x86_64.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name :
          new String[] {
            "META-INF/MANIFEST.MF",
            "org/bytedeco/piano/linux-x86_64/libpiano.so.2",
            "org/bytedeco/piano/linux-x86_64/libjnipiano.so",
            "org/bytedeco/piano/linux-x86_64/LICENSE"
          }) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return jar;
  }

  @Test
  @DisplayName("gives its libraries to a folder of the image and keeps the rest")
  void unpacked() throws IOException {
    Map<String, Path> libraries = Natives.none();
    Path rest = Natives.unpack(jar(), Files.createDirectory(folder.resolve("work")), libraries);

    assertThat(libraries.keySet())
        .containsExactly("/app/natives/libjnipiano.so", "/app/natives/libpiano.so.2");
    assertThat(libraries.get("/app/natives/libpiano.so.2"))
        .hasContent("org/bytedeco/piano/linux-x86_64/libpiano.so.2");
    try (ZipFile zip = new ZipFile(rest.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "org/bytedeco/piano/linux-x86_64/LICENSE");
    }
  }

  @Test
  @DisplayName("for many platforms gives those of this one")
  void platforms() throws IOException {
    Path jar = folder.resolve("net.java.dev.jna.jna-5.17.0.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String platform : new String[] {"linux-aarch64", "linux-x86-64", "sunos-x86-64"}) {
        zip.putNextEntry(new ZipEntry("com/sun/jna/" + platform + "/libjnidispatch.so"));
        zip.write(platform.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    Map<String, Path> libraries = Natives.none();
    Natives.unpack(jar, Files.createDirectory(folder.resolve("work")), libraries);

    assertThat(libraries).containsOnlyKeys("/app/natives/libjnidispatch.so");
    assertThat(libraries.get("/app/natives/libjnidispatch.so")).hasContent("linux-x86-64");
  }

  @Test
  @DisplayName("is told from others by its name")
  void names() {
    assertThat(Natives.isNative(Path.of("lib/org.bytedeco.ffmpeg-7.1-1.5.11-linux-x86_64.jar")))
        .isTrue();
    assertThat(Natives.isNative(Path.of("lib/net.java.dev.jna.jna-5.17.0.jar"))).isTrue();
    assertThat(Natives.isNative(Path.of("lib/org.bytedeco.ffmpeg-7.1-1.5.11.jar"))).isFalse();
    assertThat(Natives.isNative(Path.of("lib/netty-transport-native-linux-x86_64.jar"))).isFalse();
  }
}

package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A cache of single notes knows what it is made of, and")
class SoundOriginTest {
  private static final SoundFeatures FEATURES = SoundFeatures.RAW;

  @TempDir Path folder;
  private Path cache;
  private Path one;
  private Path other;

  @BeforeEach
  void files() throws IOException {
    cache = Files.createDirectories(folder.resolve("cache"));
    one = Files.writeString(folder.resolve("one.sf2"), "1");
    other = Files.writeString(folder.resolve("other.sf2"), "2");
    note("data", "first");
  }

  private void note(String data, String audio) throws IOException {
    Path notes = Files.createDirectories(folder.resolve(data));
    Files.writeString(notes.resolve("60.wav"), audio);
    Files.writeString(notes.resolve("notes.tsv"), "file\tinstrument\tmidi\n60.wav\tviola\t60\n");
  }

  private CacheOrigin origin(String data, List<Path> fonts, List<Path> heldOut) throws IOException {
    return SoundOrigin.of(
        fonts, heldOut, SoundRecordings.find(folder.resolve(data)), FEATURES, 3, 1);
  }

  private void claimed(CacheOrigin origin) throws IOException {
    SoundOrigin.claim(cache, origin, false);
  }

  @Test
  @DisplayName("lets no soundfont train that validated in it, nor another one join")
  void soundfonts() throws IOException {
    SoundOrigin.claim(cache, origin("data", List.of(one), List.of(other)), true);
    for (CacheOrigin changed :
        List.of(
            origin("data", List.of(other), List.of(one)),
            origin("data", List.of(one, other), List.of()),
            origin("data", List.of(one), List.of()))) {
      assertThatThrownBy(() -> claimed(changed))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("was made otherwise")
          .hasMessageContaining("validation soundfonts other.sf2")
          .hasMessageContaining("give another --cache, or delete it")
          .message()
          .doesNotContain("\n");
    }
    Files.writeString(one, "another soundfont under the same name");
    CacheOrigin replaced = origin("data", List.of(one), List.of(other));
    assertThatThrownBy(() -> claimed(replaced)).hasMessageContaining("soundfonts one.sf2");
  }

  @Test
  @DisplayName("takes the same sources wherever they lie, and soundfonts in any order")
  void same() throws IOException {
    SoundOrigin.claim(cache, origin("data", List.of(one, other), List.of()), true);
    note("moved", "first");
    CacheOrigin moved = origin("moved", List.of(other, one), List.of());
    assertThatCode(() -> claimed(moved)).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("keeps no units of other recordings")
  void recordings() throws IOException {
    SoundOrigin.claim(cache, origin("data", List.of(), List.of()), true);
    note("elsewhere", "other");
    CacheOrigin elsewhere = origin("elsewhere", List.of(), List.of());
    assertThatThrownBy(() -> claimed(elsewhere)).hasMessageContaining("recordings 1 notes");
  }

  @Test
  @DisplayName("takes no soundfont twice, neither on both sides nor under two names")
  void twice() throws IOException {
    Path copy = Files.copy(one, folder.resolve("copy.sf2"));
    assertThatThrownBy(() -> origin("data", List.of(one), List.of(one)))
        .hasMessageContaining("are the same soundfont");
    assertThatThrownBy(() -> origin("data", List.of(one), List.of(copy)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("give it once, to train or to validate");
    Path named = Files.createDirectories(folder.resolve("x")).resolve("one.sf2");
    Files.writeString(named, "3");
    assertThatThrownBy(() -> origin("data", List.of(one, named), List.of()))
        .hasMessageContaining("have one name: rename one");
    assertThatThrownBy(() -> origin("data", List.of(folder.resolve("none.sf2")), List.of()))
        .hasMessageContaining("none.sf2 cannot be read");
  }

  @Test
  @DisplayName("is refused where it does not say it, to build on and to train on")
  void earlier() throws IOException {
    CacheOrigin now = origin("data", List.of(), List.of());
    Files.writeString(cache.resolve("made-of.txt"), FEATURES + ", 3 notes an instrument, seed 1");
    assertThatThrownBy(() -> claimed(now))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("delete it and build it again");
    assertThatThrownBy(() -> SoundOrigin.requireFeatures(cache, FEATURES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("delete it and build it again");
  }

  @Test
  @DisplayName("is no cache of other features")
  void features() throws IOException {
    SoundOrigin.claim(cache, origin("data", List.of(), List.of()), true);
    SoundOrigin.requireFeatures(cache, FEATURES);
    assertThatThrownBy(() -> SoundOrigin.requireFeatures(cache, SoundFeatures.CONSTANT_Q))
        .hasMessageContaining("holds other features");
  }

  @Test
  @DisplayName("forgets what a build said that made nothing")
  void nothing() throws IOException {
    SoundOrigin.claim(cache, origin("data", List.of(one), List.of()), true);
    CacheOrigin now = origin("data", List.of(other), List.of());
    SoundOrigin.claim(cache, now, true);
    assertThat(Files.readAllLines(cache.resolve("made-of.txt"))).isEqualTo(now.lines());
  }
}

package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.annotation.NamedPitch;
import org.neume.annotation.format.OutputFormat;
import org.neume.cli.CommandException;

@DisplayName("Named pitches")
class PitchSinkTest {
  private static final NamedPitch A4 =
      new NamedPitch("pitch", 0, 1, 69, 0.9, List.of(), null, null, 0, null, 0);

  @TempDir Path folder;
  private final PrintStream printed =
      new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
  private final Terminal terminal = new Terminal(printed, () -> printed, false);

  private AudioInputs.Input input(String name, String content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    return new AudioInputs.Input(path, path.getFileName());
  }

  @Test
  @DisplayName("are copied under names of their own, over no recording")
  void copies() throws IOException {
    AudioInputs.Input first = input("a/x.wav", "first");
    AudioInputs.Input second = input("b/x.wav", "second");
    AudioInputs.Input third = input("out/069-A4-3-x.wav", "third");
    AudioInputs.Input again = input("c/x.wav", "fourth");
    Path out = folder.resolve("out");
    PitchSink sink =
        new PitchSink(
            terminal,
            out,
            Set.of(OutputFormat.CSV),
            true,
            List.of(first, second, third, again),
            true);

    sink.accept(A4, first);
    sink.accept(A4, second);
    assertThatThrownBy(() -> sink.accept(A4, again))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("is one of the recordings and is as it was");
    sink.close();

    assertThat(out.resolve("069-A4-x.wav")).hasContent("first");
    assertThat(out.resolve("069-A4-2-x.wav")).hasContent("second");
    assertThat(third.path()).hasContent("third");
    assertThat(Files.readString(out.resolve("pitches.csv")))
        .contains(first.path().toString(), second.path().toString());
    try (var files = Files.list(out)) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith(".neume"));
    }
  }

  @Test
  @DisplayName("are not copied to where they would be found as recordings again")
  void within() throws IOException {
    Path samples = Files.createDirectories(folder.resolve("samples"));
    PitchOptions options = new PitchOptions();
    options.rename = true;

    assertThatThrownBy(() -> options.check(true, samples.resolve("new/out"), List.of(samples)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("give another folder");
    options.check(true, folder.resolve("out"), List.of(samples));
  }
}

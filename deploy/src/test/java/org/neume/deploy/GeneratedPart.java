package org.neume.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a document that is made of what the code says, between two comments. */
public final class GeneratedPart {
  private final Path file;
  private final String begin;
  private final String end;

  /**
   * A part of a file.
   *
   * @param file from the project's folder on
   * @param name what stands in the comments, as in {@code <!-- NAME:begin -->}
   */
  public GeneratedPart(String file, String name) {
    this.file = Path.of(System.getProperty("neume.root")).resolve(file);
    this.begin = "<!-- %s:begin -->\n".formatted(name);
    this.end = "<!-- %s:end -->".formatted(name);
  }

  /** Checks that the part is as it should be; with {@code -Dneume.generate=true} writes it first. */
  public void check(String content) throws IOException {
    String text = Files.readString(file);
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    assertThat(from).as(begin + " in " + file).isNotNegative();
    assertThat(to).as(end + " in " + file).isGreaterThan(from);
    String wanted = text.substring(0, from + begin.length()) + content + text.substring(to);
    if (Boolean.getBoolean("neume.generate")) {
      Files.writeString(file, wanted);
    }
    assertThat(Files.readString(file))
        .as(file + " is made of the code: write it with -Dneume.generate=true")
        .isEqualTo(wanted);
  }
}

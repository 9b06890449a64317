package org.neume.annotation.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.OverallTempo;

@DisplayName("Line-based annotation files")
class TextFormatsTest {
  private static final Annotation BARS =
      new Annotation(
          "song",
          3,
          List.of(
              new AnnotatedBeat(0.37, 3, 3, 120, 0.9),
              new AnnotatedBeat(0.87, 1, 3, 120, 0.8),
              new AnnotatedBeat(1.3712345, 2, 3, 120, 0.7),
              new AnnotatedBeat(1.87, 3, 3, 120, 0.7),
              new AnnotatedBeat(2.37, 1, 3, 120, 0.7)),
          List.of(new OverallTempo(120, 1)),
          "beats");
  private static final Annotation NO_BARS =
      new Annotation(
          "song", 3, List.of(AnnotatedBeat.at(0.5), AnnotatedBeat.at(1)), List.of(), "beats-2019");

  @Test
  void beatsAreTimeTabNumber() {
    assertThat(TextFormats.beats(BARS))
        .isEqualTo("0.370\t3\n0.870\t1\n1.371234\t2\n1.870\t3\n2.370\t1\n");
  }

  @Test
  void beatsWithoutBarsAreOneColumn() {
    assertThat(TextFormats.beats(NO_BARS)).isEqualTo("0.500\n1.000\n");
  }

  @Test
  void sonicVisualiserGetsTimeCommaBarDotBeat() {
    assertThat(TextFormats.sonicVisualiser(BARS))
        .isEqualTo("0.370,0.3\n0.870,1.1\n1.371234,1.2\n1.870,1.3\n2.370,2.1\n");
    assertThat(TextFormats.sonicVisualiser(NO_BARS)).isEqualTo("0.500,1\n1.000,2\n");
  }

  @Test
  void audacityGetsPointLabels() {
    assertThat(TextFormats.audacity(BARS).lines())
        .hasSize(5)
        .startsWith("0.370000\t0.370000\t0.3", "0.870000\t0.870000\t1.1");
  }

  @Test
  void noBeatsAreAnEmptyFile() {
    Annotation silence = new Annotation("silence", 3, List.of(), List.of(), "beats");
    assertThat(TextFormats.beats(silence)).isEmpty();
    assertThat(TextFormats.sonicVisualiser(silence)).isEmpty();
    assertThat(TextFormats.audacity(silence)).isEmpty();
  }
}

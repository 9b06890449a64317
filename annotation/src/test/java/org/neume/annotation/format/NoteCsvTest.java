package org.neume.annotation.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;

class NoteCsvTest {
  private static final List<PlayedNote> NOTES =
      List.of(new PlayedNote(1.5, 2, 69, 90, 0.75), new PlayedNote(0.25, 1.0000004, 60, 64, 0.9));

  @Test
  void linesAreOnsetOffsetAndHertzInOrder() {
    assertThat(text(NoteCsv.write(NOTES, false)))
        .isEqualTo("0.250000\t1.000000\t261.625565\n1.500000\t2.000000\t440.000000\n");
  }

  @Test
  void velocitiesStandInCommentsThatMirEvalSkips() {
    // mir_eval.io.load_delimited: a line that begins with # is no data; others split at white space
    // into exactly three numbers.
    List<String> data =
        text(NoteCsv.write(NOTES)).lines().filter(line -> !line.startsWith("#")).toList();
    assertThat(data).hasSize(2).allMatch(line -> line.split("\\s+").length == 3);
    assertThat(text(NoteCsv.write(NOTES))).startsWith("# velocity\t64\t0.9000\n0.25");
  }

  @Test
  void hertzAreThoseOfEqualTemperament() {
    assertThat(NoteCsv.hertz(57)).isEqualTo(220);
    assertThat(Math.round(NoteCsv.hertz(21) * 100)).isEqualTo(2750);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

package org.neume.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Does the sums of the plan in {@code docs/scale-out.md} again. */
@DisplayName("The plan to a million hours a day")
class PaperPlanTest {
  private static final Path DOCUMENT = Path.of("../docs/scale-out.md");
  private static final double HOURS_A_DAY = 1e6;
  private static final double DAY = 86_400;
  private static final int COPIES = 3;

  /** A hop: megabytes an hour of audio, groups that read it, days that it is kept. */
  record Hop(String name, double megabytes, int readers, double days) {
    double terabytesADay() {
      return megabytes * HOURS_A_DAY / 1e6;
    }

    double gigabytesASecond() {
      return megabytes * HOURS_A_DAY / 1e3 / DAY;
    }

    String row() {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %s | %.2f | %d | %.2f | %.2f | %s d | %,.0f |",
          name,
          plain(megabytes),
          plain(terabytesADay()),
          gigabytesASecond(),
          readers,
          gigabytesASecond() * readers,
          gigabytesASecond() * (COPIES - 1),
          plain(days),
          terabytesADay() * days * COPIES);
    }

    private static String plain(double value) {
      return value == Math.rint(value)
          ? String.format(Locale.ROOT, "%.0f", value)
          : String.valueOf(value);
    }
  }

  private static final List<Hop> AS_IT_IS =
      List.of(
          new Hop("audio, 16 bit, stereo", 635, 1, 1),
          new Hop("features for beats", 58.3, 1, 1),
          new Hop("features for notes, lz4", 120, 1, 1),
          new Hop("activations for beats", 2.88, 2, 7),
          new Hop("activations for notes", 195, 2, 7),
          new Hop("notes", 4, 2, 30));

  private static final List<Hop> FUSED =
      List.of(
          new Hop("audio, FLAC, mono", 190.5, 1, 0.25),
          new Hop("activations for beats", 2.88, 1, 1),
          new Hop("notes", 4, 2, 30));

  private static String sum(List<Hop> hops) {
    return String.format(
        Locale.ROOT,
        "| **sum** | %,.0f | %,.0f | **%.2f** | | **%.2f** | **%.2f** | | **%,.0f** |",
        hops.stream().mapToDouble(Hop::megabytes).sum(),
        hops.stream().mapToDouble(Hop::terabytesADay).sum(),
        hops.stream().mapToDouble(Hop::gigabytesASecond).sum(),
        hops.stream().mapToDouble(h -> h.gigabytesASecond() * h.readers()).sum(),
        hops.stream().mapToDouble(h -> h.gigabytesASecond() * (COPIES - 1)).sum(),
        hops.stream().mapToDouble(h -> h.terabytesADay() * h.days() * COPIES).sum());
  }

  static Stream<String> rows() {
    Stream<String> hops = Stream.concat(AS_IT_IS.stream(), FUSED.stream()).map(Hop::row);
    Stream<String> sums = Stream.of(sum(AS_IT_IS), sum(FUSED));
    return Stream.of(hops, sums, stages()).flatMap(s -> s);
  }

  /** CPU seconds of a stage for a second of audio, and what that makes at 60 % of full load. */
  private static Stream<String> stages() {
    return Stream.of(
        stage("features", 0.0070),
        stage("networks, on processors", 0.0156),
        stage("beats", 0.0011),
        stage("notes and scores, at most", 0.0099));
  }

  private static String stage(String name, double cpu) {
    double cores = HOURS_A_DAY * 3600 / DAY * cpu;
    return String.format(
        Locale.ROOT, "| %s | %.4f | %,.0f | %,.0f |", name, cpu, cores, cores / 0.6);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  @DisplayName("stands in the document as it is calculated")
  void calculated(String row) throws IOException {
    assertThat(Files.readString(DOCUMENT, StandardCharsets.UTF_8).lines()).contains(row);
  }

  @Test
  @DisplayName("begins with sizes that follow from the records' formats")
  void formats() {
    double second = 3600 / 1e6;
    assertThat(AS_IT_IS.get(0).megabytes()).isCloseTo(44_100 * 2 * 2 * second, within(0.5));
    assertThat(AS_IT_IS.get(1).megabytes()).isCloseTo(100 * 81 * 2 * second, within(0.05));
    // As measured after compression, ADR 008: of 432 values of 16 bits, 50 times a second.
    assertThat(AS_IT_IS.get(2).megabytes()).isBetween(0.6 * 155.5, 0.8 * 155.5);
    assertThat(50 * 432 * 2 * second).isCloseTo(155.5, within(0.05));
    assertThat(AS_IT_IS.get(3).megabytes()).isCloseTo(100 * 2 * 4 * second, within(0.005));
    // Measured with its records' names of 264 outputs; the values alone:
    assertThat(50 * 264 * 4 * second).isCloseTo(190, within(0.1));
    assertThat(FUSED.get(0).megabytes()).isCloseTo(0.6 * 44_100 * 2 * second, within(0.1));
  }
}

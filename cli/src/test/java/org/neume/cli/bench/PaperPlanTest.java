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
  private static final int PARTITIONS = 768;

  /** Live streams at once. */
  private static final double STREAMS = HOURS_A_DAY * 3600 / DAY;

  /** Gigabytes a second that producers bring to one broker. */
  private static final double BROKER = 0.15;

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

  private static double ingress(List<Hop> hops) {
    return hops.stream().mapToDouble(Hop::gigabytesASecond).sum();
  }

  private static double stored(List<Hop> hops) {
    return hops.stream().mapToDouble(h -> h.terabytesADay() * h.days() * COPIES).sum();
  }

  private static String text(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }

  /** Pods of two cores that a stage needs at 60 % of full load. */
  private static long pods(double cpu) {
    return ups(STREAMS * cpu / 0.6 / 2);
  }

  private static long ups(double value) {
    return (long) Math.ceil(value);
  }

  static Stream<String> sentences() {
    double audio = AS_IT_IS.get(0).gigabytesASecond();
    double perPartition = STREAMS / PARTITIONS;
    double machine = 3.3 + 564 * 432 * 4 / 1e6;
    long brokers = ups(ingress(AS_IT_IS) / BROKER);
    double notes = AS_IT_IS.get(5).gigabytesASecond();
    return Stream.of(
        text("**%,.0f seconds of audio every second**", STREAMS),
        text("7.35 GB/s of audio make %.0f.", audio * 1e3 / 10),
        text("%.0f streams and %.1f MB/s of audio each", perPartition, audio * 1e3 / PARTITIONS),
        text("Ten topics of them, three copies: %,d", 10 * PARTITIONS * COPIES),
        text("and %,d more for the three topics of a bulk lane", 3 * PARTITIONS * COPIES),
        text("11.75 / 0.15 = **%d**", brokers),
        text("%.0f TB each (6,955 / 79)", stored(AS_IT_IS) / brokers),
        text("(%d needed, %d partitions each)", pods(0.0070), PARTITIONS / 256),
        text("768 of inference (%d; a partition each)", pods(0.0156)),
        text("48 for beats (%d)", pods(0.0011)),
        text("(%d). On GPUs", pods(0.0099)),
        text("41,667 / 60 = %.0f a second for beats", STREAMS / 60),
        text("41,667 / 10 = %,.0f for notes", STREAMS / 10),
        text("3 · 54 = %.0f recordings open", 3 * perPartition),
        text("54 · %.1f = 232 MB in each", machine),
        text("%d for one listener to each live stream", ups(STREAMS / 500)),
        text("%.0f MB/s each", audio * 1e3 / ups(STREAMS / 500)),
        text("84 · %.3f GB/s = %.1f GB/s of notes", notes, 84 * notes),
        text("and %.0f TB of them at each start", AS_IT_IS.get(5).megabytes() * 30),
        text("2.28 / 0.15 = **%d brokers**", ups(ingress(FUSED) / BROKER)),
        text("need %.0f partitions", FUSED.get(0).gigabytesASecond() * 1e3 / 10),
        text("(%.0f streams, %.0f MB/s)", STREAMS / 1e3, ingress(AS_IT_IS)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sentences")
  @DisplayName("says of them what follows from them")
  void follows(String sentence) throws IOException {
    String document = Files.readString(DOCUMENT, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    assertThat(document.contains(sentence)).as("the document says: " + sentence).isTrue();
  }

  @Test
  @DisplayName("says how much less there is after what would go")
  void shares() {
    assertThat(ingress(AS_IT_IS) / ingress(FUSED)).as("a fifth").isCloseTo(5, within(0.3));
    assertThat(stored(AS_IT_IS) / stored(FUSED)).as("a fourteenth").isCloseTo(14, within(0.5));
    assertThat(AS_IT_IS.get(4).terabytesADay() * 7 * COPIES / stored(AS_IT_IS))
        .as("three fifths")
        .isCloseTo(0.6, within(0.02));
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

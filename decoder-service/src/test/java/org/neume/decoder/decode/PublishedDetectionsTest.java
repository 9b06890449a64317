package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The 32 excerpts of the published decoder: 55 to 215 BPM, every whole period, lambda 100,
 * observation lambda 16, beats corrected to peaks, no threshold.
 */
@DisplayName("On the activations of the published decoder")
class PublishedDetectionsTest {
  private static final double HALF_A_FRAME = 0.005;
  private static final String ACTIVATIONS = ".activations.txt";

  /** As published; what differs from the default is that every frame counts. */
  private static final DecoderConfig PUBLISHED =
      DecoderConfig.beatsOnly().withPassages(PassageRule.wholeRecording(0));

  private static final BeatNetwork NETWORK = new BeatNetwork(PUBLISHED);

  @TestFactory
  @DisplayName("every detection is reproduced within half a frame")
  Stream<DynamicTest> everyDetectionIsReproduced() throws IOException {
    return excerpts().stream()
        .map(path -> DynamicTest.dynamicTest(name(path), () -> assertReproduced(path)));
  }

  @Test
  @DisplayName("there are 32 excerpts")
  void thereAreThirtyTwo() throws IOException {
    assertThat(excerpts()).hasSize(32);
  }

  private static void assertReproduced(Path path) throws IOException {
    float[] activations = activations(path);
    List<DecodedBeat> beats =
        Streams.beats(Streams.decodeInPieces(DbnBeatDecoder.of(NETWORK), activations, 1, 7, 200));
    List<Double> expected = detections(path);
    assertThat(beats).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(Math.abs(beats.get(i).frame() / 100.0 - expected.get(i)))
          .as("beat %d at %s s", i, expected.get(i))
          .isLessThanOrEqualTo(HALF_A_FRAME);
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString().replace(ACTIVATIONS, "");
  }

  private static float[] activations(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path).stream().filter(l -> !l.isBlank()).toList();
    float[] values = new float[lines.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(lines.get(i).trim());
    }
    return values;
  }

  private static List<Double> detections(Path path) throws IOException {
    Path file = path.resolveSibling(name(path) + ".detections.txt");
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank())
        .map(line -> Double.parseDouble(line.trim()))
        .toList();
  }

  private static List<Path> excerpts() throws IOException {
    Path folder = Checkout.root().resolve("../shared/data/reference/dbn");
    Assumptions.assumeTrue(
        Files.isDirectory(folder), "no reference data at " + folder + ": not compared");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ACTIVATIONS)).sorted().toList();
    }
  }
}

package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.cli.demo.DemoPiece;

@DisplayName("The trace of a recording")
class TracesIT {
  private static final double SECONDS = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String FIRST = "audio arrives";
  private static final String SCORE = "scores notes";

  @TempDir Path folder;

  @Test
  @DisplayName("is one tree, from the arrival of its audio through every hop to its score")
  void publishToScore() throws Exception {
    Path root = NeumeProcess.root();
    for (String model : List.of("beats", "notes")) {
      Assumptions.assumeTrue(
          Files.exists(root.resolve("models").resolve(model).resolve("model.json")),
          "skipped: no trained model in models/" + model);
    }
    Path song = folder.resolve("song.wav");
    DemoPiece.make(1, SECONDS).writeTo(song);
    NeumeProcess neume = new NeumeProcess(folder);
    Path log = folder.resolve("up.log");
    try (CollectedSpans collector = new CollectedSpans()) {
      ProcessBuilder builder = neume.builder(root.resolve("neume"), "up", "--port", "0");
      builder.environment().put("NEUME_TRACES_ENDPOINT", collector.address());
      Process up = builder.redirectError(log.toFile()).start();
      try {
        BufferedReader out =
            new BufferedReader(new InputStreamReader(up.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line).as(Files.readString(log)).startsWith("neume: ready at ");
        String bootstrap = line.replaceAll(".*ready at ([^;]*);.*", "$1");
        NeumeProcess.Result published =
            neume.run("publish", song.toString(), "--id", "traced", "-b", bootstrap);
        assertThat(published.exitCode()).as(published.err()).isZero();
        await(collector);
      } finally {
        up.destroy();
        up.waitFor();
      }
      Map<String, CollectedSpans.Span> spans =
          collector.spans().stream()
              .collect(Collectors.toMap(CollectedSpans.Span::id, Function.identity()));
      assertThat(spans.values()).extracting(CollectedSpans.Span::trace).containsOnly(trace(spans));
      assertThat(spans.values())
          .as("only the first has no parent among them")
          .allMatch(span -> span.name().equals(FIRST) || spans.containsKey(span.parent()));
      assertThat(ancestors(spans, SCORE))
          .containsExactly(
              SCORE, "notes notes", "inference notes", "features constant-q-48", FIRST);
      assertThat(ancestors(spans, "beats beats"))
          .containsExactly("beats beats", "inference beats", "features log-bands-81", FIRST);
    }
  }

  private static String trace(Map<String, CollectedSpans.Span> spans) {
    return spans.values().iterator().next().trace();
  }

  private static void await(CollectedSpans collector) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (collector.spans().stream().noneMatch(span -> span.name().equals(SCORE))
        || collector.spans().stream().noneMatch(span -> span.name().equals("beats beats"))) {
      assertThat(System.nanoTime()).as("spans so far: " + collector.spans()).isLessThan(end);
      Thread.sleep(200);
    }
  }

  /** The names of a span and of all that it came of, the nearest first. */
  private static List<String> ancestors(Map<String, CollectedSpans.Span> spans, String name) {
    List<String> names = new ArrayList<>();
    CollectedSpans.Span at =
        spans.values().stream().filter(span -> span.name().equals(name)).findAny().orElseThrow();
    while (!at.parent().isEmpty()) {
      names.add(at.name());
      at = Objects.requireNonNull(spans.get(at.parent()));
    }
    names.add(at.name());
    return names;
  }
}

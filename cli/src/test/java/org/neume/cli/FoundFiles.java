package org.neume.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.neume.cli.RunningStudio.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code ./neume annotate} wrote of some files, to hold other roads against. */
final class FoundFiles {
  /** What annotate has to be asked for. */
  static final String FORMATS = "beats,labels,csv,svl,jams,analysis,midi,musicxml,click";

  private static final int HEADER = 44;

  /** Documents, and what annotate and export call them behind the recording's name. */
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("beats.beats", ".beats"),
          Map.entry("beats.labels", ".labels.txt"),
          Map.entry("beats.csv", ".csv"),
          Map.entry("beats.svl", ".svl"),
          Map.entry("beats.jams", ".jams"),
          Map.entry("notes.jams", ".jams"),
          Map.entry("notes.csv", ".notes.csv"),
          Map.entry("notes.svl", ".notes.svl"),
          Map.entry("score.mid", ".mid"),
          Map.entry("score.musicxml", ".musicxml"));

  private final Path folder;

  /** Files in this folder, by the names of their recordings without suffix. */
  FoundFiles(Path folder) {
    this.folder = folder;
  }

  private byte[] found(String file, String suffix) throws IOException {
    return Files.readAllBytes(folder.resolve(file.replaceFirst("\\..*", "") + suffix));
  }

  /** The documents of a recording are the files that were written of the file it came from. */
  void assertTellsTheSame(RunningStudio studio, String recording, String file) throws IOException {
    for (Map.Entry<String, String> document : FILES.entrySet()) {
      assertThat(studio.document(recording, document.getKey() + "?revision=0"))
          .as("%s of %s", document.getKey(), file)
          .isEqualTo(found(file, document.getValue()));
    }
    JsonNode analysis = json(studio.get(recording + "/analysis.json?revision=0"));
    JsonNode analysisFound = json(new String(found(file, ".analysis.json"), UTF_8));
    // Where a recording ends is said to the frame of beats here, to that of notes there.
    assertThat(duration(analysis)).isCloseTo(duration(analysisFound), within(0.02));
    for (String list : List.of("bars", "beats", "sections")) {
      assertThat(starts(analysis.path(list))).isEqualTo(starts(analysisFound.path(list)));
    }
    byte[] clicks = studio.document(recording, "click.wav?revision=0");
    byte[] clicksFound = found(file, ".click.wav");
    assertThat(clicks).hasSameSizeAs(clicksFound);
    for (int at = HEADER; at < clicks.length; at += 2) {
      // Samples between two integers went through the topic as integers.
      assertThat(sample(clicks, at) - sample(clicksFound, at)).isBetween(-1, 1);
    }
  }

  /** Files of the same formats, in another folder, are the same. */
  void assertWritten(Path others, String file) throws IOException {
    for (String suffix : FILES.values()) {
      assertThat(others.resolve(file + suffix)).as(suffix).hasBinaryContent(found(file, suffix));
    }
  }

  private static double duration(JsonNode analysis) {
    return analysis.path("track").path("duration").asDouble();
  }

  private static List<Double> starts(JsonNode intervals) {
    List<Double> starts = new ArrayList<>();
    intervals.forEach(interval -> starts.add(interval.path("start").asDouble()));
    return starts;
  }

  private static int sample(byte[] bytes, int at) {
    return (short) ((bytes[at] & 0xff) | (bytes[at + 1] << 8));
  }
}

package org.neume.training.data;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neume.feature.signal.FeaturePlan;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.training.render.SoundfontRenderer;

/** Recorded single notes with their pitches: a table of files, and NSynth as it is published. */
final class SoundRecordings {
  private static final String EXAMPLES = "examples.json";
  private static final int NOTES_OF_UNIT = 256;

  /** How folders of NSynth's validation and test sets end. */
  private static final Pattern HELD_OUT = Pattern.compile("(^|.*[-_])(valid|test)$");

  /** Seconds of a file that are heard beyond the note's. */
  private static final double MORE = 2;

  private SoundRecordings() {}

  /** A file and what it holds; frames and onset are not known yet. */
  record Entry(Path file, SoundLabel label) {}

  /**
   * The notes below a folder, by the names of units: each {@code notes.tsv} with the columns file,
   * instrument and midi, a unit for each instrument; each {@code examples.json} of NSynth, a unit for
   * each 256 notes.
   *
   * @throws IOException where a table cannot be read, or names what is no note
   */
  static Map<String, List<Entry>> find(Path data) throws IOException {
    Map<String, List<Entry>> units = new TreeMap<>();
    List<Path> tables;
    try (Stream<Path> paths = Files.walk(data, 3)) {
      tables =
          paths
              .filter(p -> p.endsWith(SoundTable.NAME) || p.endsWith(EXAMPLES))
              .sorted(Comparator.naturalOrder())
              .toList();
    }
    for (Path table : tables) {
      read(table, units);
    }
    return units;
  }

  /**
   * Adds the notes of a table to the units of their instruments.
   *
   * @param table NSynth's {@code examples.json}, under that or another name with this ending, or a
   *     table of files
   * @throws IOException where it cannot be read, or names what is no note
   */
  static void read(Path table, Map<String, List<Entry>> units) throws IOException {
    if (table.toString().endsWith(".json")) {
      nsynth(table, units);
    } else {
      SoundTable.read(table, units);
    }
  }

  private static void nsynth(Path examples, Map<String, List<Entry>> units) throws IOException {
    JsonNode root = root(examples);
    Path folder = examples.toAbsolutePath().normalize().resolveSibling("");
    String set = String.valueOf(folder.getFileName());
    int number = 0;
    for (Map.Entry<String, JsonNode> note : root.properties()) {
      SoundLabel label = label(examples, note, HELD_OUT.matcher(set).matches());
      Path file = examples.resolveSibling("audio").resolve(note.getKey() + ".wav");
      if (!Files.isRegularFile(file)) {
        throw new IOException("%s: %s has no file %s".formatted(examples, note.getKey(), file));
      }
      units
          .computeIfAbsent(
              "%s-%05d".formatted(set, number++ / NOTES_OF_UNIT), name -> new ArrayList<>())
          .add(new Entry(file, label));
    }
  }

  private static JsonNode root(Path examples) throws IOException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(examples.toFile());
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s: %s, in line %d".formatted(examples, e.getOriginalMessage(), line(e.getLocation())),
          e);
    }
    if (!root.isObject()) {
      throw new IOException(examples + " is no object of notes by name, as NSynth publishes it");
    }
    return root;
  }

  private static int line(@Nullable JsonLocation location) {
    return location == null ? 1 : location.getLineNr();
  }

  private static SoundLabel label(Path examples, Map.Entry<String, JsonNode> note, boolean heldOut)
      throws IOException {
    if (!SoundTable.isPlain(note.getKey())) {
      throw new IOException("%s: '%s' is no plain name".formatted(examples, note.getKey()));
    }
    JsonNode facts = note.getValue();
    JsonNode pitch = facts.path("pitch");
    if (!pitch.isInt() || pitch.asInt() < 0 || pitch.asInt() > SoundTable.HIGHEST) {
      throw new IOException(
          "%s: the pitch of %s is '%s', not a whole number from 0 to %d"
              .formatted(examples, note.getKey(), pitch.asText(), SoundTable.HIGHEST));
    }
    return new SoundLabel(
        heldOut ? SoundLabel.Source.NSYNTH_HELD_OUT : SoundLabel.Source.NSYNTH,
        facts.path("instrument_str").asText("unknown").replaceAll("\\s", "-"),
        SingleNoteOutputs.FAMILIES.indexOf(facts.path("instrument_family_str").asText()),
        pitch.asInt(),
        SingleNoteOutputs.VELOCITIES.indexOf(facts.path("velocity").asInt()),
        0,
        0);
  }

  /** Hears the notes of a unit. */
  static SoundUnit make(List<Entry> entries, SoundFeatures features) throws IOException {
    SoundUnit unit = new SoundUnit();
    FeaturePlan plan = features.plan();
    int most = (int) ((features.seconds() + MORE) * SoundfontRenderer.RATE);
    for (Entry entry : entries) {
      float[] audio = RecordingReader.read(entry.file());
      float[] frames = plan.extract(Arrays.copyOf(audio, Math.min(audio.length, most)));
      SoundLabel label = entry.label();
      unit.add(
          new SoundLabel(
              label.source(),
              label.instrument(),
              label.family(),
              label.pitch(),
              label.velocity(),
              frames.length / features.width(),
              features.onset(frames)),
          frames,
          features.width());
    }
    return unit;
  }
}

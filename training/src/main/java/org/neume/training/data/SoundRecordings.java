package org.neume.training.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neume.feature.signal.FeaturePlan;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.training.render.SoundfontRenderer;

/** Recorded single notes with their pitches: a table of files, and NSynth as it is published. */
final class SoundRecordings {
  private static final String TABLE = "notes.tsv";
  private static final String EXAMPLES = "examples.json";

  /** Seconds of a file that are heard beyond the note's. */
  private static final double MORE = 2;

  /** Words in names of instruments, by kind; the first that fits counts. */
  private static final List<Map.Entry<String, String>> KINDS =
      List.of(
          Map.entry("flute", "flute"),
          Map.entry("clarinet", "reed"),
          Map.entry("saxophone", "reed"),
          Map.entry("bassoon", "reed"),
          Map.entry("oboe", "reed"),
          Map.entry("horn", "brass"),
          Map.entry("trombone", "brass"),
          Map.entry("trumpet", "brass"),
          Map.entry("tuba", "brass"),
          Map.entry("piano", "keyboard"),
          Map.entry("organ", "organ"),
          Map.entry("synth", "synth_lead"),
          Map.entry("viol", "string"),
          Map.entry("cello", "string"),
          Map.entry("guitar", "guitar"),
          Map.entry("claudia", "vocal"),
          Map.entry("sven", "vocal"));

  private SoundRecordings() {}

  /** A file and what it holds; frames and onset are not known yet. */
  record Entry(Path file, SoundLabel label) {}

  /**
   * The notes below a folder, by the names of units: each {@code notes.tsv} with the columns file,
   * instrument and midi, a unit for each instrument; each {@code examples.json} of NSynth, a unit for
   * each 256 notes.
   *
   * @throws IOException where a table cannot be read
   */
  static Map<String, List<Entry>> find(Path data) throws IOException {
    Map<String, List<Entry>> units = new TreeMap<>();
    List<Path> tables;
    try (Stream<Path> paths = Files.walk(data, 3)) {
      tables =
          paths
              .filter(p -> p.endsWith(TABLE) || p.endsWith(EXAMPLES))
              .sorted(Comparator.naturalOrder())
              .toList();
    }
    for (Path table : tables) {
      if (table.endsWith(TABLE)) {
        recorded(table, units);
      } else {
        nsynth(table, units);
      }
    }
    return units;
  }

  private static void recorded(Path table, Map<String, List<Entry>> units) throws IOException {
    List<String> lines = Files.readAllLines(table);
    List<String> columns = lines.isEmpty() ? List.of() : List.of(lines.get(0).split("\t"));
    int file = columns.indexOf("file");
    int instrument = columns.indexOf("instrument");
    int midi = columns.indexOf("midi");
    if (file < 0 || instrument < 0 || midi < 0) {
      return;
    }
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      SoundLabel label =
          new SoundLabel(
              SoundLabel.Source.RECORDED,
              cells[instrument],
              family(cells[instrument]),
              Integer.parseInt(cells[midi].strip()),
              -1,
              0,
              0);
      units
          .computeIfAbsent("recorded-" + label.instrument(), name -> new ArrayList<>())
          .add(new Entry(table.resolveSibling(cells[file]), label));
    }
  }

  private static int family(String instrument) {
    for (Map.Entry<String, String> kind : KINDS) {
      if (instrument.toLowerCase(Locale.ROOT).contains(kind.getKey())) {
        return SingleNoteOutputs.FAMILIES.indexOf(kind.getValue());
      }
    }
    return -1;
  }

  private static void nsynth(Path examples, Map<String, List<Entry>> units) throws IOException {
    JsonNode root = new ObjectMapper().readTree(examples.toFile());
    String folder = String.valueOf(examples.toAbsolutePath().getParent().getFileName());
    boolean heldOut = folder.contains("valid") || folder.contains("test");
    int number = 0;
    for (Iterator<Map.Entry<String, JsonNode>> notes = root.properties().iterator();
        notes.hasNext();
        number++) {
      Map.Entry<String, JsonNode> note = notes.next();
      JsonNode facts = note.getValue();
      if (!facts.path("pitch").isInt()) {
        throw new IOException("%s: %s has no pitch".formatted(examples, note.getKey()));
      }
      SoundLabel label =
          new SoundLabel(
              heldOut ? SoundLabel.Source.NSYNTH_HELD_OUT : SoundLabel.Source.NSYNTH,
              facts.path("instrument_str").asText("unknown").replaceAll("\\s", "-"),
              SingleNoteOutputs.FAMILIES.indexOf(facts.path("instrument_family_str").asText()),
              facts.path("pitch").asInt(),
              SingleNoteOutputs.VELOCITIES.indexOf(facts.path("velocity").asInt()),
              0,
              0);
      units
          .computeIfAbsent("%s-%05d".formatted(folder, number / 256), name -> new ArrayList<>())
          .add(new Entry(examples.resolveSibling("audio").resolve(note.getKey() + ".wav"), label));
    }
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

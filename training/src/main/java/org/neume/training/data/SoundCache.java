package org.neume.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.neume.training.render.SoundfontRenderer;

/**
 * A folder of single notes as a network hears them, in units of an instrument each. A build that was
 * stopped goes on where it was.
 */
public final class SoundCache {
  private static final double NOTE_SECONDS = 4;

  /** Instruments that are rendered together. */
  private static final int AT_ONCE = 12;

  private SoundCache() {}

  /**
   * Makes what is missing.
   *
   * @param data folder with recorded notes; each {@code notes.tsv} and NSynth's {@code examples.json} in
   *     it is read
   * @param soundfonts which render what is trained on
   * @param heldOut soundfonts that render validation notes, none of them one of {@code soundfonts}
   * @param hours of rendered notes, of 4 s each
   * @param progress receives a line per unit
   * @throws IOException where a source cannot be read, or the cache was made of something else
   */
  public static void build(
      Path data,
      List<Path> soundfonts,
      List<Path> heldOut,
      Path folder,
      SoundFeatures features,
      double hours,
      long seed,
      Consumer<String> progress)
      throws IOException {
    Files.createDirectories(folder);
    List<PitchedPrograms.Instrument> instruments = PitchedPrograms.all();
    int each =
        (int)
            Math.max(
                1,
                Math.round(
                    hours
                        * 3600
                        / NOTE_SECONDS
                        / Math.max(1, soundfonts.size())
                        / instruments.size()));
    Map<String, List<SoundRecordings.Entry>> recordings = SoundRecordings.find(data);
    SoundOrigin.claim(
        folder,
        SoundOrigin.of(soundfonts, heldOut, recordings, features, each, seed),
        !exists(folder));
    render(soundfonts, SoundLabel.Source.RENDERED, folder, features, each, seed, progress);
    int few = Math.max(1, Math.min(each, 12));
    render(heldOut, SoundLabel.Source.HELD_OUT, folder, features, few, seed + 1, progress);
    for (Map.Entry<String, List<SoundRecordings.Entry>> unit : recordings.entrySet()) {
      if (!SoundUnit.isWhole(folder, unit.getKey())) {
        SoundRecordings.make(unit.getValue(), features).write(folder, unit.getKey());
        progress.accept("%s: %d notes".formatted(unit.getKey(), unit.getValue().size()));
      }
    }
  }

  private static void render(
      List<Path> soundfonts,
      SoundLabel.Source source,
      Path folder,
      SoundFeatures features,
      int each,
      long seed,
      Consumer<String> progress)
      throws IOException {
    for (Path soundfont : soundfonts) {
      String font = SoundOrigin.name(soundfont);
      String prefix = "%s-%s-".formatted(source.name().toLowerCase(Locale.ROOT), font);
      List<PitchedPrograms.Instrument> missing =
          PitchedPrograms.all().stream()
              .filter(instrument -> !SoundUnit.isWhole(folder, name(prefix, instrument)))
              .toList();
      if (missing.isEmpty()) {
        continue;
      }
      SoundfontRenderer renderer = new Soundfonts(List.of(soundfont)).draw(new SplittableRandom(0));
      for (int first = 0; first < missing.size(); first += AT_ONCE) {
        List<PitchedPrograms.Instrument> some =
            missing.subList(first, Math.min(missing.size(), first + AT_ONCE));
        List<SplittableRandom> randoms =
            some.stream().map(instrument -> random(seed, name(prefix, instrument))).toList();
        List<SoundUnit> units =
            SoundRenderings.make(renderer, some, randoms, source, features, each);
        for (int i = 0; i < some.size(); i++) {
          units.get(i).write(folder, name(prefix, some.get(i)));
        }
        progress.accept(
            "%s to %s".formatted(name(prefix, some.get(0)), some.get(some.size() - 1).program()));
      }
    }
  }

  private static String name(String prefix, PitchedPrograms.Instrument instrument) {
    return "%s%03d".formatted(prefix, instrument.program());
  }

  private static SplittableRandom random(long seed, String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + crc.getValue());
  }

  /** Whether notes are there, though perhaps not all. */
  public static boolean exists(Path folder) throws IOException {
    return !tables(folder).isEmpty();
  }

  private static List<Path> tables(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(".tsv"))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  /**
   * Maps all notes of a cache, in the order of the units' names.
   *
   * @throws IOException where it is missing or damaged, holds other features, or does not say what it is
   *     made of
   */
  public static List<Sound> load(Path folder, SoundFeatures features) throws IOException {
    List<Path> tables = tables(folder);
    if (tables.isEmpty()) {
      throw new IOException(folder + " holds no notes: build the cache first");
    }
    SoundOrigin.requireFeatures(folder, features);
    List<Sound> sounds = new ArrayList<>();
    for (Path table : tables) {
      sounds.addAll(SoundUnit.read(table, features.width()));
    }
    return sounds;
  }

  /** How many notes of each source there are, in words. */
  public static String describe(List<Sound> sounds) {
    return sounds.stream()
        .collect(
            Collectors.groupingBy(
                sound -> sound.label().source(), TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(
            count ->
                "%d %s"
                    .formatted(
                        count.getValue(),
                        count.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ')))
        .collect(Collectors.joining(", "));
  }
}

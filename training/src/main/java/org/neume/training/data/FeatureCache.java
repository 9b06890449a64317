package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.neume.training.beats.PieceSource;
import org.neume.training.beats.TrainingPiece;
import org.neume.training.train.Fold;

/** The feature cache, split and loaded into memory (about 58 MB per hour). */
public final class FeatureCache implements PieceSource {
  private final List<TrainingPiece> training = new ArrayList<>();
  private final List<TrainingPiece> validation = new ArrayList<>();
  private final String description;

  private FeatureCache(String description) {
    this.description = description;
  }

  /**
   * Loads a cache. Of the recordings in the validating fold only the untouched copies are loaded, of the others all copies.
   *
   * @param features what the cache must hold
   * @param fold which fold of the recordings validates, 0..4; -1 to train on all
   * @throws IOException where the cache is missing or damaged
   */
  public static FeatureCache load(Path folder, FeatureMaker features, int fold) throws IOException {
    Manifest manifest = new Manifest(folder);
    List<Manifest.Entry> entries = manifest.entries();
    if (entries.isEmpty()) {
      throw new IOException(folder + " holds no features: build the cache first");
    }
    manifest.require(features);
    Split split = split(entries, fold);
    FeatureCache cache = new FeatureCache(describe(entries, split, fold(entries, split, fold)));
    for (Manifest.Entry entry : entries) {
      boolean validates = split.validates(entry.group());
      if (validates && entry.copy() > 0) {
        continue;
      }
      LabeledFeatures read = FeatureFile.read(folder.resolve(entry.file()));
      if (read.bands() != features.width()) {
        throw new IOException(
            "%s holds %d values a frame, not %d: give each kind of network a --cache of its own"
                .formatted(folder.resolve(entry.file()), read.bands(), features.width()));
      }
      TrainingPiece piece = new CachedPiece(entry.id(), entry.recorded(), 1, read);
      (validates ? cache.validation : cache.training).add(piece);
    }
    return cache;
  }

  private static Split split(List<Manifest.Entry> entries, int fold) {
    Set<String> recordedGroups = new TreeSet<>();
    for (Manifest.Entry entry : entries) {
      if (entry.recorded()) {
        recordedGroups.add(entry.group());
      }
    }
    return new Split(recordedGroups, fold);
  }

  /**
   * Which part of the recordings a training holds out: with their names' hash where the cache is there.
   *
   * @throws IOException where the cache is damaged
   */
  public static Fold fold(Path folder, int number) throws IOException {
    List<Manifest.Entry> entries = new Manifest(folder).entries();
    return entries.isEmpty()
        ? new Fold(number, Split.FOLDS)
        : fold(entries, split(entries, number), number);
  }

  private static Fold fold(List<Manifest.Entry> entries, Split split, int number) {
    return Fold.holdingOut(
        number,
        Split.FOLDS,
        entries.stream()
            .filter(entry -> entry.recorded() && split.validates(entry.group()))
            .map(entry -> SourcePiece.idOf(entry.id()))
            .toList());
  }

  private static String describe(List<Manifest.Entry> entries, Split split, Fold fold) {
    Map<String, double[]> hours = new TreeMap<>();
    double validating = 0;
    for (Manifest.Entry entry : entries) {
      if (split.validates(entry.group())) {
        validating += entry.copy() == 0 ? entry.seconds() / 3600 : 0;
      } else {
        hours
                .computeIfAbsent(
                    entry.collection() + " (" + entry.license() + ")", k -> new double[1])[0] +=
            entry.seconds() / 3600;
      }
    }
    StringBuilder text = new StringBuilder("training: ");
    hours.forEach((name, sum) -> text.append("%s %.1f h, ".formatted(name, sum[0])));
    return text.append("validation: %.1f h, split by piece, ".formatted(validating))
        .append("recordings held out: ")
        .append(fold)
        .toString();
  }

  @Override
  public List<TrainingPiece> training() {
    return List.copyOf(training);
  }

  @Override
  public List<TrainingPiece> validation() {
    return List.copyOf(validation);
  }

  @Override
  public String description() {
    return description;
  }
}

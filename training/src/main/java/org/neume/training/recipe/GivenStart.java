package org.neume.training.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.neume.inference.model.ManifestFormat;
import org.neume.inference.model.ModelException;
import org.neume.inference.model.ModelFolder;
import org.neume.training.train.Fold;
import org.neume.training.train.Settings;
import org.neume.training.train.StartWeights;

/**
 * What a run begins with, and whether that fits its fold: weights that were trained on the recordings
 * that the run holds out would validate on what they know.
 *
 * @param weights what the run begins with
 * @param remark what the model's description must say of it; empty where there is nothing to say
 * @param warning a line for people
 */
record GivenStart(StartWeights weights, String remark, Optional<String> warning) {
  private static final String UNNAMED = "no named fold";

  /**
   * Reads the setting {@code start}.
   *
   * @throws IOException if its folder cannot be read
   * @throws IllegalArgumentException if it is the folder to be written, or its weights know recordings
   *     that the run holds out and nobody allows that
   */
  static GivenStart of(NetworkRecipe recipe, Settings settings) throws IOException {
    String text = settings.text("start");
    boolean allowed = settings.isYes("start-of-another-fold");
    if (text.isEmpty()) {
      return new GivenStart(StartWeights.DRAWN, "", Optional.empty());
    }
    Path folder = Path.of(text);
    Path model = Path.of(settings.text("model"));
    if (isSame(folder, model)) {
      throw new IllegalArgumentException(
          "start=%s is the model folder that the run would write, over the weights that it begins with: give another --out"
              .formatted(folder));
    }
    if (!Files.exists(folder.resolve(ModelFolder.GRAPH))) {
      throw new IllegalArgumentException(
          "start=%s is no model folder: give one that holds %s"
              .formatted(folder, ModelFolder.GRAPH));
    }
    return of(StartWeights.of(folder), folder, recipe.fold(settings), allowed);
  }

  private static GivenStart of(StartWeights weights, Path folder, Fold fold, boolean allowed)
      throws IOException {
    String data = trainingData(folder);
    Set<Fold> named = Fold.namedIn(data);
    String others = joined(named, fold::differsFrom);
    if (!others.isEmpty() && fold.holdsOut()) {
      String line =
          "%s was trained with other recordings held out (%s) than this run holds out (%s): it may know some that this run validates on"
              .formatted(folder, others, fold);
      if (!allowed) {
        throw new IllegalArgumentException(
            line + "; begin with one of the same fold, or allow it with start-of-another-fold=yes");
      }
      return new GivenStart(weights, remark(others), Optional.of("warning: " + line));
    }
    if (named.isEmpty() || data.contains(UNNAMED)) {
      return new GivenStart(
          weights,
          remark(UNNAMED),
          Optional.of(
              "warning: %s does not say which recordings were held out: it may know those that this run validates on"
                  .formatted(folder)));
    }
    String unknown = joined(named, other -> !other.isNamed());
    if (!unknown.isEmpty() && fold.holdsOut()) {
      return new GivenStart(
          weights,
          remark(unknown),
          Optional.of(
              "warning: %s says which fold was held out (%s) and not which recordings: whether it knows some that this run validates on cannot be checked"
                  .formatted(folder, unknown)));
    }
    return new GivenStart(weights, others.isEmpty() ? "" : remark(others), Optional.empty());
  }

  private static String joined(Set<Fold> folds, Predicate<Fold> which) {
    return folds.stream().filter(which).map(Fold::toString).collect(Collectors.joining(" and "));
  }

  private static String remark(String folds) {
    return "begun with weights of " + folds;
  }

  private static String trainingData(Path folder) throws IOException {
    Path manifest = folder.resolve(ModelFolder.MANIFEST);
    if (!Files.exists(manifest)) {
      return "";
    }
    try {
      return ManifestFormat.read(Files.readString(manifest), manifest.toString()).trainingData();
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    if (Files.exists(one) && Files.exists(other)) {
      return Files.isSameFile(one, other);
    }
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }
}

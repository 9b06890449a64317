package org.neume.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.inference.model.ManifestFormat;
import org.neume.inference.model.ModelManifest;
import org.neume.training.data.Manifest;
import org.neume.training.train.Fold;
import org.neume.training.train.Settings;
import org.neume.training.train.TrainingTask;

class GivenStartTest {
  private static final NetworkRecipe NOTES = Recipes.named("notes");
  private static final NetworkRecipe BEATS = Recipes.named("beats");

  @TempDir Path folder;

  @Test
  void weightsOfTheSameFoldAreBegunWithWithoutAWord() throws IOException {
    Fold fold = Fold.holdingOut(1, 3, List.of("any"));
    GivenStart start = start(NOTES, "recordings held out: " + fold, "fold=1");

    assertThat(start.weights().isTrained()).isTrue();
    assertThat(start.remark()).isEmpty();
    assertThat(start.warning()).isEmpty();
  }

  @Test
  void weightsThatWereTrainedOnWhatTheRunHoldsOutAreRefused() {
    refused(NOTES, "recordings held out: fold 1 of 3", "fold=0", "held out (fold 1 of 3)");
    refused(BEATS, "recordings held out: no fold of 5", "fold=0", "held out (no fold of 5)");
    refused(
        NOTES,
        "recordings held out: fold 0 of 3, begun with weights of fold 2 of 3",
        "fold=0",
        "held out (fold 2 of 3) than this run holds out (fold 0 of 3)");
  }

  @Test
  void aFoldOfTheSameNumberInOtherDataIsAnotherFold() throws IOException {
    String before = heldOutBy(beatCache("a", "b", "c", "d", "e"));
    String cache = beatCache("a", "b", "c", "d", "e", "f");

    refused(
        BEATS,
        "recordings held out: " + before,
        cache,
        "held out (%s) than this run holds out (%s)".formatted(before, heldOutBy(cache)));
  }

  @Test
  void weightsThatHeldTheSameRecordingsOutAreBegunWithWithoutAWord() throws IOException {
    String cache = beatCache("a", "b", "c", "d", "e");
    GivenStart start = start(BEATS, "recordings held out: " + heldOutBy(cache), cache);

    assertThat(heldOutBy(cache)).matches("fold 0 of 5, held out [0-9a-f]{8}");
    assertThat(start.warning()).isEmpty();
    assertThat(start.remark()).isEmpty();
  }

  @Test
  void weightsThatSayTheirFoldAndNotItsRecordingsAreBegunWithUnderAWarningAndSoAreTheirOffspring()
      throws IOException {
    String cache = beatCache("a", "b", "c", "d", "e");
    GivenStart first = start(BEATS, "recordings held out: fold 0 of 5", cache);
    String offspring = "recordings held out: " + heldOutBy(cache) + ", " + first.remark();
    GivenStart second = start(BEATS, offspring, cache);

    for (GivenStart start : List.of(first, second)) {
      assertThat(start.warning().orElseThrow())
          .startsWith("warning: ")
          .contains("says which fold was held out (fold 0 of 5) and not which recordings")
          .endsWith("cannot be checked")
          .doesNotContain("\n");
      assertThat(start.remark()).isEqualTo("begun with weights of fold 0 of 5");
    }
  }

  private String heldOutBy(String cache) throws IOException {
    return BEATS.fold(settings(BEATS, cache)).toString();
  }

  /** A cache of these recordings, as the setting that names it. */
  private String beatCache(String... recordings) throws IOException {
    Path cache = Files.createDirectories(folder.resolve("cache" + recordings.length));
    Manifest manifest = new Manifest(cache);
    for (String name : recordings) {
      String file = name + ".nbf";
      Files.createFile(cache.resolve(file));
      manifest.add(
          new Manifest.Entry(file, name + "#0", name, "OPENTAIKO", "CC BY", true, 0, 1, 9, 100, 9));
    }
    return "cache=" + cache;
  }

  private void refused(NetworkRecipe recipe, String data, String setting, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> start(recipe, data, setting))
        .withMessageContaining(message)
        .withMessageContaining("it may know some that this run validates on")
        .withMessageEndingWith("or allow it with start-of-another-fold=yes")
        .withMessageNotContaining("\n");
  }

  @Test
  void whoKnowsThatMayBeginWithThemAndTheModelSaysSo() throws IOException {
    GivenStart start = start(NOTES, "held out: fold 1 of 3", "fold=0", "start-of-another-fold=yes");

    assertThat(start.warning().orElseThrow())
        .startsWith("warning: ")
        .endsWith("it may know some that this run validates on");
    assertThat(Fold.namedIn("held out: fold 0 of 3, " + start.remark()))
        .containsExactly(new Fold(0, 3), new Fold(1, 3));
  }

  @Test
  void aRunThatHoldsNothingOutMayBeginWithAnyWeights() throws IOException {
    GivenStart start = start(BEATS, "held out: fold 1 of 5", "fold=-1");

    assertThat(start.warning()).isEmpty();
    assertThat(start.remark()).isEqualTo("begun with weights of fold 1 of 5");
  }

  @Test
  void modelsThatNameNoFoldAreBegunWithUnderAWarningAndSoAreTheirOffspring() throws IOException {
    GivenStart first = start(NOTES, "split by piece", "fold=0");
    GivenStart second = start(NOTES, "held out: fold 0 of 3, " + first.remark(), "fold=0");

    for (GivenStart start : List.of(first, second)) {
      assertThat(start.warning().orElseThrow())
          .startsWith("warning: ")
          .contains("does not say which recordings were held out")
          .doesNotContain("\n");
      assertThat(start.remark()).isEqualTo("begun with weights of no named fold");
    }
  }

  @Test
  void theFolderThatWouldBeWrittenIsRefusedByWhateverName() throws IOException {
    Path start = model("held out: fold 0 of 3");
    Path link = Files.createSymbolicLink(folder.resolve("link"), start);
    for (Path other : List.of(start, start.resolve("../start"), link)) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  Recipes.check(NOTES, settings(NOTES, "start=" + start, "model=" + other), false))
          .withMessageContaining("is the model folder that the run would write");
    }
  }

  @Test
  void aFolderWithoutANetworkIsRefused() {
    assertThatThrownBy(() -> Recipes.check(NOTES, settings(NOTES, "start=" + folder), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no model folder");
  }

  private GivenStart start(NetworkRecipe recipe, String data, String... arguments)
      throws IOException {
    Path start = model(data);
    return GivenStart.of(recipe, settings(recipe, "start=" + start).with(arguments));
  }

  private Settings settings(NetworkRecipe recipe, String... arguments) {
    return recipe.settings().with("model=" + folder.resolve("new")).with(arguments);
  }

  private Path model(String trainingData) throws IOException {
    Path start = folder.resolve("start");
    Files.createDirectories(start.resolve("saved_model"));
    Files.writeString(start.resolve("saved_model/saved_model.pb"), "a network");
    ModelManifest manifest =
        new ModelManifest(
            "any",
            "1",
            "any",
            "log-bands-81",
            100,
            81,
            0,
            0,
            List.of(100),
            "features",
            "activations",
            List.of("beat"),
            "dbn",
            "Apache-2.0",
            trainingData,
            Map.of(),
            1,
            "0".repeat(64));
    Files.writeString(start.resolve("model.json"), ManifestFormat.write(manifest));
    return start;
  }

  @Test
  void aTaskWhoseDescriptionSaysMoreLosesNothingElse() {
    for (Method method : TrainingTask.class.getDeclaredMethods()) {
      assertThat(RemarkedTask.class)
          .as("a default method that is not passed on is lost silently")
          .hasDeclaredMethods(method.getName());
    }
  }

  @Test
  void foldsAreReadAsTheyAreWritten() {
    for (Fold fold :
        List.of(
            new Fold(0, 3),
            new Fold(-1, 5),
            new Fold(12, 20),
            Fold.holdingOut(1, 3, List.of("a", "b")))) {
      assertThat(Fold.namedIn("validation: 0.4 h, recordings held out: " + fold))
          .isEqualTo(Set.of(fold));
    }
    assertThat(Fold.namedIn("validation: 0.4 h, split by piece")).isEmpty();
  }
}

package org.neume.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.training.train.Settings;
import org.neume.training.train.TrainingTask;

class RecipesTest {
  @TempDir Path folder;

  @Test
  void aNetworkThatDoesNotExistIsRefusedWithThoseThatDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.named("chords"))
        .withMessageStartingWith(
            "there is no network chords: choose one of beats, beats-2019, notes, tempo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"beats", "beats-2019", "notes"})
  void everyNetworkHasTheCommonSettingsAndWritesIntoItsOwnModelFolder(String name) {
    Settings settings = Recipes.named(name).settings();

    assertThat(settings.text("model")).isEqualTo("models/" + name);
    assertThat(settings.text("keep")).isEqualTo("best");
    assertThat(settings.whole("fold")).isZero();
  }

  /** The README's table of defaults. */
  @Test
  void theDefaultsAreThoseOfTheDocumentation() {
    Settings beats = Recipes.named("beats").settings();
    Settings old = Recipes.named("beats-2019").settings();
    Settings notes = Recipes.named("notes").settings();

    assertThat(texts(beats, "epochs", "steps", "patience", "batch", "frames"))
        .containsExactly("24", "1000", "24", "4", "3072");
    assertThat(texts(notes, "epochs", "steps", "patience", "batch", "frames"))
        .containsExactly("24", "500", "24", "8", "200");
    assertThat(texts(beats, "rate", "final", "warmup", "decay", "clip", "average", "real"))
        .containsExactly("0.003", "0.02", "100", "0.01", "1.0", "0.998", "0.25");
    assertThat(texts(notes, "rate", "final", "warmup", "decay", "clip", "average", "real"))
        .containsExactly("0.003", "0.02", "200", "0.01", "1.0", "0.995", "0.2");
    assertThat(texts(beats, "positive", "downbeat", "tempo")).containsExactly("1.0", "1.0", "0.02");
    assertThat(texts(old, "positive", "downbeat", "tempo")).containsExactly("70.0", "0.0", "0.0");
    assertThat(texts(notes, "positive", "channels", "comb", "blocks"))
        .containsExactly("2.0", "32", "16", "4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"beats", "beats-2019", "notes", "tempo", "multipitch", "pitch"})
  void aValueOutOfItsRangeIsRefusedBeforeThereIsAnyData(String name) {
    NetworkRecipe recipe = Recipes.named(name);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.check(recipe, recipe.settings().with("epochs=many"), false))
        .withMessage("the setting epochs=many is not a whole number");
    assertThatNoException().isThrownBy(() -> Recipes.check(recipe, recipe.settings(), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"table-budgets=2,1", "table-only=chords", "table-frames=12.5", "threads=0"})
  void aTableThatCannotBeMadeIsRefusedBeforeThereIsAnyData(String setting) {
    NetworkRecipe recipe = Recipes.named("multipitch");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.check(recipe, recipe.settings().with(setting), true));
    assertThatNoException().isThrownBy(() -> Recipes.check(recipe, recipe.settings(), true));
  }

  @Test
  void aNetworkWithoutAFamilyHasNoTable() {
    NetworkRecipe recipe = Recipes.named("notes");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.check(recipe, recipe.settings(), true))
        .withMessageEndingWith("leave out --table");
  }

  private static List<String> texts(Settings settings, String... names) {
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      texts.add(settings.text(name));
    }
    return texts;
  }

  @Test
  void notesAreBuiltTrainedAndExportedBySettingsAlone() throws IOException {
    NetworkRecipe recipe = Recipes.named("notes");
    Path cache = folder.resolve("cache");
    Path model = folder.resolve("model");
    Settings settings =
        recipe
            .settings()
            .with(
                "cache=" + cache,
                "work=" + folder.resolve("work"),
                "model=" + model,
                "epochs=1",
                "steps=1",
                "batch=1",
                "frames=16",
                "channels=1",
                "comb=1",
                "blocks=1");
    Path data = Files.createDirectories(folder.resolve("data"));
    recipe.build(new DataRequest(data, List.of(), List.of(), 0.01, 1), settings, line -> {});

    Recipes.train(recipe, settings, line -> {});
    Files.delete(model.resolve("model.json"));
    Recipes.train(recipe, settings.with("export-only=yes", "keep=last"), line -> {});

    assertThat(Files.readString(model.resolve("model.json")))
        .contains("recordings held out: fold 0 of 3, held out e3b0c442");
    assertThat(Files.readString(model.resolve("training-report.md")))
        .contains("recordings held out: fold 0 of 3, held out e3b0c442");
    Settings other = settings.with("export-only=yes", "seed=2");
    assertThatThrownBy(() -> Recipes.train(recipe, other, line -> {}))
        .hasMessageContaining("checkpoint.bin belongs to another run (other seed)");
    TrainingTask task = recipe.task(settings);
    assertThat(task.network().name()).isEqualTo("notes");
    assertThatThrownBy(() -> recipe.task(settings.with("fold=1")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds fold 0 of the recordings out, not fold 1");
  }
}

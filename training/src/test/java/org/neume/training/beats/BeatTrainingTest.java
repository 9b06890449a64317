package org.neume.training.beats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.OutputHeads;
import org.neume.training.network.WeightLayout;
import org.neume.training.train.EpochRecord;
import org.neume.training.train.StartWeights;
import org.neume.training.train.Trained;
import org.neume.training.train.Training;
import org.neume.training.train.TrainingRecipe;

class BeatTrainingTest {
  private static final ClickSource CLICKS = new ClickSource(6, 2, 1500);
  @TempDir Path folder;

  @Test
  void aResumedRunEndsWithTheWeightsOfAnUninterruptedOneAndOfASecondRun() throws IOException {
    Trained whole = training("whole").run();
    training("parts").run(1);
    Trained resumed = training("parts").run();
    Trained again = training("again").run();

    assertThat(resumed.weights()).isEqualTo(whole.weights());
    assertThat(again.weights()).isEqualTo(whole.weights());
    assertThat(resumed.epochs()).hasSize(2);
  }

  @Test
  void refusesToGoOnWithOtherOptionsDataOrPickerAndSaysWhichAndWhatHelps() throws IOException {
    training("work").run(1);
    BeatPicker picker = BeatTask.peakPicker();

    refused(options("work", "seed=99"), CLICKS, picker, "(other seed)");
    refused(options("work"), new ClickSource(5, 2, 1500), picker, "(other training data)");
    refused(options("work"), new ClickSource(6, 3, 1500), picker, "(other validation data (fold))");
    refused(options("work"), CLICKS, new PeakPicker(0.2, 7), "(other picker)");
  }

  private static void refused(
      BeatOptions options, PieceSource source, BeatPicker picker, String difference) {
    BeatTask task = new BeatTask(options, source, picker);
    assertThatThrownBy(() -> new Training(task, StartWeights.DRAWN, line -> {}).run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checkpoint.bin belongs to another run " + difference)
        .hasMessageEndingWith("or remove it to start afresh")
        .hasMessageNotContaining("\n");
  }

  @Test
  void learnsToFindClicks() throws IOException {
    BeatNetworkConfig small =
        new BeatNetworkConfig(
            "clicks", 4, 4, 8, 5, false, OutputHeads.BEAT_AND_DOWNBEAT, 300, 0.0, 0, 1);
    BeatOptions options =
        Networks.options(
                small,
                folder.resolve("clicks"),
                "batch=4",
                "frames=500",
                "epochs=3",
                "steps=40",
                "rate=1e-2",
                "final=0.05",
                "warmup=5",
                "decay=0",
                "average=0.8")
            .with(AugmentationOptions.none());
    List<String> lines = new ArrayList<>();

    Trained trained = training(options, lines).run();

    assertThat(trained.kept().figures().of(BeatFigures.RENDERED_BEAT)).isGreaterThan(0.9);
    assertThat(trained.epochs().get(2).trainingLoss())
        .isLessThan(0.8 * trained.epochs().get(0).trainingLoss());
    assertThat(lines).hasSize(4);
  }

  @Test
  void theRecipeLeavesAModelFolderAndAReport() throws IOException {
    BeatOptions options = options("recipe");

    TrainingRecipe.run(task(options), StartWeights.DRAWN, "1", line -> {});

    Path model = options.run().modelFolder();
    assertThat(model.resolve("model.json")).exists();
    assertThat(model.resolve("saved_model/saved_model.pb")).exists();
    assertThat(model.resolve("saved_model/variables")).doesNotExist();
    assertThat(Files.readString(model.resolve("training-report.md")))
        .contains("synthetic clicks")
        .contains("| 2 |");
    assertThat(Files.readString(model.resolve("training-quality.svg"))).contains("<polyline");
  }

  @Test
  void aRunMayBeginWithTheWeightsOfAModelFolderAllButItsTempoHead() throws IOException {
    BeatOptions options = options("first");
    Trained first = TrainingRecipe.run(task(options), StartWeights.DRAWN, "1", line -> {});
    WeightLayout layout = options.network().layout();

    StartWeights start = StartWeights.of(options.run().modelFolder());
    float[] read = start.weights(options.network(), 99);

    int exported = layout.exportedSize();
    assertThat(Arrays.copyOf(read, exported)).isEqualTo(Arrays.copyOf(first.weights(), exported));
    float[] drawn = layout.initialWeights(99);
    assertThat(Arrays.copyOfRange(read, exported, read.length))
        .isEqualTo(Arrays.copyOfRange(drawn, exported, drawn.length));
    assertThatThrownBy(() -> start.weights(Networks.classes(), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds another network than " + Networks.classes().name());
    BeatOptions further = options("further");
    Trained second = TrainingRecipe.run(task(further), start, "2", line -> {});
    assertThat(second.epochs()).extracting(EpochRecord::epoch).containsExactly(0, 1, 2);
    assertThat(second.epochs().get(0).figures()).isEqualTo(first.kept().figures());
    assertThat(Files.readString(further.run().modelFolder().resolve("training-report.md")))
        .contains("First weights: those of the network with SHA-256 ")
        .contains("| 0 | – | ");
  }

  private Training training(String name) {
    return training(options(name), new ArrayList<>());
  }

  private static Training training(BeatOptions options, List<String> lines) {
    return new Training(task(options), StartWeights.DRAWN, lines::add);
  }

  private static BeatTask task(BeatOptions options) {
    return new BeatTask(options, CLICKS, BeatTask.peakPicker());
  }

  private BeatOptions options(String name, String... arguments) {
    return Networks.options(Networks.tasks(), folder.resolve(name), arguments);
  }
}

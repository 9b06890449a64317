package org.neume.training.train;

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

class BeatTrainingTest {
  private static final ClickSource CLICKS = new ClickSource(6, 2, 1500);
  @TempDir Path folder;

  @Test
  void aResumedRunEndsWithTheWeightsOfAnUninterruptedOneAndOfASecondRun() throws IOException {
    TrainedNetwork whole = training("whole").run();
    training("parts").run(1);
    TrainedNetwork resumed = training("parts").run();
    TrainedNetwork again = training("again").run();

    assertThat(resumed.weights()).isEqualTo(whole.weights());
    assertThat(again.weights()).isEqualTo(whole.weights());
    assertThat(resumed.epochs()).hasSize(2);
  }

  @Test
  void refusesToGoOnWithOtherOptionsDataOrPickerAndSaysWhichAndWhatHelps() throws IOException {
    training("work").run(1);
    BeatTrainingOptions same = options("work");
    BeatPicker picker = BeatTraining.peakPicker();

    refused(same.withDraw(99, 2, same.realShare()), CLICKS, picker, "(other seed)");
    refused(same, new ClickSource(5, 2, 1500), picker, "(other training data)");
    refused(same, new ClickSource(6, 3, 1500), picker, "(other validation data (fold))");
    refused(same, CLICKS, new PeakPicker(0.2, 7), "(other picker)");
  }

  private static void refused(
      BeatTrainingOptions options, PieceSource source, BeatPicker picker, String difference) {
    assertThatThrownBy(() -> new BeatTraining(options, source, picker, line -> {}).run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checkpoint.bin belongs to another run " + difference)
        .hasMessageEndingWith("or remove it to start afresh")
        .hasMessageNotContaining("\n");
  }

  @Test
  void saysHowFarItIsAfterEveryStep() throws IOException {
    List<String> steps = new ArrayList<>();
    ProgressSink sink =
        new ProgressSink() {
          @Override
          public void line(String text) {}

          @Override
          public void step(String text) {
            steps.add(text);
          }
        };
    new BeatTraining(options("steps"), CLICKS, BeatTraining.peakPicker(), sink).run(1);

    assertThat(steps).hasSize(6);
    assertThat(steps.get(4)).startsWith("epoch 1 of 2, step 5 of 5, loss ");
    assertThat(steps.get(5)).isEqualTo("epoch 1: validating");
  }

  @Test
  void learnsToFindClicks() throws IOException {
    BeatNetworkConfig small =
        new BeatNetworkConfig(
            "clicks", 4, 4, 8, 5, false, OutputHeads.BEAT_AND_DOWNBEAT, 300, 0.0, 0, 1);
    BeatTrainingOptions options =
        BeatTrainingOptions.recipe(small, folder.resolve("m"), folder.resolve("clicks"))
            .withBatches(4, 500)
            .withLength(3, 40, 10)
            .withMethod(
                LossOptions.of(small),
                new OptimizerOptions(OptimizerOptions.Algorithm.ADAM, 1e-2, 0.05, 5, 1, 0, 0.8),
                AugmentationOptions.none());
    List<String> lines = new ArrayList<>();

    TrainedNetwork trained =
        new BeatTraining(options, CLICKS, BeatTraining.peakPicker(), lines::add).run();

    assertThat(trained.best().validation().renderedBeat()).isGreaterThan(0.9);
    assertThat(trained.epochs().get(2).trainingLoss())
        .isLessThan(0.8 * trained.epochs().get(0).trainingLoss());
    assertThat(lines).hasSize(4);
  }

  @Test
  void theRecipeLeavesAModelFolderAndAReport() throws IOException {
    BeatTrainingOptions options = options("recipe");

    BeatRecipe.run(options, CLICKS, BeatTraining.peakPicker(), StartWeights.DRAWN, "1", line -> {});

    assertThat(options.modelFolder().resolve("model.json")).exists();
    assertThat(options.modelFolder().resolve("saved_model/saved_model.pb")).exists();
    assertThat(options.modelFolder().resolve("saved_model/variables")).doesNotExist();
    assertThat(Files.readString(options.modelFolder().resolve("training-report.md")))
        .contains("synthetic clicks")
        .contains("| 2 |");
    assertThat(Files.readString(options.modelFolder().resolve("training-quality.svg")))
        .contains("<polyline");
  }

  @Test
  void aRunMayBeginWithTheWeightsOfAModelFolderAllButItsTempoHead() throws IOException {
    BeatTrainingOptions options = options("first");
    TrainedNetwork first =
        BeatRecipe.run(
            options, CLICKS, BeatTraining.peakPicker(), StartWeights.DRAWN, "1", line -> {});
    WeightLayout layout = WeightLayout.of(options.network());

    StartWeights start = StartWeights.of(options.modelFolder());
    float[] read = start.weights(options.network(), 99);

    int exported = layout.exportedSize();
    assertThat(Arrays.copyOf(read, exported)).isEqualTo(Arrays.copyOf(first.weights(), exported));
    float[] drawn = layout.initialWeights(99);
    assertThat(Arrays.copyOfRange(read, exported, read.length))
        .isEqualTo(Arrays.copyOfRange(drawn, exported, drawn.length));
    assertThatThrownBy(() -> start.weights(Networks.classes(), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds another network than " + Networks.classes().name());
    BeatTrainingOptions further = options("further");
    BeatRecipe.run(further, CLICKS, BeatTraining.peakPicker(), start, "2", line -> {});
    assertThat(Files.readString(further.modelFolder().resolve("training-report.md")))
        .contains("First weights: those of the network with SHA-256 ");
  }

  @Test
  void rectifiedAdamChangesTheWeightsWithoutBlowingThemUp() {
    BeatNetworkConfig network = Networks.classes();
    OptimizerOptions radam =
        new OptimizerOptions(OptimizerOptions.Algorithm.RADAM, 1e-2, 0.05, 0, 1, 0, 0);
    BeatTrainingOptions options =
        Networks.options(network, folder)
            .withMethod(LossOptions.of(network), radam, AugmentationOptions.none());
    SegmentSampler sampler = new SegmentSampler(CLICKS.training(), options);
    float[] start = WeightLayout.of(network).initialWeights(1);
    try (TrainingSession session = new TrainingSession(options, WeightState.start(start))) {
      double first = session.step(sampler.batch(0), radam.at(0, 60), 0).loss();
      for (int step = 1; step < 60; step++) {
        session.step(sampler.batch(step), radam.at(step, 60), step);
      }
      assertThat(session.loss(sampler.batch(0))).isLessThan(first);
    }
  }

  private BeatTraining training(String name) {
    return new BeatTraining(options(name), CLICKS, BeatTraining.peakPicker(), line -> {});
  }

  private BeatTrainingOptions options(String name) {
    return Networks.options(Networks.tasks(), folder.resolve(name));
  }
}

package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.transcription.notes.NoteSettings;

class NoteTrainingTest {
  private static final NoteSource TONES = NoteNetworks.source(6, 600);
  private static final NoteSettings DECODING = NoteSettings.defaults();
  @TempDir Path folder;

  @Test
  void aResumedRunEndsWithTheWeightsOfAnUninterruptedOneAndOfASecondRun() throws IOException {
    TrainedNotes whole = training("whole").run();
    training("parts").run(1);
    TrainedNotes resumed = training("parts").run();
    TrainedNotes again = training("again").run();

    assertThat(resumed.weights()).isEqualTo(whole.weights());
    assertThat(again.weights()).isEqualTo(whole.weights());
    assertThat(resumed.epochs()).hasSize(2);
    assertThat(resumed.epochs().get(0).figures()).isEqualTo(whole.epochs().get(0).figures());
  }

  @Test
  void refusesToGoOnWithOtherOptionsDataOrSettingsAndSaysWhichAndWhatHelps() throws IOException {
    training("work").run(1);
    NoteTrainingOptions same = options("work");
    refused(same.withDraw(99, 2, same.realShare()), TONES, DECODING, "(other seed)");
    refused(same, NoteNetworks.source(5, 600), DECODING, "(other training data)");
    refused(same, TONES, DECODING.withThresholds(0.2, 0.2), "(other note settings)");
  }

  private static void refused(
      NoteTrainingOptions options, NoteSource source, NoteSettings decoding, String difference) {
    assertThatThrownBy(() -> new NoteTraining(options, source, decoding, line -> {}).run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checkpoint.bin belongs to another run " + difference)
        .hasMessageEndingWith("or remove it to start afresh")
        .hasMessageNotContaining("\n");
  }

  @Test
  void learnsToFindTonesOnAnyKeyFromThoseItHeard() throws IOException {
    NoteNetworkConfig small = new NoteNetworkConfig("tones", 12, 8, 1, 0, 0.1, 2);
    NoteTrainingOptions options =
        NoteTrainingOptions.recipe(small, folder.resolve("m"), folder.resolve("tones"))
            .withBatches(4, 200)
            .withLength(3, 60, 10)
            .withMethod(
                2, new OptimizerOptions(OptimizerOptions.Algorithm.ADAM, 2e-2, 0.05, 5, 1, 0, 0.8));
    List<String> lines = new ArrayList<>();

    TrainedNotes trained = new NoteTraining(options, TONES, DECODING, lines::add).run();

    NoteFigures figures = trained.best().figures();
    assertThat(figures.of(NotePiece.Kind.RENDERED, NoteFigures.ONSET)).isGreaterThan(0.9);
    assertThat(figures.of(NotePiece.Kind.RENDERED, NoteFigures.FRAME)).isGreaterThan(0.8);
    assertThat(figures.values().get(NoteFigures.ALL_OFF)).isBetween(0.98, 0.99);
    assertThat(figures.values().get(NoteFigures.ALL_RIGHT)).isGreaterThan(0.8);
    assertThat(lines).hasSize(4);
  }

  @Test
  void theRecipeLeavesAModelFolderAndAReport() throws IOException {
    NoteTrainingOptions options = options("recipe");

    NoteRecipe.run(options, TONES, DECODING, "1", line -> {});

    assertThat(options.modelFolder().resolve("model.json")).exists();
    assertThat(options.modelFolder().resolve("saved_model/saved_model.pb")).exists();
    assertThat(Files.readString(options.modelFolder().resolve("training-report.md")))
        .contains("tones")
        .contains("88-output accuracy, all off")
        .contains("| slices |")
        .contains("| 2 |");
    assertThat(Files.readString(options.modelFolder().resolve("training-loss.svg")))
        .contains("<polyline");
    assertThat(NoteRecipe.export(options, TONES, "2").epochs()).hasSize(2);
  }

  private NoteTraining training(String name) {
    return new NoteTraining(options(name), TONES, DECODING, line -> {});
  }

  private NoteTrainingOptions options(String name) {
    return NoteNetworks.options(NoteNetworks.tiny(), folder.resolve(name));
  }
}

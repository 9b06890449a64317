package org.neume.training.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.train.Figures;
import org.neume.training.train.StartWeights;
import org.neume.training.train.Trained;
import org.neume.training.train.Training;
import org.neume.training.train.TrainingRecipe;

class NoteTrainingTest {
  private static final NoteSource TONES = NoteNetworks.source(6, 600);
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
    assertThat(resumed.epochs().get(0).figures()).isEqualTo(whole.epochs().get(0).figures());
  }

  @Test
  void refusesToGoOnWithOtherOptionsDataOrSettingsAndSaysWhichAndWhatHelps() throws IOException {
    training("work").run(1);
    refused(options("work", "seed=99"), TONES, "(other seed)");
    refused(options("work"), NoteNetworks.source(5, 600), "(other training data)");
    refused(options("work", "onset=0.2", "frame=0.2"), TONES, "(other note settings)");
  }

  private static void refused(NoteOptions options, NoteSource source, String difference) {
    assertThatThrownBy(() -> training(options, source, new ArrayList<>()).run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checkpoint.bin belongs to another run " + difference)
        .hasMessageEndingWith("or remove it to start afresh")
        .hasMessageNotContaining("\n");
  }

  @Test
  void learnsToFindTonesOnAnyKeyFromThoseItHeard() throws IOException {
    NoteNetworkConfig small = new NoteNetworkConfig("tones", 12, 8, 1, 0, 0.1, 2);
    NoteOptions options =
        NoteNetworks.options(
            small,
            folder.resolve("tones"),
            "batch=4",
            "frames=200",
            "epochs=3",
            "steps=60",
            "rate=2e-2",
            "final=0.05",
            "warmup=5",
            "decay=0",
            "average=0.8");
    List<String> lines = new ArrayList<>();

    Trained trained = training(options, TONES, lines).run();

    Figures figures = trained.kept().figures();
    assertThat(figures.of(NoteFigures.name(NotePiece.Kind.RENDERED, NoteFigures.ONSET)))
        .isGreaterThan(0.9);
    assertThat(figures.of(NoteFigures.name(NotePiece.Kind.RENDERED, NoteFigures.FRAME)))
        .isGreaterThan(0.8);
    assertThat(figures.of(NoteFigures.ALL_OFF)).isBetween(0.98, 0.99);
    assertThat(figures.of(NoteFigures.ALL_RIGHT)).isGreaterThan(0.8);
    assertThat(lines).hasSize(4);
  }

  @Test
  void theRecipeLeavesAModelFolderAndAReport() throws IOException {
    NoteTask task = new NoteTask(options("recipe"), TONES);

    TrainingRecipe.run(task, StartWeights.DRAWN, "1", line -> {});

    Path model = task.options().modelFolder();
    assertThat(model.resolve("model.json")).exists();
    assertThat(model.resolve("saved_model/saved_model.pb")).exists();
    assertThat(Files.readString(model.resolve("training-report.md")))
        .contains("tones")
        .contains("88-output accuracy, all off")
        .contains("| slices |")
        .contains("| 2 |");
    assertThat(Files.readString(model.resolve("training-loss.svg"))).contains("<polyline");
    assertThat(TrainingRecipe.export(task, StartWeights.DRAWN, "2", line -> {}).epochs())
        .hasSize(2);
  }

  @Test
  void aRunMayBeginWithTheWeightsOfAModelFolder() throws IOException {
    NoteTask task = new NoteTask(options("first"), TONES);
    Trained first = TrainingRecipe.run(task, StartWeights.DRAWN, "1", line -> {});

    StartWeights start = StartWeights.of(task.options().modelFolder());

    assertThat(start.weights(task.network(), 99)).isEqualTo(first.weights());
  }

  @Test
  void aDeeperNetworkBegunWithAShallowerOneFirstSaysTheSame() throws IOException {
    NoteOptions shallow = options("shallow", "epochs=1");
    Trained first =
        TrainingRecipe.run(new NoteTask(shallow, TONES), StartWeights.DRAWN, "1", line -> {});
    StartWeights start = StartWeights.of(shallow.run().modelFolder());
    NoteOptions deeper = options("deeper", "epochs=1", "blocks=5");

    Trained second = TrainingRecipe.run(new NoteTask(deeper, TONES), start, "2", line -> {});

    assertThat(deeper.network().layout().size()).isGreaterThan(first.weights().length);
    assertThat(second.epochs().get(0).figures()).isEqualTo(first.kept().figures());
    assertThatThrownBy(
            () -> start.weights(new NoteTask(options("other", "channels=7"), TONES).network(), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds another network than tiny-notes");
  }

  @Test
  void theReportSaysWhatOtherThresholdsWouldHaveGivenTheFiguresOwnAmongThem() throws IOException {
    NoteTask task = new NoteTask(options("thresholds", "onset=0.4", "frame=0.3"), TONES);

    Trained trained = TrainingRecipe.run(task, StartWeights.DRAWN, "1", line -> {});

    Figures kept = trained.kept().figures();
    List<String> report =
        Files.readAllLines(task.options().modelFolder().resolve("training-report.md"));
    assertThat(report).contains("| onset | frame | rendered | slices |");
    assertThat(report)
        .contains(
            "| 0.40 | 0.3 | %s | %s |"
                .formatted(cell(kept, NotePiece.Kind.RENDERED), cell(kept, NotePiece.Kind.SLICES)));
  }

  private static String cell(Figures figures, NotePiece.Kind kind) {
    return String.format(
        Locale.ROOT,
        "%.3f / %.3f",
        figures.of(NoteFigures.name(kind, NoteFigures.ONSET)),
        figures.of(NoteFigures.name(kind, NoteFigures.WHOLE)));
  }

  private Training training(String name) {
    return training(options(name), TONES, new ArrayList<>());
  }

  private static Training training(NoteOptions options, NoteSource source, List<String> lines) {
    return new Training(new NoteTask(options, source), StartWeights.DRAWN, lines::add);
  }

  private NoteOptions options(String name, String... arguments) {
    return NoteNetworks.options(NoteNetworks.tiny(), folder.resolve(name), arguments);
  }
}

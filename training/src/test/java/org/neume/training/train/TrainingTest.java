package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.network.ExportableNetwork;

class TrainingTest {
  /** A trained line. */
  private static final StartWeights GIVEN =
      new StartWeights() {
        @Override
        public String name() {
          return "given";
        }

        @Override
        public boolean isTrained() {
          return true;
        }

        @Override
        public float[] weights(ExportableNetwork network, long seed) {
          return new float[] {2, -0.5f};
        }
      };

  @TempDir Path folder;

  @Test
  void learnsWhateverNetworkItIsGiven() throws IOException {
    Trained trained =
        training(StartWeights.DRAWN, options("rate=0.1", "steps=100", "average=0.5"), 0.1, 0.2, 0.3)
            .run();

    assertThat((double) trained.weights()[0]).isCloseTo(3, offset(0.05));
    assertThat((double) trained.weights()[1]).isCloseTo(-1, offset(0.05));
  }

  @Test
  void keepsTheWeightsOfTheEpochThatValidatedBestOrOfTheLastAsIsAskedFor() throws IOException {
    Trained best = training(StartWeights.DRAWN, options(), 0.5, 0.7, 0.6).run();
    Trained second = training(StartWeights.DRAWN, options("work=" + work("2")), 0.5, 0.7).run(2);
    Trained last =
        training(StartWeights.DRAWN, options("keep=last", "work=" + work("3")), 0.5, 0.7, 0.6)
            .run();

    assertThat(best.kept().epoch()).isEqualTo(2);
    assertThat(best.weights()).isEqualTo(second.weights());
    assertThat(last.kept().epoch()).isEqualTo(3);
    assertThat(last.weights()).isNotEqualTo(best.weights());
  }

  @Test
  void whatIsKeptMayBeChosenWhenARunGoesOnOrIsExported() throws IOException {
    training(StartWeights.DRAWN, options(), 0.5, 0.7, 0.6).run();

    Training again = training(StartWeights.DRAWN, options("keep=last"));

    assertThat(again.run().kept().epoch()).isEqualTo(3);
    assertThat(again.soFar().kept().epoch()).isEqualTo(3);
  }

  @Test
  void givenWeightsAreValidatedFirstAndKeptWhereNoEpochIsBetter() throws IOException {
    LineTask task = new LineTask(options(), 0.9, 0.5, 0.7, 0.6);

    Trained trained = TrainingRecipe.run(task, GIVEN, "1", line -> {});

    assertThat(trained.epochs())
        .extracting(EpochRecord::epoch, EpochRecord::score)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, 0.9),
            org.assertj.core.groups.Tuple.tuple(1, 0.5),
            org.assertj.core.groups.Tuple.tuple(2, 0.7),
            org.assertj.core.groups.Tuple.tuple(3, 0.6));
    assertThat(trained.weights()).containsExactly(2, -0.5f);
    assertThat(Files.readString(folder.resolve("model/training-report.md")))
        .contains("Run: 3 epochs of 4 steps")
        .contains("Kept: the first weights as they were given")
        .contains("| 0 | – | 0.9000 | 0.900 |");
  }

  @Test
  void anEpochThatIsBetterThanTheGivenWeightsIsKept() throws IOException {
    Trained trained = training(GIVEN, options(), 0.5, 0.4, 0.6, 0.2).run();

    assertThat(trained.kept().epoch()).isEqualTo(2);
    assertThat(trained.weights()).isNotEqualTo(new float[] {2, -0.5f});
  }

  @Test
  void givenWeightsAreValidatedOnceHoweverOftenTheRunIsStopped() throws IOException {
    training(GIVEN, options(), 0.5).run(0);
    Trained resumed = training(GIVEN, options(), 0.4, 0.6, 0.2).run();
    Trained whole = training(GIVEN, options("work=" + work("whole")), 0.5, 0.4, 0.6, 0.2).run();

    assertThat(resumed.epochs()).extracting(EpochRecord::epoch).containsExactly(0, 1, 2, 3);
    assertThat(resumed.weights()).isEqualTo(whole.weights());
  }

  @Test
  void stopsWhenNoEpochWasBetterForAsLongAsItsPatienceLasts() throws IOException {
    Trained drawn =
        training(StartWeights.DRAWN, options("epochs=9", "patience=2"), 0.5, 0.7, 0.6, 0.7).run();
    Trained given =
        training(GIVEN, options("epochs=9", "patience=2", "work=" + work("given")), 0.9, 0.1, 0.2)
            .run();

    assertThat(drawn.epochs()).hasSize(4);
    assertThat(drawn.kept().epoch()).isEqualTo(2);
    assertThat(given.epochs()).extracting(EpochRecord::epoch).containsExactly(0, 1, 2);
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
    new Training(new LineTask(options(), 0.5), StartWeights.DRAWN, sink).run(1);

    assertThat(steps).hasSize(5);
    assertThat(steps.get(3)).startsWith("epoch 1 of 3, step 4 of 4, loss ");
    assertThat(steps.get(4)).isEqualTo("epoch 1: validating");
  }

  @Test
  void stopsWithTheRemedyWhereTheLossIsNotANumber() {
    Training training = training(StartWeights.DRAWN, options("rate=1e30", "warmup=0", "steps=50"));

    assertThatThrownBy(training::run)
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("the loss is not a number at step ")
        .hasMessageContaining("lower the learning rate");
  }

  @Test
  void whatIsExportedIsARunOfTheSameOptions() throws IOException {
    training(StartWeights.DRAWN, options(), 0.5, 0.7, 0.6).run();

    assertThatThrownBy(() -> training(StartWeights.DRAWN, options("seed=2", "batch=3")).soFar())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checkpoint.bin belongs to another run (other batch, seed)");
    assertThatThrownBy(() -> training(GIVEN, options()).soFar())
        .hasMessageContaining("(other first weights)");
    assertThatThrownBy(() -> training(StartWeights.DRAWN, options("work=" + work("none"))).soFar())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checkpoint.bin is not there: train first");
  }

  private static Training training(StartWeights start, RunOptions options, double... scores) {
    return new Training(new LineTask(options, scores), start, line -> {});
  }

  private Path work(String name) {
    return folder.resolve(name);
  }

  private RunOptions options(String... arguments) {
    Settings settings =
        RunOptions.settings("line")
            .with(
                "model=" + folder.resolve("model"),
                "work=" + work("work"),
                "frames=16",
                "epochs=3",
                "steps=4",
                "warmup=0");
    return RunOptions.of(settings.with(arguments));
  }
}

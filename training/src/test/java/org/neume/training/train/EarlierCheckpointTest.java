package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.beats.BeatTask;
import org.neume.training.beats.ClickSource;
import org.neume.training.beats.Networks;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.network.OutputHeads;
import org.neume.training.notes.NoteNetworks;
import org.neume.training.notes.NoteTask;

/**
 * Checkpoints after the first of two epochs, written when beats and notes were still trained by code of
 * their own: commit 6f2cf61.
 */
class EarlierCheckpointTest {
  private static final String[] SHORT = {"batch=2", "frames=64", "epochs=2", "steps=2"};
  @TempDir Path folder;

  @Test
  void aRunOfBeatsGoesOn() throws IOException {
    BeatNetworkConfig mini =
        new BeatNetworkConfig(
            "mini", 2, 2, 2, 1, true, OutputHeads.BEAT_AND_DOWNBEAT, 20, 0.1, 0.9, 0.5);
    ClickSource clicks = new ClickSource(4, 2, 600);
    goesOn(
        "beats-checkpoint.bin",
        new BeatTask(
            Networks.options(mini, folder.resolve("old"), SHORT), clicks, BeatTask.peakPicker()),
        new BeatTask(
            Networks.options(mini, folder.resolve("new"), SHORT), clicks, BeatTask.peakPicker()));
  }

  @Test
  void aRunOfNotesGoesOn() throws IOException {
    NoteNetworkConfig mini = new NoteNetworkConfig("mini-notes", 1, 1, 1, 0.1, 0.3, 2);
    goesOn(
        "notes-checkpoint.bin",
        new NoteTask(
            NoteNetworks.options(mini, folder.resolve("old"), SHORT), NoteNetworks.source(4, 300)),
        new NoteTask(
            NoteNetworks.options(mini, folder.resolve("new"), SHORT), NoteNetworks.source(4, 300)));
  }

  /** What the validation forms notes by is not the training's affair, and may have changed since. */
  private static void formNotesAsToday(TrainingTask task) throws IOException {
    String today = task.identity().get("note settings");
    if (today != null) {
      CheckpointFile file = new CheckpointFile(task.figures());
      Checkpoint read = file.read(task.options().checkpoint());
      String identity =
          read.identity().replaceAll("(?m)^note settings=.*$", "note settings=" + today);
      file.write(
          task.options().checkpoint(),
          new Checkpoint(identity, read.step(), read.state(), read.bestWeights(), read.epochs()));
    }
  }

  /** Ends where a run of today's code does, but for what another processor rounds otherwise. */
  private static void goesOn(String checkpoint, TrainingTask stopped, TrainingTask fresh)
      throws IOException {
    Files.createDirectories(stopped.options().workFolder());
    try (InputStream file =
        Objects.requireNonNull(EarlierCheckpointTest.class.getResourceAsStream(checkpoint))) {
      Files.copy(file, stopped.options().checkpoint());
    }
    formNotesAsToday(stopped);
    Trained resumed = new Training(stopped, StartWeights.DRAWN, line -> {}).run();
    Trained whole = new Training(fresh, StartWeights.DRAWN, line -> {}).run();

    assertThat(resumed.epochs()).extracting(EpochRecord::epoch).containsExactly(1, 2);
    assertThat(resumed.kept().epoch()).isEqualTo(whole.kept().epoch());
    for (int i = 0; i < whole.weights().length; i++) {
      assertThat(resumed.weights()[i]).isCloseTo(whole.weights()[i], offset(1e-3f));
    }
  }
}

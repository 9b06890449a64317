package org.neume.training.multipitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MusicNetFolderTest {
  @TempDir Path folder;

  /** Two lines of a label file as MusicNet publishes it. */
  @Test
  void readsLabelsAsPublished() throws IOException {
    Path labels = folder.resolve("1727.csv");
    Files.writeString(
        labels,
        """
        start_time,end_time,instrument,note,start_beat,end_beat,note_value
        9182,90078,43,53,4.0,1.5,Dotted Quarter
        9182,33758,42,65,4.0,0.5,Eighth
        """);

    assertThat(LabelFile.read(labels))
        .containsExactly(
            new LabeledNote(9_182, 90_078, 43, 53), new LabeledNote(9_182, 33_758, 42, 65));
  }

  @Test
  void refusesLabelsInALineThatNamesWhere() throws IOException {
    Path labels = folder.resolve("1.csv");
    Files.writeString(labels, "start_time,end_time,instrument,note\n1,2,3,four\n");
    assertThatThrownBy(() -> LabelFile.read(labels))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(labels + ":2: holds no note (")
        .hasMessageEndingWith("give a number for each column");
    Files.writeString(labels, "start,end\n");
    assertThatThrownBy(() -> LabelFile.read(labels)).hasMessageContaining("start_time");
  }

  @Test
  void findsTheFramesThatANoteCovers() throws IOException {
    float[] samples = new float[5_120];
    samples[1_000] = 0.5f;
    samples[1_001] = -1.5f;
    MusicNetFolder there = new MusicNetFolder(folder);
    there.add(
        "train",
        "a",
        samples,
        List.of(new LabeledNote(512, 1_537, 1, 60), new LabeledNote(513, 1_024, 1, 100)));

    MultipitchPiece piece = there.pieces("train").get(0);

    assertThat(piece.frames()).isEqualTo(10);
    boolean[] low = new boolean[10];
    for (int frame = 0; frame < 10; frame++) {
      low[frame] = piece.sounds(frame, 60);
      assertThat(piece.sounds(frame, 100)).isFalse();
    }
    assertThat(low)
        .containsExactly(false, true, true, true, false, false, false, false, false, false);
    float[] read = new float[4];
    piece.samples(999, 4, read, 0);
    assertThat(read).containsExactly(new float[] {0, 0.5f, -1, 0}, within(1e-4f));
    piece.samples(-2, 4, read, 0);
    assertThat(read).containsOnly(0);
    float[] labels = new float[3 * 128];
    piece.labels(-1, 3, labels, 0);
    assertThat(labels[2 * 128 + 60]).isEqualTo(1);
    assertThat(labels[128 + 60]).isZero();
  }

  @Test
  void dealsTrainingPiecesWhereNoPartValidates() throws IOException {
    MusicNetFolder there = new MusicNetFolder(folder);
    for (int i = 0; i < 32; i++) {
      there.add("train", "%02d".formatted(i), new float[600], List.of());
    }
    there.add("test", "99", new float[600], List.of());

    MultipitchSplit split = there.split();

    assertThat(split.training()).hasSize(30);
    assertThat(split.validation()).hasSize(2);
    assertThat(split.test()).extracting(MultipitchPiece::id).containsExactly("test/99");
    assertThat(split.unseen()).isEmpty();
  }

  @Test
  void readsFloatsAsTheyAre() throws IOException {
    Path file = folder.resolve("f.wav");
    WaveFile.writeFloats(file, new float[] {0.25f, -1.75f, 3e-9f});
    float[] read = new float[3];
    WaveFile wave = WaveFile.open(file);
    wave.read(0, 3, read, 0);
    assertThat(wave.samples()).isEqualTo(3);
    assertThat(read).containsExactly(0.25f, -1.75f, 3e-9f);
  }

  @Test
  void refusesWhatIsNoPieceInOneLine() throws IOException {
    Path file = folder.resolve("x.wav");
    Files.writeString(file, "no audio at all");
    assertThatThrownBy(() -> WaveFile.open(file))
        .hasMessage(file + " is no WAV file: give MusicNet's own files, or such of their form");
    assertThatThrownBy(() -> new MusicNetFolder(folder).split())
        .hasMessageContaining("holds no train_data");
  }

  /** A made-up archive of two pieces, written by numpy as MusicNet's is: one by protocol 2, one by 4. */
  @Test
  void unpacksTheArchiveOfTheFirstPublication() throws IOException, URISyntaxException {
    Path archive =
        Path.of(Objects.requireNonNull(getClass().getResource("/musicnet/tiny.npz")).toURI());
    MusicNetFolder there = new MusicNetFolder(folder);

    MusicNetArchive.unpack(archive, there, line -> {});

    for (String part : List.of("train/1727", "test/1759")) {
      String name = part.substring(0, part.indexOf('/'));
      MultipitchPiece piece = there.pieces(name).get(0);
      assertThat(piece.id()).isEqualTo(part);
      float[] samples = new float[4];
      piece.samples(0, 4, samples, 0);
      assertThat(samples).containsExactly(0.5f, -0.25f, 0.125f, 1.5f);
      String id = part.substring(part.indexOf('/') + 1);
      assertThat(LabelFile.read(folder.resolve(name + "_labels").resolve(id + ".csv")))
          .containsExactly(
              new LabeledNote(512, 300_000, 41, 60), new LabeledNote(9_182, 90_078, 43, 53));
    }
  }

  @Test
  void refusesAnArchiveOfAnythingElseInOneLine() throws IOException {
    Path archive = folder.resolve("other.npz");
    Files.writeString(archive, "no archive");
    assertThatThrownBy(
            () -> MusicNetArchive.unpack(archive, new MusicNetFolder(folder), line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(archive + " is no .npz archive");
  }
}

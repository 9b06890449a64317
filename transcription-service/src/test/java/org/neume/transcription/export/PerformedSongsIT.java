package org.neume.transcription.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.ScoreNote;
import org.neume.transcription.score.ScoreOptions;
import org.neume.transcription.score.Scorer;

/**
 * Songs as a pianist played them: the files are valid, and hands and keys are mostly those that the
 * data set's authors wrote down. Prints the figures of the README.
 */
class PerformedSongsIT {
  private static final int SONGS = 120;

  @Test
  void hundredSongsHaveValidFilesTheirMelodyInTheRightHandAndTheirKey() throws Exception {
    Path root = Path.of(System.getProperty("neume.root", ".."));
    Path folder = root.resolve("../shared/data/train/pop909").normalize();
    assumeTrue(Files.isDirectory(folder), folder + " is absent: no song is scored");
    OfficialSchema schema = OfficialSchema.load();
    int melody = 0;
    int right = 0;
    int keys = 0;
    int signatures = 0;
    int songs = 0;
    long nanos = 0;
    List<Path> folders;
    try (Stream<Path> all = Files.list(folder)) {
      folders = all.filter(Files::isDirectory).sorted().limit(SONGS).toList();
    }
    for (Path path : folders) {
      PerformedSong song = PerformedSong.read(path);
      long start = System.nanoTime();
      Score score = Scorer.score(song.notes(), song.beats(), ScoreOptions.defaults());
      byte[] xml = MusicXmlExport.write(score);
      byte[] midi = MidiExport.write(score);
      nanos += System.nanoTime() - start;
      schema.validate(xml);
      assertThat(ReadMidi.read(midi).notes()).hasSameSizeAs(score.notes());
      songs++;
      keys += score.key().equals(song.key()) ? 1 : 0;
      signatures += score.key().fifths() == song.key().fifths() ? 1 : 0;
      for (ScoreNote note : score.notes()) {
        if (song.melody().contains(note.played())) {
          melody++;
          right += note.staff() == 1 ? 1 : 0;
        }
      }
    }
    System.out.printf(
        "%d songs: %.1f %% of the melody in the right hand, key of %d, signature of %d, %.2f s"
            + " for score and files%n",
        songs, 100.0 * right / melody, keys, signatures, nanos / 1e9 / songs);
    assertThat((double) right / melody).as("melody in the right hand").isGreaterThan(0.95);
    assertThat((double) signatures / songs).as("key signatures").isGreaterThan(0.8);
  }
}

package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.neume.training.render.MixChain;
import org.neume.training.render.Note;
import org.neume.training.render.SoundfontRenderer;
import org.neume.transcription.notes.PlayedNote;

/** Makes features of recordings with note truth: as they are, and in altered copies. */
final class NoteRecordings {
  /** Programs from here on are drums, noises and effects. */
  private static final int FIRST_UNPITCHED = 115;

  private NoteRecordings() {}

  /** The file of the notes beside a recording: onset, offset, pitch, velocity, channel, program. */
  static Path labels(Path audio) {
    String name = String.valueOf(audio.getFileName());
    return audio.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".notes.tsv");
  }

  /**
   * Makes one copy.
   *
   * @param copy 0 for the recording as it is; others are detuned by up to 40 cents and mixed again
   */
  static LabeledNotes make(Path audio, int copy, long seed) throws IOException {
    float[] samples = RecordingReader.read(audio);
    List<PlayedNote> notes = NoteLabels.merge(read(labels(audio)));
    double speed = 1;
    if (copy > 0) {
      SplittableRandom random = new SplittableRandom(seed);
      speed = Math.pow(2, (2 * random.nextDouble() - 1) * 40 / 1200);
      samples = Varispeed.play(samples, speed);
      MixChain.apply(samples, 0.5, random);
    }
    double end = samples.length / (double) SoundfontRenderer.RATE;
    return ConstantQMaker.features(samples, NoteLabels.atSpeed(notes, speed, end));
  }

  /** Reads the pitched notes of a file. */
  static List<PlayedNote> read(Path file) throws IOException {
    List<PlayedNote> notes = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String[] cells = line.split("\t", -1);
      if (cells.length < 6) {
        continue;
      }
      double onset = Math.max(0, Double.parseDouble(cells[0]));
      double offset = Double.parseDouble(cells[1]);
      int velocity = (int) Math.max(1, Math.min(127, Double.parseDouble(cells[3])));
      boolean drums = Integer.parseInt(cells[4]) == Note.DRUMS;
      if (!drums && Integer.parseInt(cells[5]) < FIRST_UNPITCHED && offset > onset) {
        int pitch = (int) Math.round(Double.parseDouble(cells[2]));
        notes.add(new PlayedNote(onset, offset, pitch, velocity, 1));
      }
    }
    return notes;
  }
}

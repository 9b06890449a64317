package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import org.neume.training.render.SoundfontRenderer;

/** The soundfonts of a build, loaded once. Empty means that only the oscillator synthesizer is used. */
final class Soundfonts {
  private final List<SoundfontRenderer> renderers = new ArrayList<>();

  /**
   * Loads soundfonts.
   *
   * @throws IOException where one cannot be read, or is one whose license forbids its use for published weights
   */
  Soundfonts(List<Path> files) throws IOException {
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      if (name.startsWith("timgm6mb")) {
        throw new IOException(
            file + " is under the GPL and must not shape published weights: leave it out");
      }
      if (!Files.isReadable(file)) {
        throw new IOException(file + " cannot be read: give soundfonts (.sf2) that exist");
      }
      try {
        renderers.add(new SoundfontRenderer(MidiSystem.getSoundbank(file.toFile())));
      } catch (InvalidMidiDataException e) {
        throw new IOException(file + " is no soundfont: " + e.getMessage(), e);
      }
    }
  }

  /** Says whether there is none. */
  boolean isEmpty() {
    return renderers.isEmpty();
  }

  /** Draws one. */
  SoundfontRenderer draw(RandomGenerator random) {
    return renderers.get(random.nextInt(renderers.size()));
  }
}

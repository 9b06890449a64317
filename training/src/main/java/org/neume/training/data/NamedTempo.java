package org.neume.training.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neume.training.render.Beat;

/**
 * Recordings that say their beats by their names: they begin on a beat and keep to the tempo with which the
 * name begins, {@code 128 song.wav}, as the text "Detecting Music BPM using Neural Networks" wants them.
 */
public final class NamedTempo {
  private static final Pattern NAME =
      Pattern.compile("(?i)(\\d{2,3}(?:\\.\\d+)?)(?: ?bpm)?(?:[ _-].*)?\\.[a-z0-9]+");

  private NamedTempo() {}

  /** The tempo in beats per minute that a recording's name begins with, if it is 40 to 300.
   * Other numbers may be those of tracks. */
  public static OptionalDouble of(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!SourceLibrary.isAudio(file) || !name.matches()) {
      return OptionalDouble.empty();
    }
    double tempo = Double.parseDouble(name.group(1));
    return tempo >= 40 && tempo <= 300 ? OptionalDouble.of(tempo) : OptionalDouble.empty();
  }

  /** The beats of a recording of so many seconds; which of them are downbeats, nobody says. */
  static List<Beat> beats(double tempo, double seconds) {
    List<Beat> beats = new ArrayList<>();
    for (int n = 0; n * 60 / tempo < seconds; n++) {
      beats.add(new Beat(n * 60 / tempo, 0));
    }
    return beats;
  }
}

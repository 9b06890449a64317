package org.neume.training.data;

import java.util.Map;
import org.neume.training.render.Control;
import org.neume.training.render.Note;
import org.neume.training.render.Score;

/**
 * Takes instruments out of a score that sound at another octave than they are played at, or at none,
 * and puts relatives in their place: what is heard then is what the labels say.
 *
 * <p>Which ones was measured on single notes of FluidR3_GM, MuseScore_General and GMbank: the drawbar
 * organs and the timpani have their strongest partial an octave below the key, guitar harmonics sound
 * two octaves above it, tubular bells and agogos one; the orchestra hit is a chord.
 */
final class SoundingPrograms {
  /** Programs of General MIDI, from 0, to those that take their place. */
  private static final Map<Integer, Integer> RELATIVES =
      Map.of(
          14, 11, // tubular bells: vibraphone
          16, 20, // drawbar organ: reed organ
          17, 20, // percussive organ
          18, 20, // rock organ
          31, 25, // guitar harmonics: steel guitar
          47, 43, // timpani: contrabass
          55, 48, // orchestra hit: strings
          113, 114); // agogo: steel drums

  private SoundingPrograms() {}

  /** The score with relatives in place of such instruments. */
  static Score in(Score score) {
    return score.with(
        score.notes(), score.controls().stream().map(SoundingPrograms::replaced).toList());
  }

  private static Control replaced(Control control) {
    // On the channel of percussion a program is a drum kit, and its number means another thing.
    return control.command() == Control.PROGRAM && control.channel() != Note.DRUMS
        ? Control.program(
            control.time(),
            control.channel(),
            RELATIVES.getOrDefault(control.first(), control.first()))
        : control;
  }
}

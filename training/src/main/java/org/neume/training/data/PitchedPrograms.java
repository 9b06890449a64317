package org.neume.training.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The melodic instruments of General MIDI whose notes sound one pitch, the one that is played, with the
 * keys that they are played on and their kind.
 *
 * <p>Left out are those that {@link SoundingPrograms} replaces, because they sound at another octave, or
 * have their strongest partial there (tubular bells, drawbar organs, guitar harmonics, timpani, orchestra
 * hit, agogo); those that sound several pitches or none (lead in fifths, soundtrack, rain, crystal,
 * goblins, echoes, science fiction, bagpipe, tinkle bell), percussion and noises.
 */
final class PitchedPrograms {
  /** Names of families with their instruments: program, lowest key, highest key. */
  private static final String TABLE =
      """
      keyboard 0:21-108 1:21-108 2:21-108 3:21-108 4:28-103 5:28-103 6:41-89 7:36-96
      mallet 8:60-108 9:72-108 10:60-84 11:53-89 12:48-84 13:65-96 15:60-84 108:48-79 114:52-76
      organ 19:36-96 20:36-96 21:53-89 22:60-84 23:53-89
      guitar 24:40-84 25:40-84 26:40-86 27:40-86 28:40-86 29:40-86 30:40-86 104:48-77 105:48-84
      guitar 106:50-79 107:55-84
      bass 32:28-55 33:28-55 34:28-55 35:28-55 36:28-55 37:28-55 38:28-67 39:28-67
      string 40:55-96 41:48-84 42:36-72 43:28-55 44:28-96 45:28-96 46:23-103 48:28-96 49:28-96
      string 50:36-96 51:36-96 110:55-96
      vocal 52:48-79 53:48-79 54:48-84
      brass 56:58-94 57:34-75 58:29-55 59:58-82 60:41-77 61:36-96 62:36-96 63:36-96
      reed 64:54-87 65:49-80 66:42-75 67:37-68 68:58-91 69:52-81 70:34-64 71:50-91 111:48-72
      flute 72:74-108 73:60-96 74:60-96 75:60-96 76:60-96 77:55-84 78:60-96 79:60-84
      synth_lead 80:28-108 81:28-108 82:36-96 83:36-96 84:36-96 85:36-96 87:28-96 88:36-96
      synth_lead 89:36-96 90:36-96 91:36-96 92:36-96 93:36-96 94:36-96 95:36-96
      synth_lead 99:36-96 100:36-96
      """;

  private PitchedPrograms() {}

  /**
   * An instrument.
   *
   * @param program of General MIDI, from 0
   * @param family name of its kind
   * @param lowest MIDI pitch
   * @param highest MIDI pitch
   */
  record Instrument(int program, String family, int lowest, int highest) {}

  /** The instruments by program. */
  static List<Instrument> all() {
    List<Instrument> all = new ArrayList<>();
    for (String line : TABLE.strip().lines().toList()) {
      String[] words = line.strip().split(" ", -1);
      for (int i = 1; i < words.length; i++) {
        String[] numbers = words[i].split("[:-]", -1);
        all.add(
            new Instrument(
                Integer.parseInt(numbers[0]),
                words[0],
                Integer.parseInt(numbers[1]),
                Integer.parseInt(numbers[2])));
      }
    }
    all.sort((a, b) -> Integer.compare(a.program(), b.program()));
    return List.copyOf(all);
  }
}

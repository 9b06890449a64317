package org.neume.training.pitch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.training.data.Sound;
import org.neume.training.train.Validator;

/** How often the pitch of each validation instrument is right. */
final class PitchInstruments {
  private PitchInstruments() {}

  /** Lines of a table for the report. */
  static List<String> table(
      List<Sound> sounds, PitchNetworkKind kind, Validator.Inference network) {
    PitchValidator validator = new PitchValidator(sounds, kind);
    Map<String, int[]> counts = new TreeMap<>();
    for (Sound sound : sounds) {
      float[] answer = validator.answer(sound, network);
      int best = 0;
      for (int pitch = 1; pitch < SingleNoteOutputs.PITCHES; pitch++) {
        best = answer[pitch] > answer[best] ? pitch : best;
      }
      int[] count =
          counts.computeIfAbsent(
              sound.label().source().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                  + " | "
                  + sound.label().instrument(),
              name -> new int[3]);
      count[0]++;
      int off = best - sound.label().pitch();
      count[1] += off == 0 ? 1 : 0;
      count[2] += off != 0 && off % 12 == 0 ? 1 : 0;
    }
    List<String> lines = new ArrayList<>();
    lines.add("| notes | instrument | count | right | octave errors |");
    lines.add("|---|---|---|---|---|");
    counts.forEach(
        (name, count) ->
            lines.add("| %s | %d | %d | %d |".formatted(name, count[0], count[1], count[2])));
    return lines;
  }
}

package org.neume.transcription.export;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.transcription.score.Head;
import org.neume.transcription.score.KeySignature;
import org.neume.transcription.score.Sign;
import org.neume.transcription.score.SpelledPitch;
import org.neume.transcription.score.Staff;
import org.neume.transcription.score.Voice;

/**
 * Which accidentals are printed in one staff of one measure: an accidental holds for its line to the
 * end of the measure, in all voices, and a tied note needs none of its own.
 */
final class AccidentalRule {
  private static final String SHARPS = "FCGDAEB";

  private record Place(int voice, int start, SpelledPitch pitch) {}

  private final Set<Place> printed = new HashSet<>();

  AccidentalRule(KeySignature key, Staff staff) {
    // Through all voices in the order in which they sound, whatever the order in the file.
    record Sounding(int start, int voice, Head head) {}
    Map<String, Integer> holds = new HashMap<>();
    staff.voices().stream()
        .flatMap(
            voice ->
                voice.signs().stream()
                    .flatMap(
                        sign ->
                            sign.heads().stream()
                                .map(head -> new Sounding(sign.start(), voice.number(), head))))
        .sorted(Comparator.comparingInt(Sounding::start))
        .forEach(
            sounding -> {
              SpelledPitch pitch = sounding.head().pitch();
              if (sounding.head().tiedBack()) {
                return;
              }
              String line = pitch.step() + Integer.toString(pitch.octave());
              int held = holds.getOrDefault(line, ofKey(key, pitch.step()));
              if (held != pitch.alter()) {
                printed.add(new Place(sounding.voice(), sounding.start(), pitch));
              }
              holds.put(line, pitch.alter());
            });
  }

  /** The accidental before a head; null if none is printed. */
  @Nullable String sign(Sign sign, Voice voice, Head head) {
    if (!printed.contains(new Place(voice.number(), sign.start(), head.pitch()))) {
      return null;
    }
    return switch (head.pitch().alter()) {
      case -2 -> "flat-flat";
      case -1 -> "flat";
      case 1 -> "sharp";
      case 2 -> "double-sharp";
      default -> "natural";
    };
  }

  private static int ofKey(KeySignature key, char step) {
    int place = SHARPS.indexOf(step);
    if (key.fifths() > place) {
      return 1;
    }
    return -key.fifths() >= SHARPS.length() - place ? -1 : 0;
  }
}

package org.neume.training.data;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neume.schemas.SingleNoteOutputs;

/**
 * Recordings of single notes that say their pitch by their names: the name of a note as a word of its own,
 * {@code A#3.wav} or {@code flute.ff.Bb4.wav}, where C4 is middle C, and the names of NSynth's files,
 * {@code guitar_acoustic_010-055-100.wav}, which say family and velocity too.
 */
final class NamedNote {
  private static final Pattern NSYNTH =
      Pattern.compile("([a-z_]+)_(?:acoustic|electronic|synthetic)_\\d{3}-(\\d{3})-(\\d{3})");

  /** A letter, perhaps a sharp (s where a file may not have another sign) or flat, and an octave from -1. */
  private static final Pattern NOTE =
      Pattern.compile("(?<![\\p{L}\\p{N}#])([A-G])([#♯sb♭]?)(-1|\\d)(?![\\p{L}\\p{N}#])");

  private static final String STEPS = "C D EF G A B";
  private static final int OCTAVE = 12;

  private NamedNote() {}

  /** What the name of an audio file says; empty where it says no pitch, or several. */
  static Optional<SoundLabel> of(Path file) {
    if (!SourceLibrary.isAudio(file)) {
      return Optional.empty();
    }
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    Matcher nsynth = NSYNTH.matcher(name);
    if (nsynth.matches() && SingleNoteOutputs.FAMILIES.contains(nsynth.group(1))) {
      int pitch = Integer.parseInt(nsynth.group(2));
      return pitch > SoundTable.HIGHEST
          ? Optional.empty()
          : Optional.of(
              label(
                  SoundLabel.Source.NSYNTH,
                  SingleNoteOutputs.FAMILIES.indexOf(nsynth.group(1)),
                  pitch,
                  SingleNoteOutputs.VELOCITIES.indexOf(Integer.parseInt(nsynth.group(3)))));
    }
    Set<Integer> pitches = new HashSet<>();
    Matcher note = NOTE.matcher(name);
    while (note.find()) {
      pitches.add(pitch(note));
    }
    return pitches.stream()
        .filter(pitch -> pitches.size() == 1 && pitch >= 0 && pitch <= SoundTable.HIGHEST)
        .findFirst()
        .map(pitch -> label(SoundLabel.Source.RECORDED, -1, pitch, -1));
  }

  private static int pitch(Matcher note) {
    int altered =
        switch (note.group(2)) {
          case "" -> 0;
          case "b", "♭" -> -1;
          default -> 1;
        };
    return OCTAVE * (Integer.parseInt(note.group(3)) + 1) + STEPS.indexOf(note.group(1)) + altered;
  }

  private static SoundLabel label(SoundLabel.Source source, int family, int pitch, int velocity) {
    return new SoundLabel(source, "unknown", family, pitch, velocity, 0, 0);
  }
}

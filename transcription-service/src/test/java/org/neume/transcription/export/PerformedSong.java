package org.neume.transcription.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neume.annotation.PlayedNote;
import org.neume.transcription.score.KeySignature;
import org.neume.transcription.score.TrackedBeat;

/**
 * A song of POP909 (Wang et al., ISMIR 2020) as a pianist played it, with the beats and the key that
 * its authors found.
 *
 * @param notes all of them
 * @param melody those of the melody's channel
 * @param beats with their numbers, counted from the marked downbeats
 * @param key the one that holds longest
 */
record PerformedSong(
    List<PlayedNote> notes, Set<PlayedNote> melody, List<TrackedBeat> beats, KeySignature key) {
  private static final String LETTERS = "C D EF G A B";
  private static final int MELODY = 0;

  static PerformedSong read(Path folder) throws Exception {
    Path midi = folder.resolve(folder.getFileName() + ".mid");
    List<PlayedNote> notes = new ArrayList<>();
    Set<PlayedNote> melody = new HashSet<>();
    for (ReadMidi.Note n : ReadMidi.read(Files.readAllBytes(midi), false).notes()) {
      if (n.offset() <= n.onset()) {
        continue;
      }
      PlayedNote note = new PlayedNote(n.onset(), n.offset(), n.pitch(), n.velocity(), 1);
      notes.add(note);
      if (n.channel() == MELODY) {
        melody.add(note);
      }
    }
    return new PerformedSong(notes, melody, beats(folder), key(folder));
  }

  // time, whether it is a strong beat of a bar of two, whether it is a downbeat
  private static List<TrackedBeat> beats(Path folder) throws IOException {
    List<TrackedBeat> beats = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(folder.resolve("beat_midi.txt"))) {
      String[] fields = line.trim().split("\\s+", -1);
      number = Double.parseDouble(fields[2]) > 0 ? 1 : number + 1;
      beats.add(new TrackedBeat(Double.parseDouble(fields[0]), number));
    }
    return beats;
  }

  private static KeySignature key(Path folder) throws IOException {
    Map<String, Double> seconds = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("key_audio.txt"))) {
      String[] fields = line.trim().split("\\s+", -1);
      double length = Double.parseDouble(fields[1]) - Double.parseDouble(fields[0]);
      seconds.merge(fields[2], length, Double::sum);
    }
    String name = seconds.entrySet().stream().max(Map.Entry.comparingByValue()).get().getKey();
    boolean minor = name.endsWith("min");
    String tonic = name.substring(0, name.indexOf(':'));
    int pitch = LETTERS.indexOf(tonic.charAt(0));
    pitch += tonic.endsWith("#") ? 1 : tonic.endsWith("b") ? -1 : 0;
    int fifths = Math.floorMod((pitch + (minor ? 3 : 0)) * 7, 12);
    return new KeySignature(fifths > 5 ? fifths - 12 : fifths, minor);
  }
}

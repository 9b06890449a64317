package org.neume.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neume.annotation.PlayedNote;
import org.neume.training.render.Control;
import org.neume.training.render.Note;
import org.neume.training.render.Score;

/**
 * What can be heard of a score as notes: the pedal holds notes, a key that is struck again ends what it
 * held, and one pitch in two parts is one note. Percussion, sound effects and silent channels are none.
 */
final class NoteLabels {
  /** Onsets of one pitch that are closer are one. */
  private static final double TOGETHER = 0.03;

  private static final double SHORTEST = 0.02;
  private static final int LOWEST = 21;
  private static final int HIGHEST = 108;

  /** Programs from here on are drums, noises and effects. */
  static final int FIRST_UNPITCHED = 115;

  private static final int SUSTAIN = 64;
  private static final int VOLUME = 7;
  private static final int EXPRESSION = 11;

  /** Quieter channels cannot be heard. */
  private static final int AUDIBLE = 10;

  private NoteLabels() {}

  /**
   * The notes of a score, by onset.
   *
   * @param pedal whether the renderer obeys the sustain pedal
   */
  static List<PlayedNote> of(Score score, boolean pedal) {
    List<PlayedNote> notes = new ArrayList<>();
    for (int channel = 0; channel < 16; channel++) {
      int number = channel;
      List<Control> controls =
          score.controls().stream().filter(control -> control.channel() == number).toList();
      List<Note> own =
          score.notes().stream().filter(n -> n.channel() == number && !n.isDrum()).toList();
      for (Note note : own) {
        if (isHeard(note, controls)) {
          double end = note.time() + note.duration();
          notes.add(played(note, pedal ? released(end, controls) : end));
        }
      }
    }
    return merge(notes);
  }

  private static PlayedNote played(Note note, double end) {
    double onset = Math.max(0, note.time());
    int velocity = Math.max(1, Math.min(127, note.velocity()));
    return new PlayedNote(onset, Math.max(onset + SHORTEST, end), note.pitch(), velocity, 1);
  }

  private static boolean isHeard(Note note, List<Control> controls) {
    int program = 0;
    int volume = 100;
    int expression = 127;
    for (Control control : controls) {
      if (control.time() > note.time()) {
        break;
      }
      if (control.command() == Control.PROGRAM) {
        program = control.first();
      } else if (control.command() == Control.CONTROLLER && control.first() == VOLUME) {
        volume = control.second();
      } else if (control.command() == Control.CONTROLLER && control.first() == EXPRESSION) {
        expression = control.second();
      }
    }
    return program < FIRST_UNPITCHED && volume >= AUDIBLE && expression >= AUDIBLE;
  }

  /** When a note whose key goes up at {@code end} falls silent. */
  private static double released(double end, List<Control> controls) {
    boolean down = false;
    for (Control control : controls) {
      if (control.command() == Control.CONTROLLER && control.first() == SUSTAIN) {
        boolean next = control.second() >= 64;
        if (control.time() > end && down && !next) {
          return control.time();
        }
        if (control.time() > end && !down) {
          return end;
        }
        down = next;
      }
    }
    return end;
  }

  /**
   * Merges notes from any number of parts: equal onsets of one pitch become one note; a later one ends
   * an earlier one and lasts as long as either.
   */
  static List<PlayedNote> merge(List<PlayedNote> notes) {
    Map<Integer, List<PlayedNote>> byPitch = new TreeMap<>();
    notes.stream()
        .filter(note -> note.pitch() >= LOWEST && note.pitch() <= HIGHEST)
        .sorted(Comparator.comparingDouble(PlayedNote::onset))
        .forEach(note -> byPitch.computeIfAbsent(note.pitch(), p -> new ArrayList<>()).add(note));
    List<PlayedNote> merged = new ArrayList<>();
    for (List<PlayedNote> same : byPitch.values()) {
      PlayedNote[] kept = new PlayedNote[same.size()];
      int count = 0;
      for (PlayedNote note : same) {
        PlayedNote last = count == 0 ? note : kept[count - 1];
        double end = count == 0 ? note.offset() : Math.max(last.offset(), note.offset());
        boolean overlaps = count > 0 && last.offset() > note.onset();
        if (count > 0 && note.onset() - last.onset() < TOGETHER) {
          kept[count - 1] =
              note(last.onset(), end, note.pitch(), Math.max(last.velocity(), note.velocity()));
        } else {
          if (overlaps) {
            kept[count - 1] = note(last.onset(), note.onset(), note.pitch(), last.velocity());
          }
          kept[count++] =
              note(note.onset(), overlaps ? end : note.offset(), note.pitch(), note.velocity());
        }
      }
      merged.addAll(Arrays.asList(kept).subList(0, count));
    }
    merged.sort(Comparator.comparingDouble(PlayedNote::onset).thenComparingInt(PlayedNote::pitch));
    return merged;
  }

  /** The same notes on another clock: every time divided by {@code speed}, cut at {@code end}. */
  static List<PlayedNote> atSpeed(List<PlayedNote> notes, double speed, double end) {
    List<PlayedNote> moved = new ArrayList<>();
    for (PlayedNote note : notes) {
      double onset = note.onset() / speed;
      double offset = Math.min(end, note.offset() / speed);
      if (offset - onset >= SHORTEST / 2) {
        moved.add(note(onset, offset, note.pitch(), note.velocity()));
      }
    }
    return moved;
  }

  private static PlayedNote note(double onset, double offset, int pitch, int velocity) {
    return new PlayedNote(onset, offset, pitch, velocity, 1);
  }
}

package org.neume.training.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A piece of music with its beats: what a renderer needs and what a network must find in the result.
 *
 * @param notes sorted by onset
 * @param controls sorted by time; order within one time matters
 * @param beats sorted by time, strictly increasing
 * @param downbeatsKnown false where the beats' numbers mean nothing
 */
public record Score(
    List<Note> notes, List<Control> controls, List<Beat> beats, boolean downbeatsKnown) {

  /** Copies and sorts the lists. */
  public Score {
    notes = notes.stream().sorted(Comparator.comparingDouble(Note::time)).toList();
    controls = controls.stream().sorted(Comparator.comparingDouble(Control::time)).toList();
    beats = List.copyOf(beats);
    for (int i = 1; i < beats.size(); i++) {
      if (beats.get(i).time() <= beats.get(i - 1).time()) {
        throw new IllegalArgumentException(
            "beats must increase in time: " + beats.get(i - 1) + " is followed by " + beats.get(i));
      }
    }
  }

  /** End of the last note or beat, in seconds. */
  public double end() {
    double end = beats.isEmpty() ? 0 : beats.get(beats.size() - 1).time();
    for (Note note : notes) {
      end = Math.max(end, note.time() + note.duration());
    }
    return end;
  }

  /**
   * Moves everything, labels included, to other times.
   *
   * @param warp strictly increasing map from old to new times
   */
  public Score mapTime(DoubleUnaryOperator warp) {
    List<Note> movedNotes = new ArrayList<>(notes.size());
    for (Note n : notes) {
      double start = warp.applyAsDouble(n.time());
      double stop = warp.applyAsDouble(n.time() + n.duration());
      movedNotes.add(new Note(start, stop - start, n.channel(), n.pitch(), n.velocity()));
    }
    List<Control> movedControls = new ArrayList<>(controls.size());
    for (Control c : controls) {
      movedControls.add(
          new Control(
              warp.applyAsDouble(c.time()), c.command(), c.channel(), c.first(), c.second()));
    }
    List<Beat> movedBeats = new ArrayList<>(beats.size());
    for (Beat b : beats) {
      movedBeats.add(new Beat(warp.applyAsDouble(b.time()), b.number()));
    }
    return new Score(movedNotes, movedControls, movedBeats, downbeatsKnown);
  }

  /**
   * Cuts a stretch out and moves it to time 0. Notes that started before are dropped; programs and controllers that were in
   * force are kept.
   *
   * @param from start in seconds, inclusive
   * @param to end in seconds, exclusive for onsets; sounding notes ring on
   */
  public Score excerpt(double from, double to) {
    List<Note> cutNotes = new ArrayList<>();
    for (Note n : notes) {
      if (n.time() >= from && n.time() < to) {
        cutNotes.add(new Note(n.time() - from, n.duration(), n.channel(), n.pitch(), n.velocity()));
      }
    }
    List<Control> cutControls = new ArrayList<>();
    for (Control c : controls) {
      if (c.time() < to) {
        cutControls.add(
            new Control(
                Math.max(0, c.time() - from), c.command(), c.channel(), c.first(), c.second()));
      }
    }
    List<Beat> cutBeats = new ArrayList<>();
    for (Beat b : beats) {
      if (b.time() >= from && b.time() < to) {
        cutBeats.add(new Beat(b.time() - from, b.number()));
      }
    }
    return new Score(cutNotes, cutControls, cutBeats, downbeatsKnown);
  }

  /** The same piece without the beats before its first onset and later than a beat after its last. */
  public Score soundingBeats() {
    if (notes.isEmpty() || beats.size() < 2) {
      return new Score(notes, controls, List.of(), downbeatsKnown);
    }
    double first = notes.get(0).time() - 0.1;
    double last = notes.get(notes.size() - 1).time() + 60 / medianTempo() + 0.1;
    List<Beat> kept = beats.stream().filter(b -> b.time() >= first && b.time() <= last).toList();
    return new Score(notes, controls, kept, downbeatsKnown);
  }

  /** The same piece with its pitched notes moved by semitones. */
  public Score transposed(int semitones) {
    List<Note> moved = new ArrayList<>(notes.size());
    for (Note n : notes) {
      int pitch = n.isDrum() ? n.pitch() : Math.max(0, Math.min(127, n.pitch() + semitones));
      moved.add(new Note(n.time(), n.duration(), n.channel(), pitch, n.velocity()));
    }
    return new Score(moved, controls, beats, downbeatsKnown);
  }

  /** The same piece with other notes and controls. */
  public Score with(List<Note> otherNotes, List<Control> otherControls) {
    return new Score(otherNotes, otherControls, beats, downbeatsKnown);
  }

  /** Says whether any note is percussion. */
  public boolean hasDrums() {
    return notes.stream().anyMatch(Note::isDrum);
  }

  /** Median tempo of the beats in beats per minute, or 0 with fewer than two beats. */
  public double medianTempo() {
    if (beats.size() < 2) {
      return 0;
    }
    double[] intervals = new double[beats.size() - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = beats.get(i + 1).time() - beats.get(i).time();
    }
    java.util.Arrays.sort(intervals);
    return 60 / intervals[intervals.length / 2];
  }
}

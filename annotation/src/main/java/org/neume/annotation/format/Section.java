package org.neume.annotation.format;

import java.util.ArrayList;
import java.util.List;
import org.neume.annotation.AnnotatedBeat;

/**
 * A run of beats with one meter and one tempo. A new one begins at a downbeat where bars have another
 * number of beats, or where two bars in a row are more than {@value #TOLERANCE} of their length shorter or
 * longer than the bars of the run so far.
 *
 * @param first its first beat
 * @param end the beat behind its last
 * @param tempo mean tempo in beats per minute
 * @param beatsPerBar 0 where bars are unknown
 * @param confidence mean confidence of its beats
 */
record Section(int first, int end, double tempo, int beatsPerBar, double confidence) {
  private static final double TOLERANCE = 0.08;
  private static final double MINUTE = 60;

  /** The sections of beats in order of time; none of fewer than two beats. */
  static List<Section> of(List<AnnotatedBeat> beats) {
    if (beats.size() < 2) {
      return List.of();
    }
    List<Integer> downbeats = new ArrayList<>();
    for (int i = 0; i < beats.size(); i++) {
      if (beats.get(i).isDownbeat()) {
        downbeats.add(i);
      }
    }
    List<Section> sections = new ArrayList<>();
    // What comes before the first downbeat belongs to the first section.
    int first = 0;
    for (int bar = 1; bar < downbeats.size(); bar++) {
      int start = downbeats.get(bar);
      if (begins(beats, downbeats, bar, first)) {
        sections.add(section(beats, first, start));
        first = start;
      }
    }
    sections.add(section(beats, first, beats.size()));
    return sections;
  }

  private static boolean begins(
      List<AnnotatedBeat> beats, List<Integer> downbeats, int bar, int first) {
    int start = downbeats.get(bar);
    if (beats.get(start).beatsPerBar() != beats.get(start - 1).beatsPerBar()) {
      return true;
    }
    if (bar + 2 >= downbeats.size()) {
      return false;
    }
    double before = interval(beats, first, start);
    int next = downbeats.get(bar + 1);
    return differs(interval(beats, start, next), before)
        && differs(interval(beats, next, downbeats.get(bar + 2)), before);
  }

  private static boolean differs(double interval, double before) {
    return Math.abs(interval / before - 1) > TOLERANCE;
  }

  /** Seconds from beat to beat, from one beat on up to another. */
  private static double interval(List<AnnotatedBeat> beats, int from, int to) {
    return (beats.get(to).time() - beats.get(from).time()) / (to - from);
  }

  private static Section section(List<AnnotatedBeat> beats, int first, int end) {
    int last = end < beats.size() ? end : end - 1;
    AnnotatedBeat lastBeat = beats.get(end - 1);
    return new Section(
        first,
        end,
        last > first ? MINUTE / interval(beats, first, last) : lastBeat.tempo(),
        lastBeat.beatsPerBar(),
        beats.subList(first, end).stream()
            .mapToDouble(AnnotatedBeat::confidence)
            .average()
            .orElse(0));
  }
}

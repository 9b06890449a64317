package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.neume.annotation.PlayedNote;
import org.neume.transcription.score.BarFinder.Bar;

/**
 * Notes and beats to a score, as one pure function of both: the order in which they come does not
 * matter, equal arguments give equal scores.
 *
 * <p>The steps, each a class of its own: a beat grid under all notes ({@link GridBuilder}), onsets on
 * the grid ({@link Quantizer}), the value of a beat ({@link MeterFinder}) and the bars ({@link
 * BarFinder}), key and spelling ({@link KeyFinder}, {@link Speller}), hands ({@link HandSplitter}),
 * voices ({@link ChordBuilder}, {@link VoiceSeparator}), note values ({@link NoteEnds}), signs
 * ({@link Engraver}).
 */
public final class Scorer {
  private static final int LOWEST = 21; // A0
  private static final int HIGHEST = 108; // C8
  private static final Comparator<PlayedNote> ORDER =
      Comparator.comparingDouble(PlayedNote::onset)
          .thenComparingInt(PlayedNote::pitch)
          .thenComparingDouble(PlayedNote::offset)
          .thenComparingInt(PlayedNote::velocity)
          .thenComparingDouble(PlayedNote::confidence);

  private Scorer() {}

  /**
   * Writes down what was played.
   *
   * @param notes in any order
   * @param beats in any order; with fewer than two the grid is constant at the default tempo,
   *     begins with the first note, and the score says so
   */
  public static Score score(List<PlayedNote> notes, List<TrackedBeat> beats, ScoreOptions options) {
    List<PlayedNote> playable =
        notes.stream()
            .filter(n -> n.pitch() >= LOWEST && n.pitch() <= HIGHEST)
            .sorted(ORDER)
            .toList();
    double from = playable.isEmpty() ? firstBeat(beats) : playable.get(0).onset();
    double to = playable.stream().mapToDouble(PlayedNote::offset).max().orElse(from);
    BeatGrid grid = GridBuilder.build(beats, from, to, options.defaultTempo());

    double[] onsets = playable.stream().mapToDouble(PlayedNote::onset).toArray();
    int[] pitches = playable.stream().mapToInt(PlayedNote::pitch).toArray();
    Quantized quantized = new Quantizer(grid, BeatUnit.QUARTER, options).quantize(onsets, pitches);
    BeatUnit unit = MeterFinder.find(grid, quantized);
    if (unit != BeatUnit.QUARTER) {
      quantized = new Quantizer(grid, unit, options).quantize(onsets, pitches);
    }
    List<Bar> bars = bars(grid, quantized, to);
    List<PlacedNote> placed = placed(playable, grid, quantized, unit, bars.get(0).firstBeat());
    Page page = new Page(bars, grid, unit, quantized, options);
    return page.write(placed, notes.size() - playable.size(), playable.size() - placed.size());
  }

  private static double firstBeat(List<TrackedBeat> beats) {
    return beats.stream().mapToDouble(TrackedBeat::time).min().orElse(0);
  }

  // From the first tracked beat, or the first note before it, to the bar in which the last note
  // ends.
  // A pickup without notes is left out.
  private static List<Bar> bars(BeatGrid grid, Quantized quantized, double to) {
    int count = quantized.places().length;
    int firstNote = count == 0 ? grid.firstTracked() : quantized.beat(0);
    int lastNote = count == 0 ? firstNote : quantized.beat(count - 1);
    int first = Math.min(grid.firstTracked(), firstNote);
    // A note that is let go within half a beat behind a bar line does not ask for another bar.
    int lastEnd = count == 0 ? 0 : (int) Math.ceil(grid.position(to) - 0.5);
    int end = Math.max(Math.max(first, lastNote) + 1, Math.min(lastEnd, grid.size() - 1));
    // Bar lines are found with the beats behind the last note too: they may tell its meter.
    List<Bar> found = new ArrayList<>(BarFinder.find(grid, first, Math.max(end, grid.size() - 1)));
    Bar opening = found.get(0);
    boolean silentPickup =
        opening.beats() < opening.length() && firstNote >= opening.firstBeat() + opening.beats();
    if (silentPickup && found.size() > 1) {
      found.remove(0);
    }
    while (found.size() > 1 && found.get(found.size() - 1).firstBeat() >= end) {
      found.remove(found.size() - 1);
    }
    return found;
  }

  // Of notes of one pitch at one place the longest stays.
  private static List<PlacedNote> placed(
      List<PlayedNote> notes, BeatGrid grid, Quantized quantized, BeatUnit unit, int origin) {
    List<PlacedNote> placed = new ArrayList<>();
    for (int i = 0; i < notes.size(); i++) {
      int steps = quantized.places()[i] - origin * BeatUnit.STEPS;
      int start = steps * unit.units() / BeatUnit.STEPS;
      double end = (grid.position(notes.get(i).offset()) - origin) * unit.units();
      placed.add(new PlacedNote(notes.get(i), start, Math.max(end, start + 0.5)));
    }
    placed.sort(
        Comparator.comparingInt(PlacedNote::start)
            .thenComparingInt(PlacedNote::pitch)
            .thenComparing(PlacedNote::end, Comparator.reverseOrder()));
    Set<Long> taken = new HashSet<>();
    placed.removeIf(note -> !taken.add((long) note.start() * 128 + note.pitch()));
    return placed;
  }

  /** The page that the bars leave for the notes. */
  private record Page(
      List<Bar> bars, BeatGrid grid, BeatUnit unit, Quantized quantized, ScoreOptions options) {

    Score write(List<PlacedNote> placed, int outOfRange, int doubled) {
      List<Bars.Frame> frames = Bars.frames(bars, grid, unit);
      KeySignature key = KeyFinder.find(placed);
      boolean[] right = HandSplitter.rightHand(placed);
      NoteEnds ends = new NoteEnds(divisions(), frames);
      List<StaffPart> parts = new ArrayList<>();
      for (int staff = 1; staff <= 2; staff++) {
        List<PlacedNote> hand = new ArrayList<>();
        for (int i = 0; i < right.length; i++) {
          if (right[i] == (staff == 1)) {
            hand.add(placed.get(i));
          }
        }
        parts.add(StaffPart.of(staff, hand, ends, options.voicesPerStaff()));
      }
      Engraver engraver = new Engraver(new Speller(key), unit);
      List<Measure> measures = new ArrayList<>();
      for (Bars.Frame frame : frames) {
        List<Staff> staves = parts.stream().map(part -> part.measure(frame, engraver)).toList();
        measures.add(
            new Measure(
                frame.number(),
                frame.pickup(),
                frame.time(),
                unit.units(),
                frame.start(),
                frame.units(),
                frame.tempo(),
                staves));
      }
      List<ScoreNote> notes =
          parts.stream()
              .flatMap(StaffPart::notes)
              .sorted(
                  Comparator.comparingInt(ScoreNote::start)
                      .thenComparingInt(note -> note.played().pitch()))
              .toList();
      return new Score(key, measures, notes, times(), grid.tracked(), outOfRange, doubled);
    }

    private BeatDivisions divisions() {
      int origin = bars.get(0).firstBeat();
      Bar last = bars.get(bars.size() - 1);
      Division[] divisions = new Division[last.firstBeat() + last.beats() - origin];
      Arrays.fill(divisions, Division.ONE);
      for (int i = 0; i < quantized.places().length; i++) {
        divisions[quantized.beat(i) - origin] = quantized.divisions()[i];
      }
      return new BeatDivisions(unit, divisions);
    }

    private List<GridTime> times() {
      int origin = bars.get(0).firstBeat();
      List<GridTime> times = new ArrayList<>();
      for (int i = 0; i < grid.size(); i++) {
        times.add(new GridTime((i - origin) * unit.units(), grid.time(i)));
      }
      return times;
    }
  }
}

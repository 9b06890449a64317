package org.neume.transcription.notes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.PlayedNote;
import org.neume.schemas.SingleNoteOutputs;

/**
 * The only note of a recording, from what a network says of each frame: what holds for the sound that
 * begins there. The answer is taken at the onset, which the level shows, or where the network is certain soon
 * after; a measured fundamental gives the deviation from the pitch. Confined to one thread.
 *
 * <p>Rows are kept to the end, {@link SingleNoteRule#longestSeconds} of them at most.
 */
public final class SingleNoteDecoder {
  /** Values of a frame: the columns of {@link SingleNoteOutputs#names}; what a network lacks is 0. */
  public static final int COLUMNS = SingleNoteRows.COLUMNS;

  private static final int BEST = 3;
  private static final int UNTOLD_VELOCITY = 64;
  private static final int OCTAVE = 12;

  /** Seconds from the onset on that the fundamental is taken from. */
  private static final double TUNED_FROM = 0.05;

  private static final double TUNED_TO = 2;

  /** Semitones from the pitch beyond which a fundamental is another one's. */
  private static final double TUNED_WITHIN = 0.7;

  private static final int TUNED_FRAMES = 5;

  private final SingleNoteRule rule;
  private final double frameRate;
  private final SingleNoteRows rows = new SingleNoteRows();
  private @Nullable String failure;

  /** A decoder of frames at {@code frameRate} a second. */
  public SingleNoteDecoder(SingleNoteRule rule, double frameRate) {
    this.rule = rule;
    this.frameRate = frameRate;
  }

  /** Takes the next frames, {@link #COLUMNS} values each. */
  public void push(float[] more, int frames) {
    if (failure != null) {
      return;
    }
    if (rows.frames() + frames > rule.longestSeconds() * frameRate) {
      rows.clear();
      failure =
          String.format(
              Locale.ROOT,
              "this is no single note, it lasts longer than %.0f s: ask for notes instead of pitch",
              rule.longestSeconds());
      return;
    }
    rows.add(more, frames);
  }

  /** Why the recording is no single note, in one line; null as long as it may be one. */
  public @Nullable String failure() {
    return failure;
  }

  /** About how many bytes are kept. */
  public long bytes() {
    return (long) rows.frames() * COLUMNS * Float.BYTES;
  }

  /** The note of a recording that ends here; null where there is none, and {@link #failure} says why. */
  public @Nullable IdentifiedNote finish() {
    if (failure != null) {
      return null;
    }
    int loudest = 0;
    for (int frame = 1; frame < rows.frames(); frame++) {
      loudest = rows.decibels(frame) > rows.decibels(loudest) ? frame : loudest;
    }
    if (rows.frames() == 0 || rows.decibels(loudest) < rule.softest()) {
      failure = "there is no note, nothing sounds in this recording";
      return null;
    }
    double peak = rows.decibels(loudest);
    int onset = 0;
    while (rows.decibels(onset) < peak - rule.onset()) {
      onset++;
    }
    int end = rows.frames();
    while (rows.decibels(end - 1) < peak - rule.offset()) {
      end--;
    }
    NoteAnswer answer = NoteAnswer.at(rows, rule, frameRate, onset, end);
    String others = new SeveralNotes(rows, rule, frameRate).found(answer, onset, end);
    if (others != null) {
      failure = others;
      return null;
    }
    return identified(answer, onset, Math.max(end, onset + 1));
  }

  private IdentifiedNote identified(NoteAnswer answer, int onset, int end) {
    int family = answer.best(SingleNoteRows.FAMILIES, SingleNoteOutputs.FAMILIES.size());
    int velocity = answer.best(SingleNoteRows.VELOCITIES, SingleNoteOutputs.VELOCITIES.size());
    float[] values = answer.values();
    float familyShare = values[SingleNoteRows.FAMILIES + family];
    float velocityShare = values[SingleNoteRows.VELOCITIES + velocity];
    PlayedNote note =
        new PlayedNote(
            onset / frameRate,
            end / frameRate,
            answer.pitch(),
            velocityShare > 0 ? SingleNoteOutputs.VELOCITIES.get(velocity) : UNTOLD_VELOCITY,
            values[SingleNoteRows.PITCHES + answer.pitch()]);
    List<IdentifiedNote.Candidate> pitches =
        IntStream.range(0, SingleNoteOutputs.PITCHES)
            .mapToObj(p -> new IdentifiedNote.Candidate(p, values[SingleNoteRows.PITCHES + p]))
            .sorted(Comparator.comparingDouble(IdentifiedNote.Candidate::probability).reversed())
            .limit(BEST)
            .toList();
    return new IdentifiedNote(
        note,
        pitches,
        cents(answer.pitch(), onset, end),
        familyShare > 0 ? SingleNoteOutputs.FAMILIES.get(family) : null,
        familyShare,
        velocityShare);
  }

  /** The median deviation of the fundamental from the nearest octave of the pitch. */
  private OptionalDouble cents(int pitch, int onset, int end) {
    List<Double> deviations = new ArrayList<>();
    int first = onset + (int) Math.ceil(TUNED_FROM * frameRate);
    int last = (int) Math.min(end, onset + TUNED_TO * frameRate);
    for (int frame = first; frame < last; frame++) {
      double fundamental = rows.fundamental(frame);
      double off = fundamental - pitch;
      double deviation = off - OCTAVE * Math.rint(off / OCTAVE);
      if (fundamental > 0 && Math.abs(deviation) <= TUNED_WITHIN) {
        deviations.add(deviation);
      }
    }
    if (deviations.size() < TUNED_FRAMES) {
      return OptionalDouble.empty();
    }
    double[] sorted = deviations.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return OptionalDouble.of(100 * median);
  }
}

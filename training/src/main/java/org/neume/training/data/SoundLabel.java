package org.neume.training.data;

import java.util.regex.Pattern;
import org.neume.schemas.SingleNoteOutputs;

/**
 * What a single note of the training data is.
 *
 * @param source where it comes from
 * @param instrument the instrument, within its source
 * @param family its kind, an index of {@link SingleNoteOutputs#FAMILIES}; -1 where unknown
 * @param pitch MIDI pitch, 0..127
 * @param velocity index of {@link SingleNoteOutputs#VELOCITIES}; -1 where unknown
 * @param frames frames held
 * @param onset where it begins, in frames
 */
public record SoundLabel(
    Source source,
    String instrument,
    int family,
    int pitch,
    int velocity,
    int frames,
    double onset) {
  private static final Pattern MANNER = Pattern.compile("-(FF|MF|PP|ah|ih|oh)$");

  /** Where notes come from, and what they are for. */
  public enum Source {
    /** Played by a soundfont to train on. */
    RENDERED,
    /** Played by a soundfont that only validates. */
    HELD_OUT,
    /** Recorded. */
    RECORDED,
    /** Of NSynth's training set. */
    NSYNTH,
    /** Of NSynth's validation and test sets. */
    NSYNTH_HELD_OUT
  }

  /** The instrument without the manner that it is played in: what is held out together. */
  public String group() {
    return MANNER.matcher(instrument).replaceFirst("");
  }

  /** A line of a table. */
  String row() {
    return "%s\t%s\t%d\t%d\t%d\t%d\t%s"
        .formatted(source, instrument, family, pitch, velocity, frames, onset);
  }

  /** Reads {@link #row}. */
  static SoundLabel of(String row) {
    String[] cells = row.split("\t", -1);
    return new SoundLabel(
        Source.valueOf(cells[0]),
        cells[1],
        Integer.parseInt(cells[2]),
        Integer.parseInt(cells[3]),
        Integer.parseInt(cells[4]),
        Integer.parseInt(cells[5]),
        Double.parseDouble(cells[6]));
  }
}

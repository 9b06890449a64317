package org.neume.annotation.format;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.neume.annotation.PlayedNote;

/**
 * Notes as lines of {@code onset<TAB>offset<TAB>pitch}, seconds and hertz, in order of onset and
 * pitch: what mir_eval's {@code load_valued_intervals} reads with its own defaults.
 *
 * <p>That function wants exactly three columns and knows lines that begin with {@code #}; the
 * velocity of each note therefore stands in such a line before it, if asked for: {@code #
 * velocity<TAB>64<TAB>0.98}, the confidence behind it.
 */
public final class NoteCsv {
  private static final int A4 = 69;
  private static final double A4_HERTZ = 440;

  private NoteCsv() {}

  /** The file's bytes, with velocities. */
  public static byte[] write(List<PlayedNote> notes) {
    return write(notes, true);
  }

  /** The file's bytes. */
  public static byte[] write(List<PlayedNote> notes, boolean velocities) {
    StringBuilder text = new StringBuilder();
    notes.stream()
        .sorted(
            Comparator.comparingDouble(PlayedNote::onset)
                .thenComparingInt(PlayedNote::pitch)
                .thenComparingDouble(PlayedNote::offset)
                .thenComparingInt(PlayedNote::velocity))
        .forEach(
            note -> {
              if (velocities) {
                text.append(
                    String.format(
                        Locale.ROOT, "# velocity\t%d\t%.4f\n", note.velocity(), note.confidence()));
              }
              text.append(
                  String.format(
                      Locale.ROOT,
                      "%.6f\t%.6f\t%.6f\n",
                      note.onset(),
                      note.offset(),
                      hertz(note.pitch())));
            });
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Frequency of a MIDI pitch in equal temperament. */
  public static double hertz(int pitch) {
    return A4_HERTZ * Math.pow(2, (pitch - A4) / 12.0);
  }
}

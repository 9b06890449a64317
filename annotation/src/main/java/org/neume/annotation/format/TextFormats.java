package org.neume.annotation.format;

import java.util.Locale;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;

/**
 * The line-based files. Each ends every line, the last too, with a line feed and is UTF-8.
 *
 * <p>Where bars are unknown there are no numbers to write: {@code .beats} then has one column, and
 * the labels count the beats of the whole recording.
 */
public final class TextFormats {
  private TextFormats() {}

  /**
   * {@code time TAB number}, 1 being the downbeat; one column where bars are unknown, which is what
   * mir_eval's load_events reads.
   */
  public static String beats(Annotation annotation) {
    StringBuilder text = new StringBuilder();
    for (AnnotatedBeat beat : annotation.beats()) {
      text.append(Seconds.text(beat.time()));
      if (beat.number() > 0) {
        text.append('\t').append(beat.number());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** {@code time,label}: a time instants layer of Sonic Visualiser, labels {@code bar.beat}. */
  public static String sonicVisualiser(Annotation annotation) {
    StringBuilder text = new StringBuilder();
    Bars bars = new Bars();
    for (AnnotatedBeat beat : annotation.beats()) {
      text.append(Seconds.text(beat.time())).append(',').append(bars.label(beat)).append('\n');
    }
    return text.toString();
  }

  /** {@code start TAB end TAB label}, start and end equal: point labels of Audacity. */
  public static String audacity(Annotation annotation) {
    StringBuilder text = new StringBuilder();
    Bars bars = new Bars();
    for (AnnotatedBeat beat : annotation.beats()) {
      String time = String.format(Locale.ROOT, "%.6f", beat.time());
      text.append(time).append('\t').append(time).append('\t');
      text.append(bars.label(beat)).append('\n');
    }
    return text.toString();
  }
}

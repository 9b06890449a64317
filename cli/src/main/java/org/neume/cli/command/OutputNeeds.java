package org.neume.cli.command;

import java.util.EnumSet;
import java.util.Set;
import org.neume.annotation.format.OutputFormat;
import org.neume.annotation.stream.Finding;

/** What the files of a format hold. */
final class OutputNeeds {
  private OutputNeeds() {}

  /** The findings of which any makes a file of this format. */
  static Set<Finding> of(OutputFormat format) {
    return switch (format) {
      case BEATS, LABELS, CLICK, ANALYSIS -> EnumSet.of(Finding.BEATS);
      case JAMS -> EnumSet.of(Finding.BEATS, Finding.TEMPO, Finding.NOTES);
      case CSV -> EnumSet.of(Finding.BEATS, Finding.NOTES, Finding.PITCH);
      case SVL -> EnumSet.of(Finding.BEATS, Finding.NOTES);
      case JSON -> EnumSet.of(Finding.PITCH);
      case MIDI, MUSICXML -> EnumSet.of(Finding.SCORE);
    };
  }

  /** The findings of which any makes a file of one of these formats. */
  static Set<Finding> of(Set<OutputFormat> formats) {
    Set<Finding> needed = EnumSet.noneOf(Finding.class);
    formats.forEach(format -> needed.addAll(of(format)));
    return needed;
  }
}

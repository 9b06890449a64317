package org.neume.annotation.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files that an annotation can be written as, by the names that people type. */
public enum OutputFormat {
  /** Time and number in the bar, tab-separated. */
  BEATS(".beats"),
  /** JAMS 0.3. */
  JAMS(".jams"),
  /** Beats as a time instants layer for Sonic Visualiser; notes as mir_eval reads them; a table of pitches. */
  CSV(".csv"),
  /** The pitches of single notes, all in one file. */
  JSON(".json"),
  /** Layers of Sonic Visualiser: beats as time instants, notes as notes. */
  SVL(".svl"),
  /** Bars, beats, tempo and sections in the form of the audio analysis that music services gave. */
  ANALYSIS(".analysis.json"),
  /** A label track for Audacity. */
  LABELS(".labels.txt"),
  /** The recording with a click on every beat. */
  CLICK(".click.wav"),
  /** The score as a MIDI file of type 1, its beats within 25 ms of those tracked. */
  MIDI(".mid"),
  /** The score as MusicXML 4.0. */
  MUSICXML(".musicxml");

  private final String suffix;

  OutputFormat(String suffix) {
    this.suffix = suffix;
  }

  /** What is put behind the recording's name. */
  public String suffix() {
    return suffix;
  }

  /** Whether this is a score, written down from notes. */
  public boolean isScore() {
    return this == MIDI || this == MUSICXML;
  }

  /** The format of this name, in any case. */
  public static Optional<OutputFormat> find(String name) {
    return Arrays.stream(values()).filter(f -> f.name().equalsIgnoreCase(name)).findAny();
  }

  /** The name that people type. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(OutputFormat::text).collect(Collectors.joining(", "));
  }
}

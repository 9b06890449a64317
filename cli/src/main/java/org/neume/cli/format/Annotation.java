package org.neume.cli.format;

import java.util.List;

/**
 * All that was found in one recording.
 *
 * @param title what people call the recording: its file name without folder
 * @param durationSeconds length of the recording in seconds
 * @param beats the beats in order of time
 * @param tempi overall tempo, heaviest first; empty where none was found
 * @param annotator the analysis that found it, for example {@code beats}
 */
public record Annotation(
    String title,
    double durationSeconds,
    List<AnnotatedBeat> beats,
    List<OverallTempo> tempi,
    String annotator) {

  /** Copies the lists. */
  public Annotation {
    beats = List.copyOf(beats);
    tempi = List.copyOf(tempi);
  }

  /** The number of downbeats. */
  public long downbeatCount() {
    return beats.stream().filter(AnnotatedBeat::isDownbeat).count();
  }
}

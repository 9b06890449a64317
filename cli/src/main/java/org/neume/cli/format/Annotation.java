package org.neume.cli.format;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.transcription.notes.PlayedNote;

/**
 * All that was found in one recording.
 *
 * @param title what people call the recording: its file name without folder
 * @param durationSeconds length of the recording in seconds
 * @param beats the beats in order of time
 * @param tempi overall tempo, heaviest first; empty where none was found
 * @param annotator the analysis that found it, for example {@code beats}
 * @param notes the notes by onset; empty where they were not asked for
 * @param score the score; null where it was not asked for, or never written
 */
public record Annotation(
    String title,
    double durationSeconds,
    List<AnnotatedBeat> beats,
    List<OverallTempo> tempi,
    String annotator,
    List<PlayedNote> notes,
    @Nullable WrittenScore score) {

  /** Copies the lists. */
  public Annotation {
    beats = List.copyOf(beats);
    tempi = List.copyOf(tempi);
    notes = List.copyOf(notes);
  }

  /** Beats and tempo alone. */
  public Annotation(
      String title,
      double durationSeconds,
      List<AnnotatedBeat> beats,
      List<OverallTempo> tempi,
      String annotator) {
    this(title, durationSeconds, beats, tempi, annotator, List.of(), null);
  }

  /** The number of downbeats. */
  public long downbeatCount() {
    return beats.stream().filter(AnnotatedBeat::isDownbeat).count();
  }
}

package org.neume.annotation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was found in one recording. What nobody looked for, or what was given up, has no
 * annotator: that differs from what was looked for and is not there.
 *
 * @param title what people call the recording: its file name without folder
 * @param durationSeconds length of the recording in seconds
 * @param beats the beats in order of time
 * @param tempi overall tempo, heaviest first; empty where none was found
 * @param annotator the analysis that found the beats, for example {@code beats}; empty where they
 *     were not looked for
 * @param notes the notes by onset
 * @param noteAnnotator what found the notes; null where they were not looked for
 * @param score the score; null where it was not asked for, or never written
 * @param rawTempo the tempo that was found without beats; null where it was not looked for
 * @param pitch the pitch of the only note; null where it was not looked for, or there is none
 */
public record Annotation(
    String title,
    double durationSeconds,
    List<AnnotatedBeat> beats,
    List<OverallTempo> tempi,
    String annotator,
    List<PlayedNote> notes,
    @Nullable NoteAnnotator noteAnnotator,
    @Nullable WrittenScore score,
    @Nullable RawTempo rawTempo,
    @Nullable NamedPitch pitch) {

  /** Copies the lists. */
  public Annotation {
    beats = List.copyOf(beats);
    tempi = List.copyOf(tempi);
    notes = List.copyOf(notes);
  }

  /** Beats, notes and a score. */
  public Annotation(
      String title,
      double durationSeconds,
      List<AnnotatedBeat> beats,
      List<OverallTempo> tempi,
      String annotator,
      List<PlayedNote> notes,
      @Nullable NoteAnnotator noteAnnotator,
      @Nullable WrittenScore score) {
    this(title, durationSeconds, beats, tempi, annotator, notes, noteAnnotator, score, null, null);
  }

  /** Beats and tempo alone. */
  public Annotation(
      String title,
      double durationSeconds,
      List<AnnotatedBeat> beats,
      List<OverallTempo> tempi,
      String annotator) {
    this(title, durationSeconds, beats, tempi, annotator, List.of(), null, null, null, null);
  }

  /** Whether beats were looked for. */
  public boolean hasBeats() {
    return !annotator.isEmpty();
  }

  /** Whether notes were looked for. */
  public boolean hasNotes() {
    return noteAnnotator != null;
  }

  /** Whether a tempo without beats was looked for. */
  public boolean hasRawTempo() {
    return rawTempo != null;
  }

  /** The same without what is not kept, as if nobody had looked for it. */
  public Annotation keeping(
      boolean beatsToo, boolean notesToo, boolean scoreToo, boolean rawTempoToo, boolean pitchToo) {
    return new Annotation(
        title,
        durationSeconds,
        beatsToo ? beats : List.of(),
        beatsToo ? tempi : List.of(),
        beatsToo ? annotator : "",
        notesToo ? notes : List.of(),
        notesToo ? noteAnnotator : null,
        scoreToo ? score : null,
        rawTempoToo ? rawTempo : null,
        pitchToo ? pitch : null);
  }

  /** The same with another score. */
  public Annotation with(WrittenScore written) {
    return new Annotation(
        title,
        durationSeconds,
        beats,
        tempi,
        annotator,
        notes,
        noteAnnotator,
        written,
        rawTempo,
        pitch);
  }

  /** The number of downbeats. */
  public long downbeatCount() {
    return beats.stream().filter(AnnotatedBeat::isDownbeat).count();
  }
}

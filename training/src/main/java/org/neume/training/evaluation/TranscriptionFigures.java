package org.neume.training.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of a transcription that papers print: of notes by the names that mir_eval gives them, of the pitches in frames of
 * 20 ms, and how many notes there are.
 */
public final class TranscriptionFigures {
  /** Onset and pitch. */
  public static final String ONSET = "F-measure_no_offset";

  /** Onset, pitch and offset. */
  public static final String WHOLE = "F-measure";

  /** Pitches of frames. */
  public static final String FRAME = "Frame F-measure";

  /** Precision by onset and pitch. */
  public static final String PRECISION = "Precision_no_offset";

  /** Recall by onset and pitch. */
  public static final String RECALL = "Recall_no_offset";

  private static final double FRAMES_PER_SECOND = 50;

  private TranscriptionFigures() {}

  /**
   * Scores a transcription. Figures with velocity are there where the reference has velocities that differ.
   *
   * @param references the true notes, one or more
   */
  public static Map<String, Double> of(List<NoteEvent> references, List<NoteEvent> estimates) {
    Map<String, Double> figures = new LinkedHashMap<>();
    EventScores onset = scores(references, estimates, NoteMatching::onsetAndPitch);
    figures.put(ONSET, onset.fMeasure());
    figures.put(PRECISION, onset.precision());
    figures.put(RECALL, onset.recall());
    figures.put(WHOLE, scores(references, estimates, NoteMatching::whole).fMeasure());
    if (references.stream().mapToDouble(NoteEvent::velocity).distinct().count() > 1) {
      VelocityScores loud = VelocityScores.score(references, estimates);
      figures.put("Velocity F-measure_no_offset", loud.withoutOffset().fMeasure());
      figures.put("Velocity F-measure", loud.whole().fMeasure());
      figures.putAll(loud.counts());
    }
    MultipitchScores.Counts frames = frames(references, estimates);
    figures.put(FRAME, Statistics.fMeasure(frames.precision(), frames.recall()));
    figures.put(ShortNames.REFERENCE_NOTES, (double) references.size());
    figures.put(ShortNames.ESTIMATED_NOTES, (double) estimates.size());
    return figures;
  }

  private static EventScores scores(
      List<NoteEvent> references,
      List<NoteEvent> estimates,
      java.util.function.BiPredicate<NoteEvent, NoteEvent> criterion) {
    return NoteScores.scores(
        NoteMatching.match(references, estimates, criterion), references, estimates);
  }

  private static MultipitchScores.Counts frames(
      List<NoteEvent> references, List<NoteEvent> estimates) {
    double end =
        Math.max(
            references.stream().mapToDouble(NoteEvent::offset).max().orElse(0),
            estimates.stream().mapToDouble(NoteEvent::offset).max().orElse(0));
    int count = (int) Math.ceil(end * FRAMES_PER_SECOND);
    return MultipitchScores.score(sounding(references, count), sounding(estimates, count)).pitch();
  }

  /** The pitches that sound at the times of frames; one that sounds twice is one. */
  private static PitchFrames sounding(List<NoteEvent> notes, int count) {
    List<Double> times = new ArrayList<>(count);
    List<List<Double>> pitches = new ArrayList<>(count);
    for (int frame = 0; frame < count; frame++) {
      times.add(frame / FRAMES_PER_SECOND);
      pitches.add(new ArrayList<>());
    }
    for (NoteEvent note : notes) {
      int first = (int) Math.ceil(note.onset() * FRAMES_PER_SECOND);
      for (int frame = first; frame < note.offset() * FRAMES_PER_SECOND; frame++) {
        List<Double> here = pitches.get(frame);
        if (!here.contains(note.pitch())) {
          here.add(note.pitch());
        }
      }
    }
    return new PitchFrames(times, pitches);
  }
}

package org.neume.cli.chain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.neume.annotation.Annotation;
import org.neume.annotation.WrittenScore;
import org.neume.annotation.stream.Finding;
import org.neume.transcription.export.MidiExport;
import org.neume.transcription.export.MusicXmlExport;
import org.neume.transcription.export.Timing;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.ScoreOptions;
import org.neume.transcription.score.Scorer;
import org.neume.transcription.score.TrackedBeat;

/**
 * A recording that was closed as aborted because its file is cut off or damaged: what was found up to
 * there is all that there is.
 */
public final class CutRecording {
  private CutRecording() {}

  /**
   * The outcome in which what was given up for this damage alone is complete. The stage of scores
   * writes none of a recording that was aborted, so the score is written here, of its notes and beats.
   *
   * @param damage the cause that the recording was closed with
   */
  public static Outcome asFarAsItGoes(Outcome outcome, String damage) {
    Set<Finding> cut = EnumSet.noneOf(Finding.class);
    Map<Finding, String> failures = new EnumMap<>(Finding.class);
    outcome
        .failures()
        .forEach(
            (finding, cause) -> {
              if (cause.equals(damage)) {
                cut.add(finding);
              } else {
                failures.put(finding, cause);
              }
            });
    Annotation annotation = outcome.annotation();
    if (cut.contains(Finding.SCORE)) {
      annotation = annotation.with(score(annotation));
    }
    cut.addAll(outcome.completed());
    return new Outcome(annotation, cut, failures);
  }

  private static WrittenScore score(Annotation annotation) {
    Score score =
        Scorer.score(
            annotation.notes(),
            annotation.beats().stream()
                .map(beat -> new TrackedBeat(beat.time(), beat.number()))
                .toList(),
            ScoreOptions.defaults());
    return new WrittenScore(
        score.measures().size(),
        MusicXmlExport.write(score),
        MidiExport.write(score, Timing.STEADY));
  }
}

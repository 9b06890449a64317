package org.neume.cli.chain;

import java.util.ArrayList;
import java.util.List;
import org.neume.cli.format.AnnotatedBeat;
import org.neume.cli.format.Annotation;
import org.neume.cli.format.OverallTempo;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.TempoEstimate;

/** Gathers the beat blocks of one recording, in order, into an annotation. Confined to one thread. */
public final class AnnotationBuilder {
  private final List<AnnotatedBeat> beats = new ArrayList<>();
  private final List<OverallTempo> tempi = new ArrayList<>();
  private double seconds;
  private String analysis = "";

  /** Adds the next block. */
  public void add(BeatBlock block) {
    double rate = block.getFrameRate();
    analysis = block.getStream();
    for (Beat beat : block.getBeats()) {
      beats.add(
          new AnnotatedBeat(
              beat.getFrame() / rate,
              beat.getNumber(),
              beat.getBeatsPerBar(),
              beat.getTempo(),
              beat.getConfidence()));
    }
    for (TempoEstimate tempo : block.getTempi()) {
      tempi.add(new OverallTempo(tempo.getBeatsPerMinute(), tempo.getWeight()));
    }
    if (rate > 0) {
      seconds = (block.getFirstFrame() + block.getFrameCount()) / rate;
    }
  }

  /** How far the recording is decided, in seconds. */
  public double decidedSeconds() {
    return seconds;
  }

  /** The annotation of all blocks added. */
  public Annotation build(String title) {
    return new Annotation(title, seconds, beats, tempi, analysis);
  }
}

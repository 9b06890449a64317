package org.neume.annotation.stream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.NamedPitch;
import org.neume.annotation.NoteAnnotator;
import org.neume.annotation.OverallTempo;
import org.neume.annotation.PlayedNote;
import org.neume.annotation.RawTempo;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.SingleNote;

/**
 * Gathers the beats, notes and scores of one recording, each in order, into an annotation. Confined
 * to one thread.
 */
public final class AnnotationBuilder {
  private final List<AnnotatedBeat> beats = new ArrayList<>();
  private final List<OverallTempo> tempi = new ArrayList<>();
  private final List<PlayedNote> notes = new ArrayList<>();
  private final ScoreBuilder score = new ScoreBuilder();
  private double seconds;
  private String analysis = "";
  private @Nullable NoteAnnotator noteAnnotator;
  private @Nullable RawTempo rawTempo;
  private @Nullable NamedPitch pitch;

  /** Adds the next block of beats, or of the tempo alone. */
  public void add(Finding finding, BeatBlock block) {
    double rate = block.getFrameRate();
    decided(block.getFirstFrame() + block.getFrameCount(), rate);
    if (finding == Finding.TEMPO) {
      rawTempo = new RawTempo(block.getStream(), tempi(block));
      return;
    }
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
    tempi.addAll(tempi(block));
  }

  private static List<OverallTempo> tempi(BeatBlock block) {
    return block.getTempi().stream()
        .map(tempo -> new OverallTempo(tempo.getBeatsPerMinute(), tempo.getWeight()))
        .toList();
  }

  /** Adds the next block of notes, or that of an only note. */
  public void add(Finding finding, NoteBlock block) {
    decided(block.getFirstFrame() + block.getFrameCount(), block.getFrameRate());
    if (finding == Finding.PITCH) {
      addPitch(block);
      return;
    }
    noteAnnotator = new NoteAnnotator(block.getStream(), block.getProvenance());
    for (Note note : block.getNotes()) {
      notes.add(
          new PlayedNote(
              note.getOnset(),
              note.getOffset(),
              note.getPitch(),
              note.getVelocity(),
              note.getConfidence()));
    }
  }

  private void addPitch(NoteBlock block) {
    SingleNote single = block.getSingle();
    if (single != null && !block.getNotes().isEmpty()) {
      pitch = NamedPitch.of(block.getStream(), block.getNotes().get(0), single);
    }
  }

  /** Adds the next record of the score. */
  public void add(ScoreBlock block) {
    score.add(block);
  }

  private void decided(long frames, double rate) {
    if (rate > 0) {
      seconds = Math.max(seconds, frames / rate);
    }
  }

  /** How far the recording is decided, in seconds. */
  public double decidedSeconds() {
    return seconds;
  }

  /** The annotation of all blocks added. */
  public Annotation build(String title) {
    return new Annotation(
        title,
        seconds,
        beats,
        tempi,
        analysis,
        notes,
        noteAnnotator,
        score.latest(),
        rawTempo,
        pitch);
  }
}

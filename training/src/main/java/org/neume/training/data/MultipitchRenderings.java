package org.neume.training.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.neume.annotation.PlayedNote;
import org.neume.training.multipitch.LabeledNote;
import org.neume.training.multipitch.MusicNetFolder;
import org.neume.training.render.Control;
import org.neume.training.render.MixChain;
import org.neume.training.render.Note;
import org.neume.training.render.Score;
import org.neume.training.render.SliceComposer;
import org.neume.training.render.SoundfontRenderer;
import org.neume.training.render.TempoWarp;

/** Renders pieces with labels as MusicNet has them: arranges, plays, mixes. */
final class MultipitchRenderings {
  private static final double SHORTEST = 25;
  private static final double LONGEST = 60;

  /** Share of the pieces with drums that lose them: classical music has none. */
  private static final double WITHOUT_DRUMS = 0.6;

  private final ScoreMaker scores = new ScoreMaker(List.of());
  private final Soundfonts training;
  private final Soundfonts unseen;

  /** What a rendering gives. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once
  record Rendering(float[] samples, List<LabeledNote> notes) {}

  /**
   * Makes a maker.
   *
   * @param training soundfonts of all parts but one
   * @param unseen soundfonts of the part with instruments that nobody trained on
   */
  MultipitchRenderings(Soundfonts training, Soundfonts unseen) {
    this.training = training;
    this.unseen = unseen;
  }

  /** Renders a piece; the same job gives the same values. */
  Rendering make(MultipitchPlan.Job job) throws IOException {
    SplittableRandom random = new SplittableRandom(job.seed());
    boolean held = job.part().equals(MusicNetFolder.UNSEEN);
    Score score = SoundingPrograms.in(score(job, random));
    score = held ? HeldInstruments.alone(score) : HeldInstruments.without(score);
    if (random.nextDouble() < WITHOUT_DRUMS) {
      score =
          score.with(
              score.notes().stream().filter(note -> note.channel() != Note.DRUMS).toList(),
              score.controls());
    }
    score = score.mapTime(time -> time + 0.05);
    SoundfontRenderer font = (held ? unseen : training).draw(random);
    score = font.sounding(score);
    double seconds = Math.min(score.end() + 0.5, LONGEST + 10);
    float[] audio = font.render(score, seconds, random.nextBoolean());
    MixChain.apply(audio, 0.3, random);
    return new Rendering(audio, labels(score, audio.length));
  }

  private Score score(MultipitchPlan.Job job, SplittableRandom random) throws IOException {
    double length = SHORTEST + (LONGEST - SHORTEST) * random.nextDouble();
    if (job.kind() == MultipitchPlan.Kind.SLICES) {
      return SliceComposer.compose(random, length, -1);
    }
    ScoreMaker.Material material = scores.material(job.piece(), random);
    double factor =
        material.slowest() * Math.pow(material.fastest() / material.slowest(), random.nextDouble());
    Score part = cut(material.score(), length * factor, random);
    boolean curved = random.nextDouble() < material.curved();
    part = part.transposed(random.nextInt(10) - 5);
    if (job.kind() == MultipitchPlan.Kind.PIANO) {
      part = piano(part);
    }
    return part.beats().size() < 2 ? part : TempoWarp.apply(part, factor, curved, random);
  }

  private static Score piano(Score score) {
    List<Control> controls =
        new ArrayList<>(
            score.controls().stream().filter(c -> c.command() != Control.PROGRAM).toList());
    for (int channel = 0; channel < 16; channel++) {
      controls.add(0, Control.program(0, channel, 0));
    }
    return score.with(
        score.notes().stream().filter(note -> note.channel() != Note.DRUMS).toList(), controls);
  }

  private static Score cut(Score score, double length, SplittableRandom random) {
    double first = score.notes().isEmpty() ? 0 : score.notes().get(0).time();
    double room = score.end() - first - length;
    double start = room > 0 ? first + room * random.nextDouble() : first;
    double begin = Math.max(0, start - 0.01);
    return score.excerpt(begin, begin + length);
  }

  /** The notes of every part, with the instrument that plays them. */
  static List<LabeledNote> labels(Score score, int samples) {
    List<LabeledNote> labels = new ArrayList<>();
    for (int channel = 0; channel < 16; channel++) {
      int number = channel;
      List<Control> controls =
          score.controls().stream().filter(control -> control.channel() == number).toList();
      Score part =
          score.with(
              score.notes().stream().filter(note -> note.channel() == number).toList(), controls);
      for (PlayedNote note : NoteLabels.of(part, true)) {
        long start = Math.round(note.onset() * SoundfontRenderer.RATE);
        long end = Math.min(samples, Math.round(note.offset() * SoundfontRenderer.RATE));
        if (end > start) {
          labels.add(
              new LabeledNote(start, end, program(controls, note.onset()) + 1, note.pitch()));
        }
      }
    }
    labels.sort(
        java.util.Comparator.comparingLong(LabeledNote::start).thenComparingInt(LabeledNote::note));
    return labels;
  }

  private static int program(List<Control> controls, double time) {
    int program = 0;
    for (Control control : controls) {
      if (control.command() == Control.PROGRAM && control.time() <= time) {
        program = control.first();
      }
    }
    return program;
  }
}

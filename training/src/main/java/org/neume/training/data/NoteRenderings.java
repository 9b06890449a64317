package org.neume.training.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.neume.training.notes.NotePiece.Kind;
import org.neume.training.render.Beat;
import org.neume.training.render.Control;
import org.neume.training.render.MixChain;
import org.neume.training.render.Note;
import org.neume.training.render.OscillatorRenderer;
import org.neume.training.render.Score;
import org.neume.training.render.SliceComposer;
import org.neume.training.render.SoundfontRenderer;
import org.neume.training.render.TempoWarp;

/** Makes features of rendered pieces with their notes: arranges, plays, detunes, mixes. */
final class NoteRenderings {
  private static final double SHORTEST = 25;
  private static final double LONGEST = 60;

  /** Most cents that a rendering is out of tune. */
  private static final double DETUNE = 50;

  private final ScoreMaker scores;
  private final Soundfonts training;
  private final Soundfonts validation;

  /**
   * Makes a maker.
   *
   * @param grooves drum performances that may accompany pieces without drums
   * @param training soundfonts of the training pieces
   * @param validation soundfonts of the validation pieces
   */
  NoteRenderings(List<SourcePiece> grooves, Soundfonts training, Soundfonts validation) {
    this.scores = new ScoreMaker(grooves);
    this.training = training;
    this.validation = validation;
  }

  /** Renders a piece; the same job gives the same values. */
  LabeledNotes make(NotePlan.Job job) throws IOException {
    SplittableRandom random = new SplittableRandom(job.seed());
    Score score = SoundingPrograms.in(score(job, random));
    score = score.mapTime(time -> time + 0.05);
    double seconds = Math.min(score.end() + 0.5, LONGEST + 10);
    Soundfonts fonts = job.validates() ? validation : training;
    boolean oscillators =
        fonts.isEmpty()
            || (!job.validates() && job.kind() != Kind.SOLO_PIANO && chance(random, 0.25));
    float[] audio;
    if (oscillators) {
      audio = OscillatorRenderer.render(score, seconds, random);
    } else {
      SoundfontRenderer font = fonts.draw(random);
      score = font.sounding(score);
      audio = font.render(score, seconds, random.nextBoolean());
    }
    // Validation is in tune and hardly mixed, as what it stands for mostly is.
    double speed = job.validates() ? 1 : speed(random);
    if (speed != 1) {
      audio = Varispeed.play(audio, speed);
    }
    if (!job.validates()) {
      MixChain.apply(audio, job.kind() == Kind.SOLO_PIANO ? 0.5 : 1, random);
    } else if (job.kind() == Kind.RENDERED) {
      MixChain.apply(audio, 0.3, random);
    } else {
      level(audio);
    }
    double end = audio.length / (double) SoundfontRenderer.RATE;
    return ConstantQMaker.features(
        audio, NoteLabels.atSpeed(NoteLabels.of(score, !oscillators), speed, end));
  }

  /** Mostly nearly in tune; a tenth anywhere up to a quarter tone. */
  private static double speed(SplittableRandom random) {
    double cents = chance(random, 0.1) ? DETUNE * (2 * random.nextDouble() - 1) : 0;
    if (cents == 0 && chance(random, 0.6)) {
      cents = Math.max(-DETUNE, Math.min(DETUNE, 8 * random.nextGaussian()));
    }
    return Math.pow(2, cents / 1200);
  }

  private Score score(NotePlan.Job job, SplittableRandom random) throws IOException {
    double length = SHORTEST + (LONGEST - SHORTEST) * random.nextDouble();
    return switch (job.kind()) {
      case SLICES ->
          SliceComposer.compose(random, length, random.nextInt(3) == 0 ? random.nextInt(8) : -1);
      case SOLO_PIANO -> {
        Score song = Pop909Reader.read(job.piece().file());
        Score part = cut(song, length, random);
        double factor = 0.85 + 0.4 * random.nextDouble();
        int semitones = job.validates() ? 0 : random.nextInt(12) - 6;
        yield piano(part.transposed(semitones).mapTime(time -> time / factor), random);
      }
      default -> {
        ScoreMaker.Material material = scores.material(job.piece(), random);
        double factor =
            material.slowest()
                * Math.pow(material.fastest() / material.slowest(), random.nextDouble());
        Score part = cut(material.score(), length * factor, random);
        boolean curved = chance(random, material.curved());
        int semitones = job.validates() ? 0 : random.nextInt(10) - 5;
        part = part.transposed(semitones);
        yield part.beats().size() < 2 ? part : TempoWarp.apply(part, factor, curved, random);
      }
    };
  }

  /** A stretch that begins anywhere. */
  private static Score cut(Score score, double length, SplittableRandom random) {
    double first = score.notes().isEmpty() ? 0 : score.notes().get(0).time();
    double room = score.end() - first - length;
    double start = room > 0 ? first + room * random.nextDouble() : first;
    double begin = Math.max(0, start - 0.01);
    return score.excerpt(begin, begin + length);
  }

  /** All on one of the pianos of General MIDI, with a pedal at every bar in half of the pieces. */
  private static Score piano(Score score, SplittableRandom random) {
    int program = random.nextInt(4) == 0 ? random.nextInt(4) : 0;
    List<Control> controls = new ArrayList<>();
    for (int channel = 0; channel < 16; channel++) {
      controls.add(Control.program(0, channel, program));
    }
    if (random.nextBoolean()) {
      for (Beat beat : score.beats()) {
        if (beat.isDownbeat()) {
          for (int channel = 0; channel < 16; channel++) {
            controls.add(Control.controller(beat.time(), channel, 64, 0));
            controls.add(Control.controller(beat.time() + 0.08, channel, 64, 127));
          }
        }
      }
    }
    return score.with(
        score.notes().stream().filter(n -> n.channel() != Note.DRUMS).toList(), controls);
  }

  /** Brings the loudest sample to half of full scale. */
  private static void level(float[] audio) {
    float peak = 1e-6f;
    for (float x : audio) {
      peak = Math.max(peak, Math.abs(x));
    }
    for (int i = 0; i < audio.length; i++) {
      audio[i] *= 0.5f / peak;
    }
  }

  private static boolean chance(SplittableRandom random, double probability) {
    return random.nextDouble() < probability;
  }
}

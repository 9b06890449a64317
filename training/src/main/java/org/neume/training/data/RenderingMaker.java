package org.neume.training.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.neume.training.render.Arranger;
import org.neume.training.render.Beat;
import org.neume.training.render.Control;
import org.neume.training.render.MixChain;
import org.neume.training.render.Note;
import org.neume.training.render.OscillatorRenderer;
import org.neume.training.render.Score;
import org.neume.training.render.SoundfontRenderer;
import org.neume.training.render.TempoWarp;

/** Makes features of rendered pieces: reads or composes, arranges, varies tempo and instruments, renders, mixes. */
final class RenderingMaker {
  static final double SHORTEST = 45;
  static final double LONGEST = 130;

  private final ScoreMaker scores;
  private final Soundfonts soundfonts;
  private final FeatureMaker features;

  /**
   * Makes a maker.
   *
   * @param grooves drum performances that may accompany pieces without drums
   * @param features what is computed of the audio
   */
  RenderingMaker(List<SourcePiece> grooves, Soundfonts soundfonts, FeatureMaker features) {
    this.scores = new ScoreMaker(grooves);
    this.soundfonts = soundfonts;
    this.features = features;
  }

  /** Renders a piece; the same seed gives the same values. */
  LabeledFeatures make(SourcePiece piece, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    ScoreMaker.Material material = scores.material(piece, random);
    double factor =
        material.slowest() * Math.pow(material.fastest() / material.slowest(), random.nextDouble());
    boolean curved = random.nextDouble() < material.curved();
    Score score = cut(material.score().soundingBeats(), factor, random).soundingBeats();
    score = TempoWarp.apply(score.transposed(random.nextInt(10) - 5), factor, curved, random);
    double lead = random.nextInt(5) < 2 ? 2.5 * random.nextDouble() : 0.1 * random.nextDouble();
    score = score.mapTime(time -> time + lead);
    double seconds = score.end() + (random.nextInt(3) == 0 ? 3 * random.nextDouble() : 0.2);
    seconds = Math.min(seconds, LONGEST + 15);
    float[] audio = render(score, seconds, random);
    MixChain.apply(audio, 1, random);
    int hop = random.nextBoolean() ? 441 : 419 + random.nextInt(45);
    double end = seconds;
    List<Beat> beats = score.beats().stream().filter(b -> b.time() < end).toList();
    return features.features(audio, beats, score.downbeatsKnown(), hop);
  }

  /**
   * Renders drums, and only drums, that follow given beats.
   *
   * @param seconds length of the result
   */
  float[] drums(List<Beat> beats, double seconds, SplittableRandom random) throws IOException {
    Score bare = new Score(List.of(), List.of(), beats, true);
    Score played = Arranger.addRhythmSection(bare, new TreeMap<>(), scores.groove(random), random);
    return render(part(played, true), seconds, random);
  }

  /** Cuts a stretch that begins anywhere at a beat and lasts until some beat; keeps short pieces whole. */
  private static Score cut(Score score, double factor, SplittableRandom random) {
    double wanted = (SHORTEST + (LONGEST - SHORTEST) * random.nextDouble()) * factor;
    double end = score.end();
    int beats = score.beats().size();
    if (end <= wanted || beats < 16) {
      return score;
    }
    int from = random.nextInt(4) == 0 ? 0 : random.nextInt(beats);
    double start = score.beats().get(from).time();
    if (end - start < SHORTEST) {
      start = score.beats().get(0).time();
    }
    // A little before the beat, so that a stroke that comes early is not lost.
    double begin = Math.max(0, start - 0.03);
    return score.excerpt(begin, begin + wanted);
  }

  private float[] render(Score score, double seconds, SplittableRandom random) throws IOException {
    double r = random.nextDouble();
    if (soundfonts.isEmpty() || r < 0.3) {
      return OscillatorRenderer.render(score, seconds, random);
    }
    boolean drumsOnly = score.notes().stream().allMatch(Note::isDrum);
    if (r < 0.7 || drumsOnly || !score.hasDrums()) {
      return soundfonts.draw(random).render(score, seconds, random.nextBoolean());
    }
    boolean synthDrums = random.nextBoolean();
    Score drums = part(score, true);
    Score pitched = part(score, false);
    SoundfontRenderer font = soundfonts.draw(random);
    float[] first = OscillatorRenderer.render(synthDrums ? drums : pitched, seconds, random);
    float[] second = font.render(synthDrums ? pitched : drums, seconds, random.nextBoolean());
    return blend(first, second, Math.pow(10, (random.nextDouble() - 0.5) * 0.8));
  }

  private static Score part(Score score, boolean drums) {
    List<Note> notes = new ArrayList<>();
    for (Note n : score.notes()) {
      if (n.isDrum() == drums) {
        notes.add(n);
      }
    }
    List<Control> controls = new ArrayList<>();
    for (Control c : score.controls()) {
      if ((c.channel() == Note.DRUMS) == drums) {
        controls.add(c);
      }
    }
    return score.with(notes, controls);
  }

  /** Adds two signals, the second brought to the first one's level times a ratio. */
  static float[] blend(float[] a, float[] b, double ratio) {
    double levelA = level(a);
    double levelB = level(b);
    if (levelA == 0 || levelB == 0) {
      ratio = 1;
      levelA = 1;
      levelB = 1;
    }
    float gain = (float) (ratio * levelA / levelB);
    float[] sum = new float[Math.min(a.length, b.length)];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + gain * b[i];
    }
    return sum;
  }

  private static double level(float[] audio) {
    double sum = 0;
    for (float x : audio) {
      sum += x * (double) x;
    }
    return Math.sqrt(sum / Math.max(1, audio.length));
  }
}

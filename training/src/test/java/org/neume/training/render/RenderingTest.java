package org.neume.training.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rendering")
class RenderingTest {
  private static final int RATE = SoundfontRenderer.RATE;

  private static Score clicks(int key) {
    List<Note> notes = new ArrayList<>();
    List<Beat> beats = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      // An interval that is no whole number of samples, of control blocks or of frames.
      double time = 0.25 + i * 0.3137;
      notes.add(new Note(time, 0.05, Note.DRUMS, key, 120));
      beats.add(new Beat(time, i % 4 + 1));
    }
    return new Score(notes, List.of(), beats, true);
  }

  /** First sample after each beat, minus 30 ms, whose magnitude reaches a tenth of the peak there. */
  private static int[] onsets(float[] audio, Score score) {
    int[] onsets = new int[score.beats().size()];
    for (int b = 0; b < onsets.length; b++) {
      int from = (int) Math.round((score.beats().get(b).time() - 0.03) * RATE);
      int to = from + (int) (0.2 * RATE);
      float peak = 0;
      for (int i = from; i < to; i++) {
        peak = Math.max(peak, Math.abs(audio[i]));
      }
      int i = from;
      while (Math.abs(audio[i]) < 0.1f * peak) {
        i++;
      }
      onsets[b] = i;
    }
    return onsets;
  }

  @Test
  @DisplayName("through the JDK's synthesizer puts every click on its label to within 16 samples")
  void clicksOfTheSynthesizerFallOnTheirLabels() throws IOException {
    Score score = clicks(76);
    float[] audio = new SoundfontRenderer(null).render(score, 2.2, false);
    int[] onsets = onsets(audio, score);
    for (int b = 0; b < onsets.length; b++) {
      assertThat(onsets[b] - score.beats().get(b).time() * RATE).isBetween(-16.0, 16.0);
    }
  }

  @Test
  @DisplayName("through the oscillators puts every click on its label to within 16 samples")
  void clicksOfTheOscillatorsFallOnTheirLabels() {
    Score score = clicks(37);
    float[] audio = OscillatorRenderer.render(score, 2.2, new SplittableRandom(3));
    int[] onsets = onsets(audio, score);
    for (int b = 0; b < onsets.length; b++) {
      assertThat(onsets[b] - score.beats().get(b).time() * RATE).isBetween(-16.0, 16.0);
    }
  }

  @Test
  @DisplayName(
      "keeps the clicks where they are through equalisers, rooms, compression and band limits")
  void theMixChainMovesNoOnset() {
    Score score = clicks(37);
    float[] dry = OscillatorRenderer.render(score, 2.2, new SplittableRandom(3));
    for (long seed = 0; seed < 20; seed++) {
      float[] wet = dry.clone();
      MixChain.apply(wet, 1, new SplittableRandom(seed));
      int strongest = strongestRise(wet, score);
      assertThat(Math.abs(strongest)).as("seed %d", seed).isLessThan(RATE / 250);
    }
  }

  /** Offset from the first label of the steepest rise of energy over 4 ms, searched 30 ms around. */
  private static int strongestRise(float[] audio, Score score) {
    int label = (int) Math.round(score.beats().get(0).time() * RATE);
    int window = RATE / 250;
    double best = -1;
    int at = 0;
    for (int i = label - RATE / 33; i < label + RATE / 33; i++) {
      double before = 0;
      double after = 0;
      for (int k = 0; k < window; k++) {
        before += audio[i - k - 1] * (double) audio[i - k - 1];
        after += audio[i + k] * (double) audio[i + k];
      }
      if (after - before > best) {
        best = after - before;
        at = i - label;
      }
    }
    return at;
  }

  @Test
  @DisplayName("gives the same samples for the same seed and others for another")
  void theSameSeedGivesTheSameSamples() throws IOException {
    float[] first = piece(11);
    assertThat(first).isEqualTo(piece(11));
    assertThat(Arrays.equals(first, piece(12))).isFalse();
  }

  private static float[] piece(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Score score =
        Instrumentation.orchestrate(Composer.compose(random, 20).score(), random).excerpt(0, 4);
    float[] sum = OscillatorRenderer.render(score, 4, random);
    float[] other = new SoundfontRenderer(null).render(score, 4, true);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    MixChain.apply(sum, 1, random);
    return sum;
  }

  @Test
  @DisplayName("never exceeds full scale and never gives a sample that is not a number")
  void samplesAreFiniteAndWithinFullScale() throws IOException {
    for (long seed = 20; seed < 26; seed++) {
      for (float sample : piece(seed)) {
        assertThat(sample).isBetween(-1f, 1f);
      }
    }
  }
}

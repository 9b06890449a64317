package org.neume.training.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Composed and arranged music")
class ComposerTest {
  private static Score compose(long seed) {
    return Composer.compose(new SplittableRandom(seed), 60).score();
  }

  @Test
  @DisplayName("numbers its beats without a gap in bars of one length from the first downbeat on")
  void barsAreWhole() {
    Set<Integer> meters = new TreeSet<>();
    for (long seed = 0; seed < 300; seed++) {
      List<Beat> beats = compose(seed).beats();
      int bar = beats.stream().mapToInt(Beat::number).max().orElseThrow();
      meters.add(bar);
      for (int i = 0; i < beats.size(); i++) {
        assertThat(beats.get(i).number()).isEqualTo(i % bar + 1);
      }
    }
    assertThat(meters).isEqualTo(Set.of(2, 3, 4, 5, 6, 7));
  }

  @Test
  @DisplayName("has its chords change on downbeats far more often than elsewhere")
  void chordsChangeOnDownbeats() {
    int onDownbeat = 0;
    int elsewhere = 0;
    for (long seed = 0; seed < 60; seed++) {
      Score score = compose(seed);
      BeatClock clock = new BeatClock(score.beats());
      for (Note note : score.notes()) {
        if (note.channel() == HarmonyPart.PAD) {
          int nearest = (int) Math.rint(clock.positionAt(note.time()));
          boolean down = nearest < clock.size() && score.beats().get(nearest).isDownbeat();
          onDownbeat += down ? 1 : 0;
          elsewhere += down ? 0 : 1;
        }
      }
    }
    assertThat(onDownbeat).isGreaterThan(4 * elsewhere);
  }

  @Test
  @DisplayName("spans tempi from below 55 to above 215 beats per minute, never beyond 40 and 240")
  void temposSpread() {
    double[] tempos = IntStream.range(0, 300).mapToDouble(s -> compose(s).medianTempo()).toArray();
    assertThat(java.util.Arrays.stream(tempos).allMatch(t -> t >= 40 && t <= 240)).isTrue();
    assertThat(java.util.Arrays.stream(tempos).min().orElseThrow()).isLessThan(55);
    assertThat(java.util.Arrays.stream(tempos).max().orElseThrow()).isGreaterThan(215);
  }

  @Test
  @DisplayName(
      "swings where the style does: off-beat strokes fall well behind the middle of the beat")
  void swingStyleIsLate() {
    for (long seed = 0; seed < 40; seed++) {
      Feel feel = Feel.swing(new SplittableRandom(seed));
      assertThat(feel.place(7.5)).isBetween(7.58, 7.7);
      assertThat(feel.place(8)).isEqualTo(8);
    }
  }

  @Test
  @DisplayName("varies a pattern by at most two steps and keeps what carries the meter")
  void variedPatternsKeepTheMeter() {
    String pattern = "X...X...X...X.?.";
    Set<String> seen = new TreeSet<>();
    for (long seed = 0; seed < 200; seed++) {
      String varied = DrumStyle.vary(pattern, new SplittableRandom(seed));
      seen.add(varied);
      long changed =
          IntStream.range(0, 16).filter(i -> varied.charAt(i) != pattern.charAt(i)).count();
      assertThat(changed).isLessThanOrEqualTo(2);
      for (int beat = 0; beat < 16; beat += 4) {
        assertThat(varied.charAt(beat)).isEqualTo('X');
      }
    }
    assertThat(seen).hasSizeGreaterThan(50);
  }

  @Test
  @DisplayName("is the same for the same seed")
  void sameSeedSamePiece() {
    assertThat(compose(5)).isEqualTo(compose(5));
    assertThat(compose(5)).isNotEqualTo(compose(6));
  }

  @Test
  @DisplayName(
      "gets drums on its beats and bass notes of its chords when a rhythm section is added")
  void rhythmSectionFollowsBeatsAndChords() {
    List<Beat> beats =
        IntStream.range(0, 64).mapToObj(i -> new Beat(1 + 0.6 * i, i % 4 + 1)).toList();
    TreeMap<Double, Chord> chords = new TreeMap<>();
    chords.put(0.0, new Chord(2, true, 0));
    Set<Integer> bass = new TreeSet<>();
    int drummed = 0;
    int kicks = 0;
    int onGrid = 0;
    for (long seed = 0; seed < 40; seed++) {
      Score bare = new Score(List.of(), List.of(), beats, true);
      Score played = Arranger.addRhythmSection(bare, chords, List.of(), new SplittableRandom(seed));
      drummed += played.hasDrums() ? 1 : 0;
      for (Note note : played.notes()) {
        if (!note.isDrum()) {
          bass.add(note.pitch() % 12);
        } else if (note.pitch() == 36) {
          // Sixteenths of a beat of 0.6 s, give or take an unsteady hand; swung strokes fall
          // between.
          double step = (note.time() - 1) / 0.15;
          kicks++;
          onGrid += Math.abs(step - Math.rint(step)) < 0.2 ? 1 : 0;
        }
      }
    }
    assertThat(onGrid).isGreaterThan(kicks * 9 / 10);
    // A few pieces stay silent for as long as this one lasts.
    assertThat(drummed).isGreaterThan(30);
    // D minor's tones; the syncopated bass also takes the fifth.
    assertThat(bass).isSubsetOf(2, 5, 9);
  }

  @Test
  @DisplayName("moves the off-beat eighth of a swung feel and nothing on the beat")
  void swingMovesTheOffBeat() {
    Feel swung = new Feel(4, 2.0 / 3, 0.5, 0);
    assertThat(swung.place(3)).isEqualTo(3);
    assertThat(swung.place(3.5))
        .isCloseTo(3 + 2.0 / 3, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(Feel.STRAIGHT.place(3.25))
        .isCloseTo(3.25, org.assertj.core.api.Assertions.within(1e-9));
  }
}

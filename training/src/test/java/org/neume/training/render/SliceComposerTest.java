package org.neume.training.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SliceComposerTest {
  @Test
  void slicesHaveOneToEightNotesThreeOnAverageAllOverTheKeyboard() {
    TreeMap<Long, Integer> slices = new TreeMap<>();
    int notes = 0;
    int low = 127;
    int high = 0;
    for (int seed = 0; seed < 40; seed++) {
      Score score = SliceComposer.compose(new SplittableRandom(seed), 60, -1);
      for (Note note : score.notes()) {
        slices.merge(1000L * seed + Math.round(20 * note.time()), 1, Integer::sum);
        notes++;
        low = Math.min(low, note.pitch());
        high = Math.max(high, note.pitch());
        assertThat(note.pitch()).isBetween(21, 108);
        assertThat(note.velocity()).isBetween(1, 127);
        assertThat(note.duration()).isPositive();
      }
    }
    assertThat(slices.values()).allMatch(count -> count <= 16);
    assertThat(notes / (double) slices.size()).isBetween(2.6, 3.2);
    assertThat(low).isLessThan(26);
    assertThat(high).isGreaterThan(103);
  }

  @Test
  void noKeyIsStruckAgainWhileItSounds() {
    Score score = SliceComposer.compose(new SplittableRandom(3), 120, 0);
    double[] until = new double[128];
    for (Note note : score.notes()) {
      assertThat(note.time()).isGreaterThanOrEqualTo(until[note.pitch()]);
      until[note.pitch()] = note.time() + note.duration();
    }
  }
}

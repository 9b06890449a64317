package org.neume.training.pitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.training.data.Sound;
import org.neume.training.data.SoundLabel;
import org.neume.training.data.SoundLabel.Source;
import org.neume.training.train.Fold;

@DisplayName("The split of single notes")
class PitchSplitTest {
  private static final List<String> RECORDED =
      List.of(
          "alto-flute",
          "bassoon",
          "claudia-ah",
          "claudia-ih",
          "claudia-oh",
          "french-horn",
          "piano-FF",
          "piano-MF",
          "piano-PP",
          "sven-ah",
          "sven-oh",
          "viola",
          "violin");

  private static final int EACH = 3;

  private static Sound sound(Source source, String instrument, int pitch) {
    return new Sound(
        new SoundLabel(source, instrument, -1, pitch, -1, 0, 0), 1, ShortBuffer.allocate(0));
  }

  /** Notes of all sources; both soundfonts play the same programs. */
  private static List<Sound> notes() {
    List<Sound> notes = new ArrayList<>();
    for (int pitch = 60; pitch < 60 + EACH; pitch++) {
      for (String instrument : RECORDED) {
        notes.add(sound(Source.RECORDED, instrument, pitch));
      }
      notes.add(sound(Source.RENDERED, "program-0", pitch));
      notes.add(sound(Source.HELD_OUT, "program-0", pitch));
      notes.add(sound(Source.NSYNTH, "guitar_acoustic_001", pitch));
      notes.add(sound(Source.NSYNTH_HELD_OUT, "guitar_acoustic_010", pitch));
    }
    return notes;
  }

  /** Who plays the recorded notes, by what one calls them without the manner. */
  private static Set<String> players(Collection<Sound> notes) {
    return notes.stream()
        .filter(note -> note.label().source() == Source.RECORDED)
        .map(note -> note.label().instrument().replaceAll("^(claudia|piano|sven)-.*", "$1"))
        .collect(Collectors.toSet());
  }

  private static Set<Source> sources(Collection<Sound> notes) {
    return notes.stream().map(note -> note.label().source()).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2, 3, 4, 5})
  @DisplayName("puts each note on one side, and no instrument or soundfont on both")
  void sides(int fold) {
    List<Sound> notes = notes();
    PitchSplit split = new PitchSplit(notes, fold);
    assertThat(split.training().size() + split.validation().size()).isEqualTo(notes.size());
    assertThat(split.training()).doesNotContainAnyElementsOf(split.validation());
    assertThat(players(split.training())).noneMatch(players(split.validation())::contains);
    assertThat(sources(split.training()))
        .contains(Source.RENDERED, Source.NSYNTH)
        .doesNotContain(Source.HELD_OUT, Source.NSYNTH_HELD_OUT);
    assertThat(sources(split.validation()))
        .contains(Source.HELD_OUT, Source.NSYNTH_HELD_OUT)
        .doesNotContain(Source.RENDERED, Source.NSYNTH);
  }

  @Test
  @DisplayName("validates each recorded instrument in one of five folds")
  void folds() {
    List<String> validated = new ArrayList<>();
    for (int fold = 0; fold < 5; fold++) {
      Set<String> players = players(new PitchSplit(notes(), fold).validation());
      assertThat(players).isNotEmpty();
      validated.addAll(players);
    }
    assertThat(validated)
        .containsExactlyInAnyOrder(
            "alto-flute", "bassoon", "claudia", "french-horn", "piano", "sven", "viola", "violin");
  }

  @Test
  @DisplayName("holds all recordings out in fold 5, and none in -1")
  void allAndNone() {
    assertThat(players(new PitchSplit(notes(), 5).training())).isEmpty();
    assertThat(players(new PitchSplit(notes(), -1).validation())).isEmpty();
    assertThat(players(new PitchSplit(notes(), -1).training())).hasSize(8);
  }

  @Test
  @DisplayName("names what it holds out, so that weights of another fold are told apart")
  void named() {
    Fold first = new PitchSplit(notes(), 0).fold();
    assertThat(first.isNamed()).isTrue();
    assertThat(first.differsFrom(new PitchSplit(notes(), 1).fold())).isTrue();
    assertThat(first.differsFrom(new PitchSplit(notes(), 5).fold())).isTrue();
    assertThat(first.differsFrom(new PitchSplit(notes(), -1).fold())).isTrue();
    assertThat(first.differsFrom(new PitchSplit(notes(), 0).fold())).isFalse();
    List<Sound> more = notes();
    more.add(sound(Source.RECORDED, "accordion", 60));
    assertThat(first.differsFrom(new PitchSplit(more, 0).fold())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, 6})
  @DisplayName("refuses other folds")
  void refused(int fold) {
    assertThatThrownBy(() -> new PitchSplit(notes(), fold))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fold is " + fold);
  }
}

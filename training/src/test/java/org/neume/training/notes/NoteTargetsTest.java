package org.neume.training.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.transcription.notes.NoteDecision;
import org.neume.transcription.notes.NoteDecoder;
import org.neume.transcription.notes.NoteSettings;

/** What a perfect network would say must give the notes back. */
class NoteTargetsTest {
  private static final int FRAMES = 400;
  private static final int OUTPUTS = NoteNetworkConfig.OUTPUTS;

  @Test
  void theDecoderFindsTheNotesAgainThatTargetsWereMadeOf() {
    List<PlayedNote> notes =
        List.of(
            new PlayedNote(0.5031, 1.2, 60, 100, 1),
            new PlayedNote(0.5031, 0.9, 64, 64, 1),
            new PlayedNote(1.2, 1.5, 60, 30, 1),
            new PlayedNote(2.017, 6.004, 21, 127, 1),
            new PlayedNote(3.333, 3.6, 108, 1, 1));
    List<PlayedNote> found = decode(rows(notes, 0, 0));
    assertThat(found).hasSameSizeAs(notes);
    for (int i = 0; i < notes.size(); i++) {
      PlayedNote note = notes.get(i);
      assertThat(found.get(i).pitch()).isEqualTo(note.pitch());
      assertThat(found.get(i).velocity()).isEqualTo(note.velocity());
      assertThat(found.get(i).onset()).isCloseTo(note.onset(), offset(0.003));
      assertThat(found.get(i).offset()).isCloseTo(note.offset(), offset(0.011));
    }
  }

  @Test
  void aSegmentFromTheMiddleSoundsOnWithoutAnOnsetAndTranspositionMovesKeys() {
    List<PlayedNote> notes = List.of(new PlayedNote(1, 3, 60, 100, 1));
    float[] rows = rows(notes, 100, 3);
    int key = 63 - 21;
    assertThat(rows[key]).isZero();
    assertThat(rows[10 * OUTPUTS + key]).isZero();
    assertThat(rows[NoteNetworkConfig.KEYS + key]).isEqualTo(1);
    assertThat(rows[60 * OUTPUTS + NoteNetworkConfig.KEYS + key]).isZero();
  }

  @Test
  void leavesOutWhatTranspositionTakesOffTheKeyboard() {
    List<PlayedNote> notes =
        List.of(new PlayedNote(1, 2, 108, 100, 1), new PlayedNote(1, 2, 21, 100, 1));
    int on = 0;
    for (float value : rows(notes, 0, 1)) {
      on += value > 0.9f ? 1 : 0;
    }
    // The lower one alone: its frames, and its onset.
    assertThat(on).isBetween(50, 53);
  }

  private static float[] rows(List<PlayedNote> notes, double start, int semitones) {
    float[] rows = new float[FRAMES * OUTPUTS];
    NoteTargets.write(notes, start, FRAMES, semitones, rows, 0);
    return rows;
  }

  private static List<PlayedNote> decode(float[] rows) {
    NoteDecoder decoder = NoteDecoder.of(NoteSettings.defaults().withThresholds(0.4, 0.5));
    List<NoteDecision> decisions = new ArrayList<>(decoder.push(rows, FRAMES));
    decisions.add(decoder.finish());
    return decisions.stream().flatMap(decision -> decision.notes().stream()).toList();
  }
}

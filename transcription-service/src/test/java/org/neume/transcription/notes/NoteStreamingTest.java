package org.neume.transcription.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.neume.annotation.PlayedNote;

@Label("The note decoder, fed in pieces or restarted,")
class NoteStreamingTest {
  private static final int FRAMES = 2000;
  private static final int COLUMNS = NoteActivations.COLUMNS;

  private static final List<NoteSettings> METHODS =
      List.of(
          NoteSettings.defaults().withLengths(0.04, 6),
          NoteSettings.defaults().withLengths(0, 1.5).withReach(1, 2).withDecisions(0.3),
          NoteSettings.candidates().withLengths(0.04, 6).withCandidates(1, 0.8));

  @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
  @Label("decides the same in the same blocks however the frames were cut")
  void doesNotDependOnPieces(@ForAll long seed, @ForAll @IntRange(min = 1, max = 700) int largest) {
    float[] rows = DrawnNotes.random(seed, FRAMES);
    for (NoteSettings settings : METHODS) {
      List<NoteDecision> whole = DrawnNotes.whole(settings, rows);
      assertThat(DrawnNotes.notes(whole)).hasSizeGreaterThan(20);
      Random random = new Random(seed);
      NoteDecoder decoder = NoteDecoder.of(settings);
      List<NoteDecision> pieces = new ArrayList<>();
      int at = 0;
      while (at < FRAMES) {
        int count = Math.min(FRAMES - at, random.nextInt(largest + 1));
        pieces.addAll(decoder.push(rows(rows, at, at + count), count));
        at += count;
      }
      pieces.add(decoder.finish());
      assertThat(pieces).isEqualTo(whole);
    }
  }

  @Property(tries = 3, edgeCases = EdgeCasesMode.NONE)
  @Label("goes on behind every decision with exactly those of the undisturbed run")
  void resumesEverywhere(@ForAll long seed) {
    float[] rows = DrawnNotes.random(seed, FRAMES);
    for (NoteSettings settings : METHODS) {
      List<NoteDecision> whole = DrawnNotes.whole(settings, rows);
      assertThat(whole).as("decisions to resume from").hasSizeGreaterThan(3);
      for (int i = 0; i + 1 < whole.size(); i++) {
        NoteDecision behind = whole.get(i);
        NoteDecoder decoder = NoteDecoder.resume(settings, behind.resume());
        int from = (int) behind.neededFrom();
        assertThat(decoder.neededFromFrame()).isEqualTo(from);
        List<NoteDecision> rest =
            new ArrayList<>(decoder.push(rows(rows, from, FRAMES), FRAMES - from));
        rest.add(decoder.finish());
        assertThat(rest).isEqualTo(whole.subList(i + 1, whole.size()));
      }
    }
  }

  @Property(tries = 4, edgeCases = EdgeCasesMode.NONE)
  @Label("tells notes in order of onset, each in the decision whose frames hold its onset")
  void order(@ForAll long seed) {
    for (NoteSettings settings : METHODS) {
      long end = 0;
      List<PlayedNote> notes = new ArrayList<>();
      for (NoteDecision decision : DrawnNotes.whole(settings, DrawnNotes.random(seed, FRAMES))) {
        assertThat(decision.firstFrame()).isEqualTo(end);
        end = decision.end();
        for (PlayedNote note : decision.notes()) {
          assertThat(note.onset() * 50)
              .isGreaterThanOrEqualTo(decision.firstFrame() - 1e-9)
              .isLessThan(end + 1e-9);
        }
        notes.addAll(decision.notes());
      }
      assertThat(end).isEqualTo(FRAMES);
      assertThat(notes)
          .isSortedAccordingTo(
              (a, b) ->
                  a.onset() != b.onset()
                      ? Double.compare(a.onset(), b.onset())
                      : Integer.compare(a.pitch(), b.pitch()));
    }
  }

  @Example
  @Label("holds nothing back longer than its longest note, an interval and its context")
  void boundedDelay() {
    float[] rows = new float[COLUMNS];
    Arrays.fill(rows, NoteActivations.KEYS, COLUMNS, 1f);
    NoteSettings settings = NoteSettings.defaults().withLengths(0.04, 3);
    NoteDecoder decoder = NoteDecoder.of(settings);
    Random random = new Random(5);
    long decided = 0;
    for (int frame = 0; frame < 5000; frame++) {
      for (int key = 0; key < NoteActivations.KEYS; key++) {
        rows[key] = random.nextInt(60) == 0 ? 1 : 0;
      }
      for (NoteDecision decision : decoder.push(rows, 1)) {
        decided = decision.end();
        assertThat(decision.resume().toBytes().length).isLessThan(256 * 1024);
      }
      assertThat(frame + 1 - decided).isLessThanOrEqualTo(3 * 50 + 50 + 10);
    }
  }

  @Example
  @Label("refuses a resume point of other settings, of another decoder and a damaged one")
  void refusesForeignPoints() {
    NoteSettings settings = METHODS.get(0);
    NoteResume point = DrawnNotes.whole(settings, DrawnNotes.random(3, FRAMES)).get(0).resume();
    assertThatThrownBy(() -> NoteDecoder.resume(METHODS.get(1), point))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other note settings");
    byte[] bytes = point.toBytes();
    assertThatThrownBy(
            () ->
                NoteDecoder.resume(settings, NoteResume.of(Arrays.copyOf(bytes, bytes.length - 1))))
        .hasMessageContaining("truncated");
    assertThatThrownBy(
            () ->
                NoteDecoder.resume(settings, NoteResume.of(Arrays.copyOf(bytes, bytes.length + 1))))
        .hasMessageContaining("longer");
    bytes[0] = 9;
    assertThatThrownBy(() -> NoteDecoder.resume(settings, NoteResume.of(bytes)))
        .hasMessageContaining("version 9");
  }

  private static float[] rows(float[] rows, int from, int to) {
    return Arrays.copyOfRange(rows, from * COLUMNS, to * COLUMNS);
  }
}

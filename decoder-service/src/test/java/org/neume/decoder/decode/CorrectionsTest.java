package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** What people do to beats, and what they see then. */
@Label("A person who corrects beats")
class CorrectionsTest {
  private static final DecoderConfig CONFIG = DecoderConfig.defaults();

  /** Half a minute at 120 beats per minute in bars of four, from frame 20 on. */
  private static float[] song() {
    return new Pulses(20).bars(15, 4, 50).rows();
  }

  private static List<DecodedBeat> decode(float[] rows, BeatConstraint... constraints)
      throws ConstraintConflictException {
    return ConstrainedDecoder.decode(CONFIG, rows, 2, List.of(constraints)).beats();
  }

  private static List<Long> frames(List<DecodedBeat> beats) {
    return beats.stream().map(DecodedBeat::frame).toList();
  }

  @Example
  @Label("and drags one moves that one, and its neighbors stay regular")
  void drags() throws Exception {
    float[] rows = song();
    List<Long> before = frames(decode(rows));
    for (int moved : new int[] {-15, -6, 5, 14}) {
      List<Long> expected = new ArrayList<>(before);
      expected.set(20, before.get(20) + moved);
      assertThat(frames(decode(rows, new BeatConstraint.Beat(before.get(20) + moved, 0))))
          .as("by %d frames", moved)
          .isEqualTo(expected);
    }
  }

  @Example
  @Label("and deletes one leaves the others where they were, and the count of the bar goes on")
  void deletes() throws Exception {
    float[] rows = song();
    List<DecodedBeat> before = decode(rows);
    List<DecodedBeat> expected = new ArrayList<>(before);
    DecodedBeat deleted = expected.remove(20);
    List<DecodedBeat> after =
        decode(rows, new BeatConstraint.NoBeat(deleted.frame() - 8, deleted.frame() + 8));
    assertThat(frames(after)).isEqualTo(frames(expected));
    assertThat(after.stream().map(DecodedBeat::number))
        .isEqualTo(expected.stream().map(DecodedBeat::number).toList());
  }

  @Example
  @Label("and deletes those of half a minute hears none there, and the rest as before")
  void silences() throws Exception {
    float[] rows = new Pulses(20).bars(40, 4, 50).rows();
    List<Long> before = frames(decode(rows));
    assertThat(frames(decode(rows, new BeatConstraint.NoBeat(2_000, 5_000))))
        .isEqualTo(before.stream().filter(f -> f < 2_000 || f >= 5_000).toList());
  }

  @Example
  @Label("and marks a downbeat gets bars from there")
  void marksDownbeat() throws Exception {
    float[] rows = song();
    for (int i = 1; i < rows.length; i += 2) {
      // Nothing tells downbeats but what the person says.
      rows[i] = 0.3f * rows[i - 1];
    }
    long third = 20 + 50 * 22;
    List<DecodedBeat> beats = decode(rows, new BeatConstraint.Beat(third, 1));
    DecodedBeat marked = beats.get(frames(beats).indexOf(third));
    assertThat(marked.number()).isEqualTo(1);
    assertThat(beats.get(frames(beats).indexOf(third + 50 * 4)).number())
        .isEqualTo(marked.beatsPerBar() == 4 ? 1 : 2);
  }

  @Example
  @Label("and sets the meter of a region has bars of so many beats there, of whatever length")
  void setsMeter() throws Exception {
    float[] rows = song();
    for (int beats : new int[] {3, 5, 2}) {
      List<DecodedBeat> after = decode(rows, new BeatConstraint.Meter(800, 2_000, beats));
      List<DecodedBeat> inside =
          after.stream().filter(b -> b.frame() >= 1_100 && b.frame() < 2_000).toList();
      assertThat(inside).hasSize(18).allMatch(b -> b.beatsPerBar() == beats);
      assertThat(frames(after)).isEqualTo(frames(decode(rows)));
      assertThat(after.stream().filter(b -> b.frame() > 2_300)).allMatch(b -> b.beatsPerBar() == 4);
    }
  }

  @Example
  @Label(
      "and asks for half or twice the tempo gets half or twice the beats, as slow or fast as need be")
  void changesOctave() throws Exception {
    float[] rows = song();
    int beats = decode(rows).size();
    assertThat(decode(rows, new BeatConstraint.Tempo(0, BeatConstraint.TO_THE_END, 55, 65)))
        .hasSizeBetween(beats / 2 - 1, beats / 2 + 1)
        .allMatch(b -> Math.abs(b.tempo() - 60) < 2);
    assertThat(decode(rows, new BeatConstraint.Tempo(0, BeatConstraint.TO_THE_END, 220, 260)))
        .hasSizeBetween(2 * beats - 2, 2 * beats + 2)
        .allMatch(b -> Math.abs(b.tempo() - 240) < 8);
    assertThat(decode(rows, new BeatConstraint.Tempo(0, BeatConstraint.TO_THE_END, 28, 32)))
        .hasSizeBetween(beats / 4 - 1, beats / 4 + 1)
        .allMatch(b -> Math.abs(b.tempo() - 30) < 1);
    List<DecodedBeat> region = decode(rows, new BeatConstraint.Tempo(1_000, 2_000, 55, 65));
    assertThat(region.stream().filter(b -> b.frame() >= 1_000 && b.frame() < 2_000))
        .hasSizeBetween(9, 11);
    assertThat(region.stream().filter(b -> b.frame() < 900)).hasSize(18);
    assertThat(region.stream().filter(b -> b.frame() > 2_150)).hasSize(17);
  }

  @Example
  @Label("and adds beats where nothing was heard has them, and music is assumed between them")
  void addsInSilence() throws Exception {
    float[] rows = Arrays.copyOf(song(), 2 * 12_000);
    assertThat(frames(decode(rows, new BeatConstraint.Beat(9_000, 0))))
        .startsWith(20L)
        .endsWith(9_000L)
        .hasSize(61);
    List<Long> two =
        frames(decode(rows, new BeatConstraint.Beat(9_000, 0), new BeatConstraint.Beat(9_200, 0)));
    assertThat(two).contains(9_000L, 9_200L).hasSizeBetween(63, 70);
    assertThat(frames(decode(new float[2_000], new BeatConstraint.Beat(500, 1))))
        .containsExactly(500L);
    assertThat(frames(decode(new float[2_000]))).isEmpty();
  }

  @Example
  @Label("and places two closer or further apart than the music suggests has both")
  void placesUnlikely() throws Exception {
    float[] rows = song();
    for (int gap : new int[] {25, 27, 33, 70, 83, 109, 110}) {
      List<DecodedBeat> beats =
          decode(rows, new BeatConstraint.Beat(1_020, 1), new BeatConstraint.Beat(1_020 + gap, 1));
      assertThat(frames(beats)).as("%d frames", gap).contains(1_020L, 1_020L + gap);
      assertThat(beats.stream().filter(b -> b.frame() == 1_020 || b.frame() == 1_020 + gap))
          .allMatch(b -> b.number() == 1 && b.confidence() == 1);
    }
  }

  @Example
  @Label("gets the same beats in whatever order the corrections are listed")
  void order() throws Exception {
    float[] rows = RandomActivations.music(7, 4_000);
    BeatConstraint[] constraints = {
      new BeatConstraint.Beat(1_010, 1),
      new BeatConstraint.Tempo(2_000, 3_000, 70, 90),
      new BeatConstraint.Meter(500, 1_500, 3),
      new BeatConstraint.NoBeat(3_100, 3_300)
    };
    List<DecodedBeat> expected = decode(rows, constraints);
    java.util.Collections.reverse(Arrays.asList(constraints));
    assertThat(decode(rows, constraints)).isEqualTo(expected);
  }
}

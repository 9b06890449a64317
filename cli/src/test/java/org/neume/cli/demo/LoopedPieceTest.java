package org.neume.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LoopedPieceTest {
  @Property(tries = 50)
  void everySampleIsThatOfThePieceHoweverItIsRead(
      @ForAll @IntRange(min = 1, max = 700) int round,
      @ForAll @IntRange(min = 1, max = 900) int piece,
      @ForAll @IntRange(min = 0, max = 3000) int length) {
    float[] samples = new float[round];
    for (int i = 0; i < round; i++) {
      samples[i] = i;
    }
    float[] buffer = new float[piece];
    try (LoopedPiece looped =
        new LoopedPiece(new DemoPiece(samples, List.of()), (double) length / DemoPiece.RATE)) {
      int at = 0;
      for (int n = looped.read(buffer); n >= 0; n = looped.read(buffer)) {
        for (int i = 0; i < n; i++) {
          assertThat(buffer[i]).isEqualTo((float) ((at + i) % round));
        }
        at += n;
      }
      assertThat(at).isEqualTo(length);
      assertThat(looped.position()).isEqualTo(length);
    }
  }
}

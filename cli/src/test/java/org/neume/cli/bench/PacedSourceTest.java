package org.neume.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.cli.demo.DemoPiece;
import org.neume.cli.demo.LoopedPiece;

@DisplayName("A recording that is played")
class PacedSourceTest {
  @Test
  @DisplayName("gives no sample before its time, and all samples unchanged")
  void pace() throws IOException {
    DemoPiece piece = DemoPiece.make(1, 10);
    float[] plain = new float[DemoPiece.RATE / 5];
    float[] played = new float[plain.length];
    long start = System.nanoTime();
    try (LoopedPiece source = new LoopedPiece(piece, 0.6);
        PacedSource paced = new PacedSource(new LoopedPiece(piece, 0.6))) {
      for (int fifth = 1; fifth <= 3; fifth++) {
        assertThat(paced.read(played)).isEqualTo(source.read(plain)).isEqualTo(plain.length);
        assertThat(played).isEqualTo(plain);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(fifth * 200_000_000L - 1_000);
      }
      assertThat(paced.read(played)).isEqualTo(-1);
      assertThat(paced.format()).isEqualTo(source.format());
    }
  }
}

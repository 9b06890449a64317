package org.neume.transcription.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.Label;

@Label("Note settings")
class NoteSettingsTest {

  @Example
  @Label("are by default those that the documentation names")
  void defaults() {
    NoteSettings defaults = NoteSettings.defaults();
    assertThat(defaults.method()).isEqualTo(NoteMethod.POSTERIORS);
    assertThat(defaults.frameRate()).isEqualTo(50);
    assertThat(defaults.onsetThreshold()).isEqualTo(0.4);
    assertThat(defaults.frameThreshold()).isEqualTo(0.4);
    assertThat(defaults.peakFrames()).isEqualTo(2);
    assertThat(defaults.gapFrames()).isEqualTo(3);
    assertThat(defaults.minimumSeconds()).isEqualTo(0.04);
    assertThat(defaults.maximumSeconds()).isEqualTo(15);
    assertThat(defaults.decideSeconds()).isEqualTo(1);
    assertThat(defaults.candidateThreshold()).isEqualTo(0.3);
    assertThat(defaults.certainThreshold()).isEqualTo(0.5);
  }

  @Example
  @Label("for candidates decide by rounding each of the 88 outputs, as the first text does")
  void candidates() {
    NoteSettings candidates = NoteSettings.candidates();
    assertThat(candidates.method()).isEqualTo(NoteMethod.CANDIDATES);
    assertThat(candidates.onsetThreshold()).isEqualTo(0.5);
    assertThat(candidates.certainThreshold()).isLessThanOrEqualTo(candidates.onsetThreshold());
  }

  @Example
  @Label("refuse values that cannot be decoded with, in one line that names value and range")
  void ranges() {
    NoteSettings defaults = NoteSettings.defaults();
    refuses(() -> defaults.withThresholds(0, 0.5), "onset threshold is 0.0: give above 0");
    refuses(() -> defaults.withThresholds(0.5, 1.1), "frame threshold is 1.1");
    refuses(() -> defaults.withThresholds(Double.NaN, 0.5), "onset threshold is NaN");
    refuses(() -> defaults.withReach(0, 3), "reach of a peak is 0");
    refuses(() -> defaults.withReach(2, 0), "gap is 0");
    refuses(() -> defaults.withLengths(5, 5), "shortest note is 5.0");
    refuses(() -> defaults.withLengths(0, 61), "longest note is 61.0");
    refuses(() -> defaults.withDecisions(0.001), "decision interval is 0.001");
    refuses(() -> defaults.withCandidates(0, 0.5), "candidate threshold is 0.0");
    refuses(() -> defaults.withCandidates(1, 1.5), "threshold of certain notes is 1.5");
  }

  private static void refuses(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}

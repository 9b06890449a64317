package org.neume.training.beats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neume.training.network.BeatNetworkConfig;

class SegmentSamplerTest {
  private static final int BANDS = BeatNetworkConfig.BANDS;
  private static final BeatOptions OPTIONS =
      BeatOptions.of(
          BeatNetworkConfig.beats(),
          BeatOptions.settings(BeatNetworkConfig.beats()).with("frames=300"));

  @Test
  void aBatchDependsOnSeedAndStepAlone() {
    List<TrainingPiece> pieces = new ClickSource(5, 1, 900).training();

    BeatBatch first = new SegmentSampler(pieces, OPTIONS).batch(17);
    SegmentSampler other = new SegmentSampler(pieces, OPTIONS);
    other.batch(3);
    BeatBatch second = other.batch(17);

    assertThat(second.features()).isEqualTo(first.features());
    assertThat(second.gains()).isEqualTo(first.gains());
    assertThat(second.targets()).isEqualTo(first.targets());
    assertThat(other.batch(18).features()).isNotEqualTo(first.features());
  }

  @Test
  void targetsLieOnTheClicksAlsoWhereTempoIsChanged() {
    AugmentationOptions onlyTempo = new AugmentationOptions(0, 0, 0.2, 1, 0, 0, 0, 0, 100);
    BeatOptions options = OPTIONS.with(onlyTempo);
    SegmentSampler sampler = new SegmentSampler(new ClickSource(5, 1, 900).training(), options);
    int checked = 0;
    for (int step = 0; step < 20; step++) {
      BeatBatch batch = sampler.batch(step);
      for (int item = 0; item < 4; item++) {
        for (int frame = 3; frame < 297; frame++) {
          int row = item * 300 + frame;
          if (batch.targets()[2 * row] == 1) {
            float around = 0;
            for (int near = row - 1; near <= row + 1; near++) {
              around = Math.max(around, batch.features()[near * BANDS + 50]);
            }
            assertThat(around).as("click at frame %d", frame).isGreaterThan(0.6f);
            checked++;
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  @Test
  void neighborsOfABeatGetPartOfIt() {
    BeatBatch batch = empty(1, 40);

    targets().write(batch, 0, new double[] {10.2, 30.4}, new int[] {1, 2});

    assertThat(column(batch, 0)).startsWith(0, 0, 0, 0, 0, 0, 0, 0, 0.25f, 0.5f, 1, 0.5f, 0.25f, 0);
    assertThat(batch.targets()[2 * 30]).isEqualTo(1);
    assertThat(batch.targets()[2 * 10 + 1]).isEqualTo(1);
    assertThat(batch.targets()[2 * 30 + 1]).isZero();
  }

  @Test
  void unknownDownbeatsAreMasked() {
    BeatBatch batch = empty(1, 40);

    targets().write(batch, 0, new double[] {10, 30}, new int[0]);

    for (int frame = 0; frame < 40; frame++) {
      assertThat(batch.weights()[2 * frame]).isPositive();
      assertThat(batch.weights()[2 * frame + 1]).isZero();
      assertThat(batch.targets()[2 * frame + 1]).isZero();
    }
  }

  @Test
  void theTempoTargetSurroundsTheTempoAndSumsToOne() {
    BeatBatch batch = empty(1, 400);

    targets().write(batch, 0, new double[] {0, 50, 100, 150, 200, 250}, new int[0]);

    double sum = 0;
    double center = 0;
    for (int bpm = 0; bpm < 300; bpm++) {
      sum += batch.tempoTargets()[bpm];
      center += bpm * batch.tempoTargets()[bpm];
    }
    assertThat(sum).isBetween(0.9999, 1.0001);
    assertThat(center).isBetween(119.99, 120.01);
  }

  @Test
  void recordingsGetTheirShareOfTheSegments() {
    TrainingPiece real = new ClickPiece("real", 400, 50, true, 1);
    TrainingPiece rendered = new ClickPiece("rendered", 4000, 50, false, 2);
    BeatNetworkConfig network = BeatNetworkConfig.beats();
    BeatOptions options =
        BeatOptions.of(network, BeatOptions.settings(network).with("frames=300", "real=0.3"))
            .with(AugmentationOptions.none());
    SegmentSampler sampler = new SegmentSampler(List.of(rendered, real), options);
    float[] all = new float[400 * BANDS];
    real.copyFrames(0, 400, all, 0);
    int fromReal = 0;
    for (int step = 0; step < 250; step++) {
      BeatBatch batch = sampler.batch(step);
      for (int item = 0; item < 4; item++) {
        float probe = batch.features()[item * 300 * BANDS];
        fromReal += contains(all, probe) ? 1 : 0;
      }
    }
    assertThat(fromReal).isBetween(240, 360);
  }

  @Test
  void refusesToTrainOnNothing() {
    assertThatThrownBy(() -> new SegmentSampler(List.of(), OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no training piece");
  }

  private static boolean contains(float[] values, float value) {
    for (int i = 0; i < values.length; i += BANDS) {
      if (values[i] == value) {
        return true;
      }
    }
    return false;
  }

  private static BeatTargets targets() {
    return new BeatTargets(LossOptions.of(BeatNetworkConfig.beats()), 300);
  }

  private static BeatBatch empty(int items, int frames) {
    return new BeatBatch(
        items,
        frames,
        new float[0],
        new float[0],
        new float[0],
        new float[items * frames * 2],
        new float[items * frames * 2],
        new float[items * 300]);
  }

  private static float[] column(BeatBatch batch, int unit) {
    float[] values = new float[batch.frames()];
    for (int i = 0; i < values.length; i++) {
      values[i] = batch.targets()[2 * i + unit];
    }
    return values;
  }
}

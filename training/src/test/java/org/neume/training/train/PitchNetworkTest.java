package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neume.feature.signal.SingleNoteConfig;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.training.data.SyntheticSounds;
import org.neume.training.pitch.PitchNetworkKind;
import org.neume.training.pitch.PitchOptions;
import org.neume.training.pitch.PitchTask;

@DisplayName("A network of single notes")
class PitchNetworkTest {
  private static PitchTask task(PitchNetworkKind kind) {
    PitchOptions options =
        PitchOptions.of(kind, PitchOptions.settings(kind).with("batch=3", "fold=-1"));
    return new PitchTask(options, SyntheticSounds.notes(kind.features(), 12));
  }

  @ParameterizedTest
  @EnumSource(PitchNetworkKind.class)
  @DisplayName("says of each frame what it learned to say of the window that begins there")
  void windows(PitchNetworkKind kind) {
    PitchTask task = task(kind);
    Batch batch = task.batches().batch(2);
    Batch.Array sounds = batch.arrays().get(0);
    Batch.Array targets = batch.arrays().get(1);
    int width = kind.network().width();
    int values = width - SingleNoteConfig.MEASURES;
    int items = (int) sounds.shape()[0];
    int frames = sounds.values().length / items / values;
    float[] weights = task.network().layout().initialWeights(5);
    int classes = targets.values().length / items;
    try (TrainingSession session =
        new TrainingSession(task.network(), 1, 1, WeightState.start(weights))) {
      double expected = 0;
      for (int item = 0; item < items; item++) {
        float[] features = new float[frames * width];
        for (int frame = 0; frame < frames; frame++) {
          System.arraycopy(
              sounds.values(), (item * frames + frame) * values, features, frame * width, values);
        }
        float[] said = session.activations(features);
        int columns = said.length / frames;
        // The window over constant-Q spectra begins with a frame before the note's first.
        int row = kind == PitchNetworkKind.CLASSIC ? 0 : 1;
        for (int i = 0; i < classes; i++) {
          if (targets.values()[item * classes + i] == 1) {
            double weight = i < SingleNoteOutputs.PITCHES ? 1 : 0.3;
            expected -=
                weight * Math.log(said[row * columns + SingleNoteConfig.MEASURES + i]) / items;
          }
        }
      }
      assertThat(session.loss(batch)).isCloseTo(expected, within(1e-3));
    }
  }

  @ParameterizedTest
  @EnumSource(PitchNetworkKind.class)
  @DisplayName("hears no further than its description says, and passes level and fundamental on")
  void context(PitchNetworkKind kind) {
    PitchTask task = task(kind);
    int context = task.model().contextFrames();
    int width = kind.network().width();
    int frames = 2 * context + 30;
    float[] features = new float[frames * width];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble();
    }
    int changed = context + 10;
    float[] other = features.clone();
    for (int i = 0; i < width - SingleNoteConfig.MEASURES; i++) {
      other[changed * width + i] += 0.5f;
    }
    float[] weights = task.network().layout().initialWeights(2);
    try (TrainingSession session =
        new TrainingSession(task.network(), 1, 1, WeightState.start(weights))) {
      float[] before = session.activations(features);
      float[] after = session.activations(other);
      int columns = before.length / frames;
      assertThat(columns).isEqualTo(task.model().outputs().size());
      for (int frame = 0; frame < frames; frame++) {
        for (int i = 0; i < SingleNoteConfig.MEASURES; i++) {
          assertThat(before[frame * columns + i])
              .isEqualTo(features[frame * width + width - SingleNoteConfig.MEASURES + i]);
        }
        if (Math.abs(frame - changed) > context) {
          assertThat(row(after, frame, columns)).isEqualTo(row(before, frame, columns));
        }
      }
      assertThat(row(after, changed, columns)).isNotEqualTo(row(before, changed, columns));
    }
  }

  private static List<Float> row(float[] values, int frame, int columns) {
    List<Float> row = new java.util.ArrayList<>();
    for (int i = 0; i < columns; i++) {
      row.add(values[frame * columns + i]);
    }
    return row;
  }
}

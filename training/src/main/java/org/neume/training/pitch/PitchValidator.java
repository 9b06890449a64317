package org.neume.training.pitch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neume.feature.signal.SingleNoteConfig;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.training.data.Sound;
import org.neume.training.data.SoundLabel;
import org.neume.training.train.Figures;
import org.neume.training.train.Validator;

/** Asks the network for every validation note what begins at its onset. */
final class PitchValidator implements Validator {
  /** Frames before the onset: the decoder, too, begins with what lies before the loud frame. */
  private static final int BEFORE = 1;

  private static final int MARGIN = 3;
  private static final int OCTAVE = 12;

  private final List<Sound> sounds;
  private final PitchNetworkKind kind;

  PitchValidator(List<Sound> sounds, PitchNetworkKind kind) {
    this.sounds = List.copyOf(sounds);
    this.kind = kind;
  }

  /** Counts of notes of one kind. */
  private static final class Counts {
    int notes;
    int right;
    int octaves;
    int three;
    int families;
    int family;
    int velocities;
    int velocity;
  }

  @Override
  public Figures validate(Inference network) {
    Map<String, Counts> all = new TreeMap<>();
    for (Sound sound : sounds) {
      count(
          all.computeIfAbsent(name(sound.label().source()), name -> new Counts()),
          sound.label(),
          answer(sound, network));
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    all.forEach(
        (name, counts) -> {
          put(figures, name, PitchFigures.PITCH, counts.right, counts.notes);
          put(figures, name, PitchFigures.OCTAVES, counts.octaves, counts.notes);
          put(figures, name, PitchFigures.THREE, counts.three, counts.notes);
          put(figures, name, PitchFigures.FAMILY, counts.family, counts.families);
          put(figures, name, PitchFigures.VELOCITY, counts.velocity, counts.velocities);
        });
    return PitchFigures.of(figures);
  }

  private static String name(SoundLabel.Source source) {
    return switch (source) {
      case RECORDED -> PitchFigures.RECORDED;
      case NSYNTH, NSYNTH_HELD_OUT -> PitchFigures.NSYNTH;
      case RENDERED, HELD_OUT -> PitchFigures.RENDERED;
    };
  }

  private static void put(
      Map<String, Double> figures, String notes, String figure, int part, int count) {
    if (count > 0) {
      figures.put(PitchFigures.name(notes, figure), (double) part / count);
    }
  }

  /** What the network says of the frame before the onset, without the measures. */
  float[] answer(Sound sound, Inference network) {
    int width = kind.network().width();
    int row = Math.max(0, (int) sound.label().onset() - BEFORE);
    int first = Math.max(0, row - MARGIN);
    int count = row - first + 1 + kind.context();
    float[] features = new float[count * width];
    sound.copy(first, count, width, features, 0);
    float[] said = network.activations(features);
    int columns = said.length / count;
    float[] answer = new float[columns - SingleNoteConfig.MEASURES];
    System.arraycopy(
        said, (row - first) * columns + SingleNoteConfig.MEASURES, answer, 0, answer.length);
    return answer;
  }

  private void count(Counts counts, SoundLabel label, float[] answer) {
    int pitches = SingleNoteOutputs.PITCHES;
    int best = SingleNoteOutputs.likeliest(answer, 0, pitches);
    int louder = 0;
    for (int pitch = 0; pitch < pitches; pitch++) {
      louder += answer[pitch] > answer[label.pitch()] ? 1 : 0;
    }
    counts.notes++;
    counts.right += best == label.pitch() ? 1 : 0;
    counts.octaves += best != label.pitch() && (best - label.pitch()) % OCTAVE == 0 ? 1 : 0;
    counts.three += louder < 3 ? 1 : 0;
    if (answer.length == pitches) {
      return;
    }
    int families = SingleNoteOutputs.FAMILIES.size();
    if (label.family() >= 0) {
      counts.families++;
      counts.family +=
          SingleNoteOutputs.likeliest(answer, pitches, families) == label.family() ? 1 : 0;
    }
    if (label.velocity() >= 0) {
      counts.velocities++;
      int velocity =
          SingleNoteOutputs.likeliest(
              answer, pitches + families, SingleNoteOutputs.VELOCITIES.size());
      counts.velocity += velocity == label.velocity() ? 1 : 0;
    }
  }
}

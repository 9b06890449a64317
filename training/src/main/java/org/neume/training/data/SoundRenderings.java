package org.neume.training.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.neume.feature.signal.FeaturePlan;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.training.render.Control;
import org.neume.training.render.Note;
import org.neume.training.render.Score;
import org.neume.training.render.SoundfontRenderer;

/** Plays single notes of an instrument of General MIDI, one behind the other, and hears each alone. */
final class SoundRenderings {
  /** Silence before each note, in seconds. */
  static final double LEAD = 0.3;

  /** Between what is heard of a note and the silence before the next one. */
  private static final double GAP = 0.1;

  private static final double SHORTEST = 0.25;
  private static final double LONGEST = 3.5;

  /** Peak below which a note is not heard: -60 dB. */
  private static final float AUDIBLE = 1e-3f;

  private static final int ALL_SOUND_OFF = 120;

  private SoundRenderings() {}

  /**
   * Some notes of instruments: pitches and velocities drawn evenly, lengths too. All are played in one go,
   * because the synthesizer takes seconds to load a soundfont.
   *
   * @param instruments what is played
   * @param randoms what is random in the notes of each instrument
   * @param count notes of each; those that the soundfont does not sound are left out
   * @return the notes of each instrument
   */
  static List<SoundUnit> make(
      SoundfontRenderer renderer,
      List<PitchedPrograms.Instrument> instruments,
      List<SplittableRandom> randoms,
      SoundLabel.Source source,
      SoundFeatures features,
      int count)
      throws IOException {
    double slot = LEAD + features.seconds() + GAP;
    List<Note> notes = new ArrayList<>();
    List<Control> controls = new ArrayList<>();
    for (int i = 0; i < instruments.size(); i++) {
      PitchedPrograms.Instrument instrument = instruments.get(i);
      SplittableRandom random = randoms.get(i);
      for (int n = 0; n < count; n++) {
        double start = (i * count + n) * slot;
        controls.add(Control.controller(start, 0, ALL_SOUND_OFF, 0));
        controls.add(Control.program(start, 0, instrument.program()));
        notes.add(drawn(instrument, start + LEAD, features.seconds(), random));
      }
    }
    Score score = renderer.sounding(new Score(notes, controls, List.of(), false));
    boolean room = randoms.get(0).nextInt(3) == 0;
    float[] audio = renderer.render(score, notes.size() * slot, room);
    List<SoundUnit> units = new ArrayList<>();
    FeaturePlan plan = features.plan();
    for (int i = 0; i < instruments.size(); i++) {
      double begin = i * count * slot;
      double end = begin + count * slot;
      List<Note> own =
          score.notes().stream().filter(n -> n.time() >= begin && n.time() < end).toList();
      units.add(heard(own, audio, instruments.get(i), source, features, plan));
    }
    return units;
  }

  private static Note drawn(
      PitchedPrograms.Instrument instrument,
      double onset,
      double longest,
      SplittableRandom random) {
    int keys = instrument.highest() - instrument.lowest() + 1;
    int pitch = instrument.lowest() + random.nextInt(keys);
    List<Integer> velocities = SingleNoteOutputs.VELOCITIES;
    int velocity = velocities.get(random.nextInt(velocities.size()));
    double length = SHORTEST + (LONGEST - SHORTEST) * random.nextDouble();
    return new Note(onset, Math.min(length, longest), 0, pitch, velocity);
  }

  private static SoundUnit heard(
      List<Note> notes,
      float[] audio,
      PitchedPrograms.Instrument instrument,
      SoundLabel.Source source,
      SoundFeatures features,
      FeaturePlan plan) {
    SoundUnit unit = new SoundUnit();
    int length = (int) ((LEAD + features.seconds()) * SoundfontRenderer.RATE);
    for (Note note : notes) {
      int from = (int) Math.round((note.time() - LEAD) * SoundfontRenderer.RATE);
      float[] alone = Arrays.copyOfRange(audio, from, from + length);
      if (loudest(alone) < AUDIBLE) {
        continue;
      }
      float[] frames = plan.extract(alone);
      unit.add(
          new SoundLabel(
              source,
              "program-" + instrument.program(),
              SingleNoteOutputs.FAMILIES.indexOf(instrument.family()),
              note.pitch(),
              SingleNoteOutputs.VELOCITIES.indexOf(note.velocity()),
              frames.length / features.width(),
              features.frame(LEAD)),
          frames,
          features.width());
    }
    return unit;
  }

  private static float loudest(float[] samples) {
    float loudest = 0;
    for (float sample : samples) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    return loudest;
  }
}

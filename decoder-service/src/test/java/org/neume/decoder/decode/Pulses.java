package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Builds activations of ideal performances, and remembers where their beats are. */
final class Pulses {
  /** A beat as played. */
  record Played(int frame, int number, int beatsPerBar) {}

  private final List<Played> played = new ArrayList<>();
  private double at;

  Pulses(double start) {
    at = start;
  }

  /** Adds bars at a steady period. */
  Pulses bars(int bars, int beatsPerBar, double period) {
    for (int i = 0; i < bars * beatsPerBar; i++) {
      beat(i % beatsPerBar + 1, beatsPerBar, period);
    }
    return this;
  }

  /** Adds one beat of a bar. */
  Pulses beat(int number, int beatsPerBar, double period) {
    played.add(new Played((int) Math.rint(at), number, beatsPerBar));
    at += period;
    return this;
  }

  /** Adds a silence. */
  Pulses rest(double frames) {
    at += frames;
    return this;
  }

  List<Played> played() {
    return List.copyOf(played);
  }

  int frames() {
    return (int) Math.ceil(at);
  }

  /** Rows of beat and downbeat activation: peaks of three frames on a floor of faint noise. */
  float[] rows() {
    Random random = new Random(1);
    float[] rows = new float[2 * frames()];
    for (int i = 0; i < frames(); i++) {
      rows[2 * i] = 0.002f * random.nextFloat();
      rows[2 * i + 1] = 0.001f * random.nextFloat();
    }
    for (Played beat : played) {
      put(rows, beat, -1, 0.3f);
      put(rows, beat, 0, 0.8f);
      put(rows, beat, 1, 0.3f);
    }
    return rows;
  }

  private static void put(float[] rows, Played beat, int offset, float value) {
    int row = beat.frame() + offset;
    if (row >= 0 && 2 * row < rows.length) {
      rows[2 * row] = value;
      rows[2 * row + 1] = beat.number() == 1 ? 0.9f * value : 0.02f * value;
    }
  }
}

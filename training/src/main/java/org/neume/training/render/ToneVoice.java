package org.neume.training.render;

/**
 * Adds one note of the oscillator synthesizer to a buffer: oscillators with band-limited steps, a resonant low-pass (the
 * trapezoidal state-variable form), and exponential envelopes.
 */
final class ToneVoice {
  private static final int BLOCK = 32;
  private static final double RATE = SoundfontRenderer.RATE;

  private ToneVoice() {}

  /**
   * Adds a note.
   *
   * @param pitch MIDI pitch
   * @param level linear gain
   */
  static void add(float[] out, double time, double duration, int pitch, double level, Patch p) {
    double frequency = 440 * Math.pow(2, (pitch - 69) / 12.0);
    int start = (int) Math.round(time * RATE);
    int held = (int) Math.max(1, duration * RATE);
    int end = Math.min(out.length, start + held + (int) (p.release() * RATE));
    int voices = p.voices();
    double[] phase = new double[voices];
    double[] step = new double[voices];
    for (int v = 0; v < voices; v++) {
      double spread = voices == 1 ? 0 : 2.0 * v / (voices - 1) - 1;
      step[v] = Math.min(0.45, frequency * (1 + p.detune() * spread) / RATE);
      // Fixed different phases: reproducible, and the copies do not start as one click.
      phase[v] = v * 0.37 % 1;
    }
    double amplitude = level * p.gain() / Math.sqrt(voices);
    double modulator = 0;
    double low = 0;
    double band = 0;
    double a1 = 1;
    double a2 = 0;
    double a3 = 0;
    double envelope = 0;
    double released = 1;
    double decay = Math.exp(-BLOCK / (Math.max(0.005, p.decay()) * RATE));
    double fade = Math.exp(-5.0 / Math.max(1, p.release() * RATE));
    double body = 1;
    double damping = 2 - 1.9 * p.resonance();
    int attack = (int) Math.max(1, p.attack() * RATE);
    double bend = 1;
    for (int i = start; i < end; i++) {
      int age = i - start;
      if (age % BLOCK == 0) {
        double seconds = age / RATE;
        double open = p.cutoff() + p.sweep() * Math.exp(-seconds / p.sweepTime());
        if (p.wobble() > 0) {
          open = 1 + open * (0.5 - 0.5 * Math.cos(2 * Math.PI * p.wobble() * (time + seconds)));
        }
        double corner = Math.max(60, Math.min(16_000, frequency * open));
        double g = Math.tan(Math.PI * corner / RATE);
        a1 = 1 / (1 + g * (g + damping));
        a2 = g * a1;
        a3 = g * a2;
        if (p.vibrato() > 0) {
          double depth = p.vibrato() * Math.min(1, 3 * seconds);
          bend = 1 + depth * Math.sin(2 * Math.PI * 5.5 * seconds);
        }
        if (age > attack) {
          body = p.sustain() + (body - p.sustain()) * decay;
        }
      }
      double x = 0;
      if (p.wave() == Patch.Wave.FM) {
        modulator += step[0] * p.fmRatio() * bend;
        modulator -= Math.floor(modulator);
        phase[0] += step[0] * bend;
        phase[0] -= Math.floor(phase[0]);
        x = sine(phase[0] + p.fmIndex() * body * sine(modulator) / (2 * Math.PI));
      } else {
        for (int v = 0; v < voices; v++) {
          phase[v] += step[v] * bend;
          if (phase[v] >= 1) {
            phase[v] -= 1;
          }
          x += wave(p, phase[v], step[v]);
        }
      }
      double v3 = x - low;
      double v1 = a1 * band + a2 * v3;
      double v2 = low + a2 * band + a3 * v3;
      band = 2 * v1 - band;
      low = 2 * v2 - low;
      envelope = age < attack ? (age + 1.0) / attack : 1;
      if (age >= held) {
        released *= fade;
      }
      if (i >= 0) {
        out[i] += (float) (amplitude * envelope * body * released * v2);
      }
    }
  }

  private static double wave(Patch p, double phase, double step) {
    return switch (p.wave()) {
      case SAW -> 2 * phase - 1 - corner(phase, step);
      case SQUARE -> {
        double other = phase + 1 - p.pulseWidth();
        other -= Math.floor(other);
        yield (phase < p.pulseWidth() ? 1 : -1) + corner(phase, step) - corner(other, step);
      }
      case TRIANGLE -> 4 * Math.abs(phase - 0.5) - 1;
      default -> sine(phase);
    };
  }

  /** Polynomial correction around a step of a saw wave. */
  private static double corner(double phase, double step) {
    if (phase < step) {
      double t = phase / step;
      return t + t - t * t - 1;
    }
    if (phase > 1 - step) {
      double t = (phase - 1) / step;
      return t * t + t + t + 1;
    }
    return 0;
  }

  /** Sine of a phase in turns by a parabola with one correction; error below 0.1 %. */
  private static double sine(double turns) {
    double x = turns - Math.floor(turns + 0.5);
    double y = 8 * x - 16 * x * Math.abs(x);
    return y * (0.775 + 0.225 * Math.abs(y));
  }
}

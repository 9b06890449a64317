package org.neume.transcription.notes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Forms the notes of every key on its own.
 *
 * <p>A note begins at a peak of the onset posterior, placed between frames by its neighbors. It sounds
 * while the frame posterior is at the threshold or above, gaps included that are shorter than {@link
 * NoteSettings#gapFrames()}, and ends where the posterior crosses the threshold. A new peak ends it
 * too: the key was struck again. The frame posterior may rise that much later than the peak; where it
 * never does there is no note. Without a peak no note begins, however long the frame posterior stays up.
 */
final class PosteriorForming implements NoteForming {
  private static final int KEYS = NoteActivations.KEYS;

  private final NoteSettings settings;

  /** Position of the sounding note's onset, or -1 where the key rests. */
  private final double[] onset = new double[KEYS];

  private final double[] end = new double[KEYS];
  private final long[] heard = new long[KEYS];
  private final double[] velocity = new double[KEYS];
  private final double[] confidence = new double[KEYS];

  PosteriorForming(NoteSettings settings) {
    this.settings = settings;
    java.util.Arrays.fill(onset, -1);
  }

  @Override
  public void step(long frame, NoteActivations activations, Consumer<FormedNote> notes) {
    for (int key = 0; key < KEYS; key++) {
      if (isOnset(frame, key, activations)) {
        strike(frame, key, activations, notes);
      } else if (onset[key] >= 0) {
        sound(frame, key, activations, notes);
      }
    }
  }

  private boolean isOnset(long frame, int key, NoteActivations activations) {
    float value = activations.onset(frame, key);
    if (!(value >= settings.onsetThreshold())) {
      return false;
    }
    for (int i = 1; i <= settings.peakFrames(); i++) {
      // The earliest of equal frames.
      if (activations.onset(frame - i, key) >= value || activations.onset(frame + i, key) > value) {
        return false;
      }
    }
    return true;
  }

  private void strike(
      long frame, int key, NoteActivations activations, Consumer<FormedNote> notes) {
    float value = activations.onset(frame, key);
    double shift =
        SubFrame.peak(activations.onset(frame - 1, key), value, activations.onset(frame + 1, key));
    double position = Math.max(0, frame + shift);
    if (onset[key] >= 0) {
      boolean throughout =
          heard[key] >= frame - 1 && activations.frame(frame, key) >= settings.frameThreshold();
      close(key, throughout ? position : Math.min(end[key], position), notes);
    }
    onset[key] = position;
    end[key] = position;
    heard[key] = frame;
    velocity[key] = activations.velocity(frame, key);
    confidence[key] = value;
    if (activations.frame(frame, key) >= settings.frameThreshold()) {
      end[key] = falling(frame, key, activations);
    }
  }

  private void sound(long frame, int key, NoteActivations activations, Consumer<FormedNote> notes) {
    if (activations.frame(frame, key) >= settings.frameThreshold()) {
      heard[key] = frame;
      end[key] = falling(frame, key, activations);
    }
    if (end[key] - onset[key] >= settings.maximumFrames()) {
      close(key, onset[key] + settings.maximumFrames(), notes);
    } else if (frame - heard[key] >= settings.gapFrames()) {
      close(key, end[key], notes);
    }
  }

  /** Where the posterior crosses the threshold behind a frame; half a frame on if it does not yet. */
  private double falling(long frame, int key, NoteActivations activations) {
    double here = activations.frame(frame, key);
    double after = activations.frame(frame + 1, key);
    double level = settings.frameThreshold();
    return frame + (after < level ? SubFrame.crossing(here, after, level) : 0.5);
  }

  private void close(int key, double offset, Consumer<FormedNote> notes) {
    if (offset > onset[key] && offset - onset[key] >= settings.minimumFrames()) {
      notes.accept(new FormedNote(onset[key], offset, key, velocity[key], confidence[key]));
    }
    onset[key] = -1;
  }

  @Override
  public void end(long frames, Consumer<FormedNote> notes) {
    for (int key = 0; key < KEYS; key++) {
      if (onset[key] >= 0) {
        boolean sounds = heard[key] == frames - 1 && end[key] > onset[key];
        close(key, sounds ? (double) frames : end[key], notes);
      }
    }
  }

  @Override
  public double earliest(long nextFrame) {
    double earliest = nextFrame - 0.5;
    for (double position : onset) {
      if (position >= 0) {
        earliest = Math.min(earliest, position);
      }
    }
    return Math.max(0, earliest);
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    for (int key = 0; key < KEYS; key++) {
      out.writeDouble(onset[key]);
      if (onset[key] >= 0) {
        out.writeDouble(end[key]);
        out.writeLong(heard[key]);
        out.writeDouble(velocity[key]);
        out.writeDouble(confidence[key]);
      }
    }
  }

  @Override
  public void read(DataInputStream in) throws IOException {
    for (int key = 0; key < KEYS; key++) {
      onset[key] = in.readDouble();
      if (onset[key] >= 0) {
        end[key] = in.readDouble();
        heard[key] = in.readLong();
        velocity[key] = in.readDouble();
        confidence[key] = in.readDouble();
      }
    }
  }
}

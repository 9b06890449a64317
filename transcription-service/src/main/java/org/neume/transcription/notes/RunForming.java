package org.neume.transcription.notes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Forms the notes of every key from its frame posteriors alone.
 *
 * <p>A note begins where the posterior rises across the threshold, between frames, and ends where it falls
 * below for {@link NoteSettings#gapFrames()} frames or more. Its confidence is the mean posterior of the
 * frames that sound. What is struck again while it sounds cannot be told from what is held. A note of
 * {@link NoteSettings#maximumFrames()} ends there, and its key is told no more until it has rested.
 */
final class RunForming implements NoteForming {
  private static final int KEYS = NoteActivations.KEYS;

  /** Instead of an onset: the key rests. */
  private static final double RESTS = -1;

  /** Instead of an onset: the key sounds on, but its note has ended at the longest length. */
  private static final double TOLD = -2;

  private final NoteSettings settings;

  /** Position of the sounding note's onset; where there is none {@link #RESTS} or {@link #TOLD}. */
  private final double[] onset = new double[KEYS];

  private final double[] end = new double[KEYS];
  private final long[] heard = new long[KEYS];
  private final double[] sum = new double[KEYS];
  private final long[] count = new long[KEYS];
  private final double[] velocity = new double[KEYS];

  RunForming(NoteSettings settings) {
    this.settings = settings;
    Arrays.fill(onset, RESTS);
  }

  @Override
  public void step(long frame, NoteActivations activations, Consumer<FormedNote> notes) {
    for (int key = 0; key < KEYS; key++) {
      boolean sounds = activations.frame(frame, key) >= settings.frameThreshold();
      if (onset[key] == TOLD) {
        goOn(frame, key, sounds);
        continue;
      }
      if (sounds) {
        sound(frame, key, activations);
      }
      if (onset[key] < 0) {
        continue;
      }
      if (end[key] - onset[key] >= settings.maximumFrames()) {
        close(key, onset[key] + settings.maximumFrames(), notes);
        onset[key] = TOLD;
      } else if (frame - heard[key] >= settings.gapFrames()) {
        close(key, end[key], notes);
      }
    }
  }

  /** What would have ended the note lets the key rest. */
  private void goOn(long frame, int key, boolean sounds) {
    if (sounds) {
      heard[key] = frame;
    } else if (frame - heard[key] >= settings.gapFrames()) {
      onset[key] = RESTS;
    }
  }

  private void sound(long frame, int key, NoteActivations activations) {
    double level = settings.frameThreshold();
    double here = activations.frame(frame, key);
    if (onset[key] < 0) {
      double before = activations.frame(frame - 1, key);
      double early = frame > 0 && before < level ? SubFrame.crossing(here, before, level) : 0;
      onset[key] = frame - early;
      sum[key] = 0;
      count[key] = 0;
      velocity[key] = activations.velocity(frame, key);
    }
    double after = activations.frame(frame + 1, key);
    end[key] = frame + (after < level ? SubFrame.crossing(here, after, level) : 0.5);
    heard[key] = frame;
    sum[key] += here;
    count[key]++;
  }

  private void close(int key, double offset, Consumer<FormedNote> notes) {
    if (offset > onset[key] && offset - onset[key] >= settings.minimumFrames()) {
      double confidence = Math.min(1, sum[key] / count[key]);
      notes.accept(new FormedNote(onset[key], offset, key, velocity[key], confidence));
    }
    onset[key] = RESTS;
  }

  @Override
  public void end(long frames, Consumer<FormedNote> notes) {
    for (int key = 0; key < KEYS; key++) {
      if (onset[key] >= 0) {
        close(key, heard[key] == frames - 1 ? (double) frames : end[key], notes);
      }
    }
  }

  @Override
  public double earliest(long nextFrame) {
    // A note of the next frame may begin as much as a frame before it.
    double earliest = nextFrame - 1.0;
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
        out.writeDouble(sum[key]);
        out.writeLong(count[key]);
        out.writeDouble(velocity[key]);
      } else if (onset[key] == TOLD) {
        out.writeLong(heard[key]);
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
        sum[key] = in.readDouble();
        count[key] = in.readLong();
        velocity[key] = in.readDouble();
      } else if (onset[key] == TOLD) {
        heard[key] = in.readLong();
      }
    }
  }
}

package org.neume.transcription.notes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Forms notes as the text does that this project started from ("Music Transcription with Convolutional
 * Neural Networks"): looks only at candidates, decides there about all 88 keys at once, and lets every
 * note end where the next ones begin.
 *
 * <p>There a candidate is a local maximum of the mean change of the spectrogram's amplitude. The
 * posteriors are all that is at hand here, so the change is theirs: the onset posteriors of all keys
 * and the rises of their frame posteriors, summed, about the number of notes that begin. The optional
 * filter keeps a note whose posterior lies below {@link NoteSettings#certainThreshold()} only where a
 * track supports it, here: where its frame posterior is at the threshold in more than half of the
 * frames until the next candidate.
 */
final class CandidateForming implements NoteForming {
  private static final int KEYS = NoteActivations.KEYS;

  private final NoteSettings settings;
  private final List<Sounding> chord = new ArrayList<>();
  private double begun = -1;
  private long frames;

  /** A note of the chord that sounds. */
  private static final class Sounding {
    final int key;
    final double velocity;
    final double confidence;
    long tracked;

    Sounding(int key, double velocity, double confidence, long tracked) {
      this.key = key;
      this.velocity = velocity;
      this.confidence = confidence;
      this.tracked = tracked;
    }
  }

  CandidateForming(NoteSettings settings) {
    this.settings = settings;
  }

  @Override
  public void step(long frame, NoteActivations activations, Consumer<FormedNote> notes) {
    double change = change(frame, activations);
    if (isCandidate(frame, change, activations)) {
      List<Sounding> next = slice(frame, activations);
      if (!next.isEmpty()) {
        double shift =
            SubFrame.peak(change(frame - 1, activations), change, change(frame + 1, activations));
        double position = Math.max(0, frame + shift);
        close(position, notes);
        begun = position;
        frames = 0;
        chord.addAll(next);
      }
    }
    if (chord.isEmpty()) {
      return;
    }
    frames++;
    for (Sounding note : chord) {
      if (activations.frame(frame, note.key) >= settings.frameThreshold()) {
        note.tracked++;
      }
    }
    if (frame - begun >= settings.maximumFrames()) {
      close(begun + settings.maximumFrames(), notes);
    }
  }

  private boolean isCandidate(long frame, double change, NoteActivations activations) {
    if (change < settings.candidateThreshold()) {
      return false;
    }
    for (int i = 1; i <= settings.peakFrames(); i++) {
      if (change(frame - i, activations) >= change || change(frame + i, activations) > change) {
        return false;
      }
    }
    return true;
  }

  /** About how many notes begin in a frame. */
  private static double change(long frame, NoteActivations activations) {
    double sum = 0;
    for (int key = 0; key < KEYS; key++) {
      double rise = activations.frame(frame, key) - activations.frame(frame - 1, key);
      sum += activations.onset(frame, key) + Math.max(0, rise);
    }
    return sum;
  }

  /** The keys that are struck within a frame of the candidate. */
  private List<Sounding> slice(long frame, NoteActivations activations) {
    List<Sounding> struck = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      long best = frame;
      for (long near = frame - 1; near <= frame + 1; near++) {
        if (activations.onset(near, key) > activations.onset(best, key)) {
          best = near;
        }
      }
      float value = activations.onset(best, key);
      if (value >= settings.onsetThreshold()) {
        struck.add(new Sounding(key, activations.velocity(best, key), value, 0));
      }
    }
    return struck;
  }

  private void close(double position, Consumer<FormedNote> notes) {
    double length = position - begun;
    if (length > 0 && length >= settings.minimumFrames()) {
      for (Sounding note : chord) {
        if (note.confidence >= settings.certainThreshold() || 2 * note.tracked > frames) {
          notes.accept(new FormedNote(begun, position, note.key, note.velocity, note.confidence));
        }
      }
    }
    chord.clear();
    begun = -1;
  }

  @Override
  public void end(long end, Consumer<FormedNote> notes) {
    close((double) end, notes);
  }

  @Override
  public double earliest(long nextFrame) {
    return Math.max(0, chord.isEmpty() ? nextFrame - 0.5 : begun);
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    out.writeDouble(begun);
    out.writeLong(frames);
    out.writeByte(chord.size());
    for (Sounding note : chord) {
      out.writeByte(note.key);
      out.writeDouble(note.velocity);
      out.writeDouble(note.confidence);
      out.writeLong(note.tracked);
    }
  }

  @Override
  public void read(DataInputStream in) throws IOException {
    begun = in.readDouble();
    frames = in.readLong();
    int count = in.readUnsignedByte();
    for (int i = 0; i < count; i++) {
      chord.add(
          new Sounding(in.readUnsignedByte(), in.readDouble(), in.readDouble(), in.readLong()));
    }
  }
}

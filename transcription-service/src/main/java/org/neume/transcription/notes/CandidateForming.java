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
 * and the rises of their frame posteriors, summed, about the number of notes that begin.
 *
 * <p>The optional filter keeps a note whose posterior lies below {@link
 * NoteSettings#certainThreshold()} only where a track of peaks carries it. The text looks for peaks in
 * the spectrogram; here they are peaks of the frame posteriors over the keys
 * (docs/adr/011-tracks-of-posteriors.md): a frame carries a note where the key's posterior is at the
 * frame threshold and above those of its neighbors, and a track is a row of such frames, the first at
 * most two frames behind the candidate, that covers more than half of the time until the next one.
 */
final class CandidateForming implements NoteForming {
  private static final int KEYS = NoteActivations.KEYS;

  /** A track may begin so many frames behind the candidate. */
  private static final int LATE = 2;

  private final NoteSettings settings;
  private final List<Sounding> chord = new ArrayList<>();
  private double begun = -1;
  private long frames;

  /** A note of the chord that sounds. */
  private static final class Sounding {
    final int key;
    final double velocity;
    final double confidence;

    /** Frames of the track so far. */
    long tracked;

    /** Whether the track may still grow. */
    boolean open;

    Sounding(int key, double velocity, double confidence, long tracked, boolean open) {
      this.key = key;
      this.velocity = velocity;
      this.confidence = confidence;
      this.tracked = tracked;
      this.open = open;
    }

    /** Goes on by a frame, the {@code count}-th since the note began. */
    void follow(boolean peak, long count) {
      if (open && peak) {
        tracked++;
      } else if (tracked > 0 || count > LATE) {
        open = false;
      }
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
      note.follow(isPeak(frame, note.key, activations), frames);
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

  /** Whether a key's frame posterior stands out from its neighbors'. */
  private boolean isPeak(long frame, int key, NoteActivations activations) {
    float value = activations.frame(frame, key);
    return value >= settings.frameThreshold()
        && (key == 0 || activations.frame(frame, key - 1) < value)
        && (key == KEYS - 1 || activations.frame(frame, key + 1) < value);
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
        struck.add(new Sounding(key, activations.velocity(best, key), value, 0, true));
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
      out.writeBoolean(note.open);
    }
  }

  @Override
  public void read(DataInputStream in) throws IOException {
    begun = in.readDouble();
    frames = in.readLong();
    int count = in.readUnsignedByte();
    for (int i = 0; i < count; i++) {
      chord.add(
          new Sounding(
              in.readUnsignedByte(),
              in.readDouble(),
              in.readDouble(),
              in.readLong(),
              in.readBoolean()));
    }
  }
}

package org.neume.transcription.notes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** One way of forming notes, frame by frame. Not for several threads. */
interface NoteForming {

  /**
   * Goes on by one frame; frames are given one after another.
   *
   * @param frame the frame, whose context is at hand in {@code activations}
   * @param notes receives the notes that are complete
   */
  void step(long frame, NoteActivations activations, Consumer<FormedNote> notes);

  /** Ends what still sounds at the end of the recording, in frames. */
  void end(long frames, Consumer<FormedNote> notes);

  /** No note that is still to come, sounding ones included, begins before this position. */
  double earliest(long nextFrame);

  /** Writes what {@link #read} needs to go on. */
  void write(DataOutputStream out) throws IOException;

  /** Takes over what {@link #write} wrote. */
  void read(DataInputStream in) throws IOException;

  /** The forming that settings ask for, before the first frame. */
  static NoteForming of(NoteSettings settings) {
    return switch (settings.method()) {
      case POSTERIORS -> new PosteriorForming(settings);
      case CANDIDATES -> new CandidateForming(settings);
      case RUNS -> new RunForming(settings);
    };
  }
}

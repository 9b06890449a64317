package org.neume.transcription.notes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import org.neume.annotation.PlayedNote;

/**
 * A note in frames, complete.
 *
 * @param onset position, 0 or later
 * @param offset position behind {@code onset}
 * @param key 0..87
 * @param velocity 0..1
 * @param confidence 0..1
 */
record FormedNote(double onset, double offset, int key, double velocity, double confidence) {
  static final Comparator<FormedNote> ORDER =
      Comparator.comparingDouble(FormedNote::onset).thenComparingInt(FormedNote::key);

  PlayedNote played(double frameRate) {
    int loudness = (int) Math.max(1, Math.min(127, Math.round(127 * velocity)));
    return new PlayedNote(
        onset / frameRate,
        offset / frameRate,
        NoteActivations.LOWEST_PITCH + key,
        loudness,
        confidence);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeDouble(onset);
    out.writeDouble(offset);
    out.writeByte(key);
    out.writeDouble(velocity);
    out.writeDouble(confidence);
  }

  static FormedNote read(DataInputStream in) throws IOException {
    return new FormedNote(
        in.readDouble(), in.readDouble(), in.readUnsignedByte(), in.readDouble(), in.readDouble());
  }
}

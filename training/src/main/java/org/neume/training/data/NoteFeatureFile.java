package org.neume.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.neume.annotation.PlayedNote;

/**
 * The file that holds one piece of the note cache. Little-endian throughout:
 *
 * <pre>
 * 4 bytes   "NNF1"
 * int32     bins
 * int32     frames
 * int32     number of notes
 * per note  float64 onset and offset in seconds, int32 MIDI pitch, int32 velocity
 * the rest  float16 values, frame by frame, lowest bin first
 * </pre>
 *
 * A file is written under another name and moved into place, so that a file that is there is whole. The
 * values are read through a memory map: a cache may be larger than the heap.
 */
final class NoteFeatureFile {
  private static final int MAGIC = 'N' | 'N' << 8 | 'F' << 16 | '1' << 24;
  private static final int HEADER = 16;
  private static final int PER_NOTE = 24;

  private NoteFeatureFile() {}

  /** A file's contents: its values stay on disk. */
  record Mapped(int bins, int frames, List<PlayedNote> notes, ShortBuffer halves) {}

  static void write(Path file, LabeledNotes piece) throws IOException {
    int size = HEADER + PER_NOTE * piece.notes().size() + 2 * piece.halves().length;
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(MAGIC).putInt(piece.bins()).putInt(piece.frames()).putInt(piece.notes().size());
    for (PlayedNote note : piece.notes()) {
      bytes.putDouble(note.onset()).putDouble(note.offset());
      bytes.putInt(note.pitch()).putInt(note.velocity());
    }
    bytes.asShortBuffer().put(piece.halves());
    bytes.rewind();
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try (FileChannel channel =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static Mapped read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      if (bytes.remaining() < HEADER || bytes.getInt() != MAGIC) {
        throw new IOException(
            file + " is no note feature file of this version: delete it and build the cache again");
      }
      int bins = bytes.getInt();
      int frames = bytes.getInt();
      int count = bytes.getInt();
      long expected = HEADER + (long) PER_NOTE * count + 2L * bins * frames;
      if (expected != bytes.capacity()) {
        throw new IOException(
            file
                + " is "
                + bytes.capacity()
                + " bytes long, not "
                + expected
                + ": delete it and build the cache again");
      }
      List<PlayedNote> notes = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        notes.add(
            new PlayedNote(
                bytes.getDouble(), bytes.getDouble(), bytes.getInt(), bytes.getInt(), 1));
      }
      return new Mapped(bins, frames, notes, bytes.asShortBuffer());
    }
  }
}

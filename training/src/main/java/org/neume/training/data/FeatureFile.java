package org.neume.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.neume.training.render.Beat;

/**
 * The file that holds one piece of the feature cache. Little-endian throughout:
 *
 * <pre>
 * 4 bytes   "NBF1"
 * int32     bands
 * int32     frames
 * float64   frames per second
 * int32     1 where downbeats are known, else 0
 * int32     number of beats
 * per beat  float64 seconds, int32 number in the bar
 * the rest  float16 values, frame by frame, lowest band first
 * </pre>
 *
 * A file is written under another name and moved into place, so that a file that is there is whole.
 */
final class FeatureFile {
  private static final int MAGIC = 'N' | 'B' << 8 | 'F' << 16 | '1' << 24;
  private static final int HEADER = 28;
  private static final int PER_BEAT = 12;

  private FeatureFile() {}

  static void write(Path file, LabeledFeatures piece) throws IOException {
    int size = HEADER + PER_BEAT * piece.beats().size() + 2 * piece.halves().length;
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(MAGIC).putInt(piece.bands()).putInt(piece.frames());
    bytes.putDouble(piece.frameRate()).putInt(piece.downbeatsKnown() ? 1 : 0);
    bytes.putInt(piece.beats().size());
    for (Beat beat : piece.beats()) {
      bytes.putDouble(beat.time()).putInt(beat.number());
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

  static LabeledFeatures read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() < HEADER || bytes.getInt() != MAGIC) {
      throw new IOException(
          file + " is no feature file of this version: delete it and build the cache again");
    }
    int bands = bytes.getInt();
    int frames = bytes.getInt();
    double rate = bytes.getDouble();
    boolean known = bytes.getInt() == 1;
    int count = bytes.getInt();
    long expected = HEADER + (long) PER_BEAT * count + 2L * bands * frames;
    if (expected != bytes.capacity()) {
      throw new IOException(
          file
              + " is "
              + bytes.capacity()
              + " bytes long, not "
              + expected
              + ": delete it and build the cache again");
    }
    List<Beat> beats = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      beats.add(new Beat(bytes.getDouble(), bytes.getInt()));
    }
    short[] halves = new short[bands * frames];
    bytes.asShortBuffer().get(halves);
    return new LabeledFeatures(rate, bands, halves, beats, known);
  }
}

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

/**
 * Some notes that are made together and lie in two files of a cache: {@code NAME.f16}, their frames in
 * half precision, little-endian, one note behind the other; and {@code NAME.tsv}, a label in each line,
 * written last, so that a unit whose table is there is whole.
 */
final class SoundUnit {
  private final List<SoundLabel> labels = new ArrayList<>();
  private final List<short[]> sounds = new ArrayList<>();

  /** Adds a note: all frames of {@code features} up to {@code frames}. */
  void add(SoundLabel label, float[] features, int width) {
    short[] halves = new short[label.frames() * width];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = HalfFloat.bits(features[i]);
    }
    labels.add(label);
    sounds.add(halves);
  }

  int size() {
    return labels.size();
  }

  static boolean isWhole(Path folder, String name) {
    return Files.exists(folder.resolve(name + ".tsv"));
  }

  void write(Path folder, String name) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(name + ".f16"),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (short[] halves : sounds) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * halves.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(halves);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
    Path partial = folder.resolve(name + ".partial");
    Files.write(partial, labels.stream().map(SoundLabel::row).toList());
    Files.move(
        partial,
        folder.resolve(name + ".tsv"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Maps the notes of a unit. */
  static List<Sound> read(Path table, int width) throws IOException {
    String name = table.getFileName().toString().replace(".tsv", ".f16");
    List<Sound> read = new ArrayList<>();
    try (FileChannel channel =
        FileChannel.open(table.resolveSibling(name), StandardOpenOption.READ)) {
      ByteBuffer bytes =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      int at = 0;
      for (String line : Files.readAllLines(table)) {
        SoundLabel label = SoundLabel.of(line);
        int length = 2 * label.frames() * width;
        if (at + length > bytes.capacity()) {
          throw new IOException(
              "%s is cut off, or holds other features: delete it and build the cache again"
                  .formatted(table.resolveSibling(name)));
        }
        ByteBuffer slice = bytes.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
        read.add(new Sound(label, width, slice.asShortBuffer()));
        at += length;
      }
    }
    return read;
  }
}

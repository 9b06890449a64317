package org.neume.training.train;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * How checkpoints lie on disk, whatever their epochs say.
 *
 * @param magic first number of the file, one for each kind of run
 * @param writer writes an epoch
 * @param reader reads it back
 * @param <E> what is kept of a finished epoch
 */
record CheckpointFile<E>(int magic, EpochWriter<E> writer, EpochReader<E> reader) {
  private static final int VERSION = 1;

  /** Writes an epoch. */
  interface EpochWriter<E> {
    void write(DataOutputStream out, E epoch) throws IOException;
  }

  /** Reads an epoch. */
  interface EpochReader<E> {
    E read(DataInputStream in) throws IOException;
  }

  /**
   * What a file holds.
   *
   * @param identity text of the run's {@link RunIdentity}
   * @param step steps done
   * @param state weights and slots
   * @param bestWeights averaged weights of the best epoch so far
   * @param epochs finished epochs
   */
  @SuppressWarnings("ArrayRecordComponent") // large vectors, moved and never compared
  record Content<E>(
      String identity, long step, WeightState state, float[] bestWeights, List<E> epochs) {}

  /** Writes beside the file's place first, so that a crash leaves the old or the new one. */
  void write(Path file, Content<E> content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
      out.writeInt(magic);
      out.writeInt(VERSION);
      out.writeUTF(content.identity());
      out.writeLong(content.step());
      writeVector(out, content.state().weights());
      writeVector(out, content.state().firstMoment());
      writeVector(out, content.state().secondMoment());
      writeVector(out, content.state().average());
      writeVector(out, content.bestWeights());
      out.writeInt(content.epochs().size());
      for (E epoch : content.epochs()) {
        writer.write(out, epoch);
      }
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is none of this kind
   */
  Content<E> read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != magic || in.readInt() != VERSION) {
        throw new IOException(
            file + " is not a checkpoint of this version: remove it to start the run afresh");
      }
      String identity = in.readUTF();
      long step = in.readLong();
      WeightState state =
          new WeightState(readVector(in), readVector(in), readVector(in), readVector(in));
      float[] best = readVector(in);
      List<E> epochs = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        epochs.add(reader.read(in));
      }
      return new Content<>(identity, step, state, best, epochs);
    }
  }

  private static void writeVector(DataOutputStream out, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes.array());
  }

  private static float[] readVector(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    byte[] bytes = new byte[values.length * Float.BYTES];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }
}

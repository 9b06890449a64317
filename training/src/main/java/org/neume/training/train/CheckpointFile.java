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
 * How checkpoints lie on disk.
 *
 * @param format how the figures of an epoch do
 */
record CheckpointFile(FiguresFormat format) {
  private static final int VERSION = 1;

  /** Writes beside the file's place first, so that a crash leaves the old or the new one. */
  void write(Path file, Checkpoint checkpoint) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
      out.writeInt(format.magic());
      out.writeInt(VERSION);
      out.writeUTF(checkpoint.identity());
      out.writeLong(checkpoint.step());
      writeVector(out, checkpoint.state().weights());
      writeVector(out, checkpoint.state().firstMoment());
      writeVector(out, checkpoint.state().secondMoment());
      writeVector(out, checkpoint.state().average());
      writeVector(out, checkpoint.bestWeights());
      out.writeInt(checkpoint.epochs().size());
      for (EpochRecord epoch : checkpoint.epochs()) {
        writeEpoch(out, epoch);
      }
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is none of this kind
   */
  Checkpoint read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != format.magic() || in.readInt() != VERSION) {
        throw new IOException(
            file + " is not a checkpoint of this version: remove it to start the run afresh");
      }
      String identity = in.readUTF();
      long step = in.readLong();
      WeightState state =
          new WeightState(readVector(in), readVector(in), readVector(in), readVector(in));
      float[] best = readVector(in);
      List<EpochRecord> epochs = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        epochs.add(readEpoch(in));
      }
      return new Checkpoint(identity, step, state, best, epochs);
    }
  }

  private void writeEpoch(DataOutputStream out, EpochRecord epoch) throws IOException {
    out.writeInt(epoch.epoch());
    out.writeLong(epoch.step());
    out.writeDouble(epoch.trainingLoss());
    format.write(out, epoch.figures());
    out.writeDouble(epoch.seconds());
  }

  private EpochRecord readEpoch(DataInputStream in) throws IOException {
    int epoch = in.readInt();
    long step = in.readLong();
    double loss = in.readDouble();
    Figures figures = format.read(in);
    return new EpochRecord(epoch, step, loss, figures, in.readDouble());
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

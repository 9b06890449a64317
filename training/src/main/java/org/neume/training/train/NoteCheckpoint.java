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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a note network's run needs to go on where it stopped.
 *
 * @param identity text of {@link RunIdentity}, which must be the same when the run goes on
 * @param step steps done
 * @param state weights and slots
 * @param bestWeights averaged weights of the best epoch so far
 * @param epochs finished epochs
 */
@SuppressWarnings("ArrayRecordComponent") // large vectors, moved and never compared
record NoteCheckpoint(
    String identity, long step, WeightState state, float[] bestWeights, List<NoteEpoch> epochs) {
  private static final int MAGIC = 0x4E45554E;
  private static final int VERSION = 1;

  NoteCheckpoint {
    epochs = List.copyOf(epochs);
  }

  /** Writes the checkpoint beside its place first, so that a crash leaves the old or the new one. */
  void write(Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeUTF(identity);
      out.writeLong(step);
      writeVector(out, state.weights());
      writeVector(out, state.firstMoment());
      writeVector(out, state.secondMoment());
      writeVector(out, state.average());
      writeVector(out, bestWeights);
      out.writeInt(epochs.size());
      for (NoteEpoch epoch : epochs) {
        writeEpoch(out, epoch);
      }
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws IOException if the file cannot be read or is none of ours
   */
  static NoteCheckpoint read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new IOException(
            file + " is not a checkpoint of this version: remove it to start the run afresh");
      }
      String identity = in.readUTF();
      long step = in.readLong();
      WeightState state =
          new WeightState(readVector(in), readVector(in), readVector(in), readVector(in));
      float[] best = readVector(in);
      List<NoteEpoch> epochs = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        epochs.add(readEpoch(in));
      }
      return new NoteCheckpoint(identity, step, state, best, epochs);
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

  private static void writeEpoch(DataOutputStream out, NoteEpoch epoch) throws IOException {
    out.writeInt(epoch.epoch());
    out.writeLong(epoch.step());
    out.writeDouble(epoch.trainingLoss());
    out.writeInt(epoch.figures().values().size());
    for (Map.Entry<String, Double> figure : epoch.figures().values().entrySet()) {
      out.writeUTF(figure.getKey());
      out.writeDouble(figure.getValue());
    }
    out.writeDouble(epoch.seconds());
  }

  private static NoteEpoch readEpoch(DataInputStream in) throws IOException {
    int epoch = in.readInt();
    long step = in.readLong();
    double loss = in.readDouble();
    Map<String, Double> figures = new LinkedHashMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      figures.put(in.readUTF(), in.readDouble());
    }
    return new NoteEpoch(epoch, step, loss, new NoteFigures(figures), in.readDouble());
  }
}

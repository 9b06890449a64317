package org.neume.training.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
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
  private static final CheckpointFile<NoteEpoch> FILE =
      new CheckpointFile<>(0x4E45554E, NoteCheckpoint::writeEpoch, NoteCheckpoint::readEpoch);

  NoteCheckpoint {
    epochs = List.copyOf(epochs);
  }

  /** Writes the checkpoint beside its place first, so that a crash leaves the old or the new one. */
  void write(Path file) throws IOException {
    FILE.write(file, new CheckpointFile.Content<>(identity, step, state, bestWeights, epochs));
  }

  /**
   * Reads a checkpoint.
   *
   * @throws IOException if the file cannot be read or is none of ours
   */
  static NoteCheckpoint read(Path file) throws IOException {
    CheckpointFile.Content<NoteEpoch> read = FILE.read(file);
    return new NoteCheckpoint(
        read.identity(), read.step(), read.state(), read.bestWeights(), read.epochs());
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

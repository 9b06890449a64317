package org.neume.training.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that a run needs to go on as if it had never stopped. Random numbers need no state of
 * their own: each step derives them from the seed and its number.
 *
 * @param identity text of the {@link RunIdentity}, which must be the same when the run goes on
 * @param step steps done
 * @param state weights and slots
 * @param bestWeights averaged weights of the best epoch so far
 * @param epochs finished epochs
 */
@SuppressWarnings("ArrayRecordComponent") // large vectors, moved and never compared
record Checkpoint(
    String identity, long step, WeightState state, float[] bestWeights, List<EpochRecord> epochs) {
  private static final CheckpointFile<EpochRecord> FILE =
      new CheckpointFile<>(0x4E45554D, Checkpoint::writeEpoch, Checkpoint::readEpoch);

  Checkpoint {
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
  static Checkpoint read(Path file) throws IOException {
    CheckpointFile.Content<EpochRecord> read = FILE.read(file);
    return new Checkpoint(
        read.identity(), read.step(), read.state(), read.bestWeights(), read.epochs());
  }

  private static void writeEpoch(DataOutputStream out, EpochRecord epoch) throws IOException {
    out.writeInt(epoch.epoch());
    out.writeLong(epoch.step());
    out.writeDouble(epoch.trainingLoss());
    ValidationResult validation = epoch.validation();
    out.writeDouble(validation.loss());
    out.writeDouble(validation.renderedBeat());
    out.writeDouble(validation.renderedDownbeat());
    out.writeDouble(validation.realBeat());
    out.writeDouble(validation.realDownbeat());
    out.writeDouble(epoch.seconds());
  }

  private static EpochRecord readEpoch(DataInputStream in) throws IOException {
    int epoch = in.readInt();
    long step = in.readLong();
    double trainingLoss = in.readDouble();
    ValidationResult validation =
        new ValidationResult(
            in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    return new EpochRecord(epoch, step, trainingLoss, validation, in.readDouble());
  }
}

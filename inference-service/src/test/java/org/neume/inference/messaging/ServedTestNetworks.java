package org.neume.inference.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neume.inference.engine.TensorFlowLoader;
import org.neume.inference.engine.TestNetwork;
import org.neume.inference.engine.TestNetwork.Flaw;
import org.neume.inference.model.BatchLimits;
import org.neume.inference.model.BatchObserver;
import org.neume.inference.model.ModelRepository;
import org.neume.inference.model.ServedModels;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.Emission;
import org.neume.stage.RecordingMachine;

/**
 * Small, real networks in TensorFlow: {@code tiny} and {@code other}, {@code long} with windows that
 * are longer than a record, {@code strict} that cannot compute large numbers.
 *
 * @param inline computes on the caller's thread
 * @param batched computes in batches that recordings share
 */
record ServedTestNetworks(ServedModels inline, ServedModels batched) implements AutoCloseable {
  /** What {@code tiny} computes. */
  static final TestNetwork TINY = TestNetwork.of(1);

  /** Writes the model folders and loads them. */
  static ServedTestNetworks in(Path folders) throws IOException {
    TINY.write(folders, "tiny", List.of(7, 10, 20), Flaw.NONE);
    TestNetwork.of(2).write(folders, "other", List.of(33), Flaw.NONE);
    TINY.write(folders, "long", List.of(2500), Flaw.NONE);
    TINY.write(folders, "strict", List.of(16), Flaw.CHECKS_NUMBERS);
    ModelRepository repository =
        new ModelRepository(folders, new URLClassLoader(new URL[0], null), folders);
    BatchLimits limits = new BatchLimits(8, 1 << 20, Duration.ofMillis(5), 0.25, 16, 1 << 20, 2);
    return new ServedTestNetworks(
        ServedModels.inline(repository, TensorFlowLoader.onCpu()),
        ServedModels.batched(
            repository, TensorFlowLoader.onCpu(), engine -> limits, name -> BatchObserver.NONE));
  }

  @Override
  public void close() {
    batched.close();
    inline.close();
  }

  /** What the stage makes of a recording, perhaps still to be computed. */
  static List<Emission<ActivationBlock>> emissions(ServedModels models, List<FeatureBlock> inputs) {
    RecordingMachine<FeatureBlock, ActivationBlock> machine =
        new InferenceStage(models).open(inputs.get(0), Map.of());
    List<Emission<ActivationBlock>> emissions = new ArrayList<>();
    inputs.forEach(input -> emissions.addAll(machine.apply(input)));
    machine.close();
    return emissions;
  }

  /** What the stage makes of a recording. */
  static List<ActivationBlock> run(ServedModels models, List<FeatureBlock> inputs) {
    return computed(emissions(models, inputs));
  }

  /** Waits for the records. */
  static List<ActivationBlock> computed(List<Emission<ActivationBlock>> emissions) {
    return emissions.stream()
        .flatMap(e -> e.records().toCompletableFuture().join().stream())
        .toList();
  }

  /** Those records that belong to one analysis. */
  static List<ActivationBlock> stream(List<ActivationBlock> records, String name) {
    return records.stream().filter(record -> record.getStream().equals(name)).toList();
  }

  /** The records as they go to the topic. */
  static List<ByteBuffer> bytes(List<ActivationBlock> records) {
    List<ByteBuffer> bytes = new ArrayList<>();
    for (ActivationBlock record : records) {
      try {
        bytes.add(record.toByteBuffer());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bytes;
  }
}

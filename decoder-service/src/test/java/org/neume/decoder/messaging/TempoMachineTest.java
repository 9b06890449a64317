package org.neume.decoder.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.neume.schemas.DecoderName;
import org.neume.schemas.Streams;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.stage.InvalidInputException;
import org.neume.stage.testing.MachineContract;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;

/** The activations of a tempo network on their way through the stage of beats. */
class TempoMachineTest {
  private static final List<String> PULSES = List.of("pulse-0", "pulse-1", "pulse-2", "pulse-3");
  private static final int FRAMES = 4_000;

  /** Beats are what the operator set a decoder for; a tempo network keeps its own. */
  private static final DecoderStage STAGE =
      new DecoderStage(
          DecoderSettingsTest.settings(Map.of("neume.decoder.method", "dbn")).choice());

  @Property(tries = 15)
  void givesTheSameBlocksHoweverItIsCutAndWhoeverGoesOn(@ForAll long seed) {
    List<ActivationBlock> blocks = blocks(seed, PULSES);

    List<BeatBlock> found = MachineContract.run(STAGE, blocks);

    assertThat(found).isEqualTo(MachineContract.run(STAGE, blocks(~seed, PULSES)));
    assertThat(MachineContract.checkHandovers(STAGE, blocks)).isGreaterThanOrEqualTo(3);
    assertThat(found).allMatch(block -> block.getBeats().isEmpty());
    BeatBlock closing = found.get(found.size() - 1);
    assertThat(closing.getEnd()).isEqualTo(End.COMPLETE);
    assertThat(closing.getStream()).isEqualTo("tempo");
    // A pulse every 55.125 frames of 110.25 a second.
    assertThat(closing.getTempi().get(0).getBeatsPerMinute()).isCloseTo(120, within(0.1));
  }

  @Test
  void givesTheSameRecordsWhereverTheStageWasStopped() {
    StageLogs<ActivationBlock, BeatBlock> inputs =
        new StageLogs<>(Streams.ACTIVATIONS, Streams.BEATS);
    blocks(3, PULSES).forEach(block -> inputs.publish(block, 1_000));
    StageLogs<ActivationBlock, BeatBlock> undisturbed = inputs.copyOfInputs();
    int events = life(undisturbed, 42).drain().events();
    assertThat(undisturbed.outputs().get("r/tempo")).hasSizeGreaterThan(3);
    for (int point = 0; point <= events; point++) {
      StageLogs<ActivationBlock, BeatBlock> logs = inputs.copyOfInputs();
      life(logs, 42).dieAfter(point);
      life(logs, point).drain();
      assertThat(logs.outputs()).as("stopped after " + point).isEqualTo(undisturbed.outputs());
      assertThat(logs.statuses()).as("stopped after " + point).isEqualTo(undisturbed.statuses());
    }
  }

  private static StageSimulation<ActivationBlock, BeatBlock> life(
      StageLogs<ActivationBlock, BeatBlock> logs, long seed) {
    return new StageSimulation<>(STAGE, logs, seed, StageSimulation.LIMITS, List::of);
  }

  @Test
  void refusesANetworkThatHasNotTheOutputsOfItsDecoder() {
    assertThatThrownBy(
            () ->
                MachineContract.run(
                    STAGE, blocks(1, List.of("pulse-0", "pulse-1", "pulse-2", "other"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has not the outputs of its decoder");
  }

  private static List<ActivationBlock> blocks(long seed, List<String> outputs) {
    float[] rows = new float[FRAMES * 4];
    Random noise = new Random(5);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 0.05f * noise.nextFloat();
    }
    for (double at = 100; at < rows.length; at += 4 * 55.125) {
      rows[(int) at] = 0.9f;
    }
    Random random = new Random(seed);
    List<ActivationBlock> blocks = new ArrayList<>();
    for (int at = 0; at < FRAMES; ) {
      int count = Math.min(FRAMES - at, 1 + random.nextInt(500));
      blocks.add(
          ActivationBlock.newBuilder()
              .setRecordingId("r")
              .setStream("tempo")
              .setSequence(blocks.size())
              .setFirstFrame(at)
              .setFrameCount(count)
              .setOutputs(outputs)
              .setFrameRate(110.25)
              .setElementType(ElementType.F32)
              .setPayload(TensorPayload.encode(ElementType.F32, rows, at * 4, count * 4))
              .setDecoderName(DecoderName.TEMPO.text())
              .setProvenance("test")
              .setEnd(at + count == FRAMES ? End.COMPLETE : End.OPEN)
              .build());
      at += count;
    }
    return blocks;
  }
}

package org.neume.decoder.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.BeatIntervals;
import org.neume.decoder.decode.DecoderConfig;
import org.neume.decoder.decode.MeterModel;
import org.neume.decoder.decode.PeakRule;
import org.neume.decoder.decode.TempoModel;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.stage.InvalidInputException;
import org.neume.stage.testing.MachineContract;

@DisplayName("A recording's activations")
class DecoderMachineTest {
  /** Freer in tempo and bars than the defaults, so that paths agree within these short recordings. */
  private static final DecoderConfig EAGER =
      DecoderConfig.defaults()
          .withTempo(TempoModel.exponential(BeatIntervals.ofTempi(100, 55, 215), 100))
          .withMeter(new MeterModel(List.of(3, 4), 1e-3));

  private final DecoderStage stage = new DecoderStage(new ActivationDecoding.Network(EAGER));

  @Test
  @DisplayName("give the beats that were put in, numbered in bars, and their tempo")
  void beats() {
    List<BeatBlock> blocks =
        MachineContract.run(
            stage, ActivationRecordings.blocks("r", ActivationRecordings.rows(3_000, 50, 1), 1));
    List<Beat> beats = blocks.stream().flatMap(b -> b.getBeats().stream()).toList();
    assertThat(beats)
        .extracting(Beat::getFrame)
        .containsExactlyElementsOf(LongStream.range(0, 60).mapToObj(i -> i * 50 + 25).toList());
    assertThat(beats)
        .allSatisfy(
            b -> assertThat((long) b.getNumber()).isEqualTo((b.getFrame() - 25) / 50 % 4 + 1));
    BeatBlock closing = blocks.get(blocks.size() - 1);
    assertThat(closing.getEnd()).isEqualTo(End.COMPLETE);
    assertThat(closing.getTempi().get(0).getBeatsPerMinute()).isBetween(118.0, 122.0);
    assertThat(blocks.size()).as("beats leave while the recording goes on").isGreaterThan(2);
    long decided = 0;
    for (BeatBlock block : blocks) {
      assertThat(block.getFirstFrame()).isEqualTo(decided);
      decided += block.getFrameCount();
    }
    assertThat(decided).isEqualTo(3_000);
  }

  @Property(tries = 10)
  @Label("give the same blocks however they are cut")
  void chunking(@ForAll long seed, @ForAll @IntRange(min = 30, max = 100) int period) {
    float[] rows = ActivationRecordings.rows(2_500, period, seed);
    DecoderStage decoder = new DecoderStage(new ActivationDecoding.Network(EAGER));
    assertThat(MachineContract.run(decoder, ActivationRecordings.blocks("r", rows, seed)))
        .isEqualTo(MachineContract.run(decoder, ActivationRecordings.blocks("r", rows, ~seed)));
  }

  @Test
  @DisplayName("are taken over behind any block without a changed bit")
  void handover() {
    int handovers = 0;
    for (int seed = 1; seed <= 4; seed++) {
      float[] rows = ActivationRecordings.rows(2_500 + 500 * seed, 40 + 5 * seed, seed);
      handovers +=
          MachineContract.checkHandovers(stage, ActivationRecordings.blocks("r", rows, seed));
    }
    // When the decoder is sure is its own affair; that it sometimes is makes this a test.
    assertThat(handovers).isGreaterThan(5);
  }

  @Test
  @DisplayName("are picked, and taken over behind any block, by the other decoder as well")
  void peaks() {
    DecoderStage picking = new DecoderStage(new ActivationDecoding.Peaks(PeakRule.defaults()));
    List<ActivationBlock> blocks =
        ActivationRecordings.blocks("r", ActivationRecordings.rows(3_000, 50, 5), 5);
    assertThat(MachineContract.run(picking, blocks).stream().flatMap(b -> b.getBeats().stream()))
        .extracting(Beat::getFrame)
        .containsExactlyElementsOf(LongStream.range(0, 60).mapToObj(i -> i * 50 + 25).toList());
    assertThat(MachineContract.checkHandovers(picking, blocks)).isGreaterThan(5);
  }

  @Test
  @DisplayName("begun by one decoder are not gone on with by another")
  void otherDecoder() {
    List<ActivationBlock> blocks =
        ActivationRecordings.blocks("r", ActivationRecordings.rows(3_000, 50, 5), 5);
    BeatBlock begun = MachineContract.run(stage, blocks).get(0);
    DecoderStage picking = new DecoderStage(new ActivationDecoding.Peaks(PeakRule.defaults()));
    assertThatThrownBy(() -> picking.open(blocks.get(0), Map.of("beats", begun)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("other settings of the decoder");
  }

  @Test
  @DisplayName("that are aborted give the beats so far, then end with the same cause")
  void aborted() {
    List<ActivationBlock> blocks =
        new ArrayList<>(
            ActivationRecordings.blocks("r", ActivationRecordings.rows(2_000, 50, 2), 2));
    ActivationBlock last = blocks.remove(blocks.size() - 1);
    ActivationBlock before = blocks.get(blocks.size() - 1);
    blocks.add(
        Streams.ACTIVATIONS.aborted("r", "beats", last.getSequence(), "features: noise", before));
    List<BeatBlock> beats = MachineContract.run(stage, blocks);
    BeatBlock closing = beats.get(beats.size() - 1);
    assertThat(closing.getEnd()).isEqualTo(End.ABORTED);
    assertThat(closing.getCause()).isEqualTo("features: noise");
    assertThat(closing.getFirstFrame() + closing.getFrameCount()).isEqualTo(last.getFirstFrame());
    assertThat(beats.stream().mapToInt(b -> b.getBeats().size()).sum()).isGreaterThan(30);
  }

  @Test
  @DisplayName("that were aborted before they began end at once")
  void abortedAtOnce() {
    ActivationBlock only = Streams.ACTIVATIONS.aborted("r", "beats", 0, "no model", null);
    assertThat(stage.outputStreams(only)).containsExactly("beats");
    List<BeatBlock> beats = MachineContract.run(stage, List.of(only));
    assertThat(beats).hasSize(1);
    assertThat(beats.get(0).getEnd()).isEqualTo(End.ABORTED);
  }

  @Test
  @DisplayName("of a network without beats are no business of this stage")
  void otherNetworks() {
    ActivationBlock block =
        ActivationRecordings.blocks("r", ActivationRecordings.rows(200, 50, 2), 2).get(0);
    assertThat(
            stage.outputStreams(
                ActivationBlock.newBuilder(block)
                    .setStream("notes")
                    .setOutputs(List.of("onset", "frame"))
                    .build()))
        .isEmpty();
  }

  @Test
  @DisplayName("are refused with cause and remedy where they are no probabilities, or have gaps")
  void refusals() {
    ActivationBlock good =
        ActivationRecordings.blocks("r", ActivationRecordings.rows(2_000, 50, 2), 2).get(0);
    ByteBuffer payload = ByteBuffer.allocate(good.getPayload().remaining());
    payload.order(ByteOrder.LITTLE_ENDIAN).putFloat(0, Float.NaN);
    refused(ActivationBlock.newBuilder(good).setPayload(payload).build(), "NaN");
    refused(
        ActivationBlock.newBuilder(good).setFrameCount(good.getFrameCount() + 1).build(),
        "the payload has");
    refused(ActivationBlock.newBuilder(good).setFirstFrame(7).build(), "begins at frame 7");
    refused(ActivationBlock.newBuilder(good).setFrameRate(50).build(), "50.0 frames per second");
  }

  private void refused(ActivationBlock block, String cause) {
    assertThatThrownBy(() -> stage.open(block, Map.of()).apply(block))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
  }
}

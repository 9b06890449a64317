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
import org.neume.decoder.decode.DecoderChoice;
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

  private final DecoderStage stage = stage(new ActivationDecoding.Network(EAGER));

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
    DecoderStage decoder = stage(new ActivationDecoding.Network(EAGER));
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
    DecoderStage picking = stage(new ActivationDecoding.Peaks(PeakRule.defaults()));
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
    DecoderStage picking = stage(new ActivationDecoding.Peaks(PeakRule.defaults()));
    assertThatThrownBy(() -> picking.open(blocks.get(0), Map.of("beats", begun)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("begun with other settings of the decoder")
        .hasMessageContaining("decoder=dbn bars=3,4 ")
        .hasMessageContaining("decoder=peaks ");
  }

  @Test
  @DisplayName("say in every block of beats which model and which decoder made it")
  void provenance() {
    List<ActivationBlock> blocks =
        ActivationRecordings.blocks("r", ActivationRecordings.rows(3_000, 50, 5), 5);
    blocks.forEach(b -> b.setProvenance("features=f model=beats@1 sha256=0123456789ab"));
    assertThat(MachineContract.run(stage, blocks))
        .extracting(BeatBlock::getProvenance)
        .allMatch(
            text ->
                text.matches(
                    "features=f model=beats@1 sha256=0123456789ab decoder=dbn bars=3,4"
                        + " bar-length-change=0\\.001 periods=28-109/82 lambda=100\\.0"
                        + " observation-lambda=16 sharpness=1\\.25 threshold=0\\.05"
                        + " beats=[0-9a-f]{8}"));
    assertThat(stage(new ActivationDecoding.Network(DecoderConfig.defaults())))
        .extracting(other -> MachineContract.run(other, blocks).get(0).getProvenance())
        .asString()
        .contains("bar-length-change=1.0E-6");
  }

  @Test
  @DisplayName("of two makes are never mixed in one recording, before or after a restart")
  void otherModel() {
    List<ActivationBlock> blocks =
        ActivationRecordings.blocks("r", ActivationRecordings.rows(3_000, 50, 5), 5);
    BeatBlock begun = MachineContract.run(stage, blocks).get(0);
    ActivationBlock later = ActivationBlock.newBuilder(blocks.get(1)).setProvenance("new").build();
    assertThatThrownBy(() -> MachineContract.run(stage, List.of(blocks.get(0), later)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("was made by [new], those before by [test]");
    ActivationBlock first = ActivationBlock.newBuilder(blocks.get(0)).setProvenance("new").build();
    assertThatThrownBy(() -> stage.open(first, Map.of("beats", begun)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("begun with activations of another make");
  }

  @Test
  @DisplayName("get the decoder that their model folder names, unless the operator sets one")
  void named() {
    ActivationBlock plain =
        ActivationRecordings.blocks("r", ActivationRecordings.rows(200, 50, 2), 2).get(0);
    DecoderStage open = new DecoderStage(DecoderSettingsTest.settings(Map.of()).choice());
    assertThat(decoderOf(open, plain, "")).contains("decoder=dbn");
    assertThat(decoderOf(open, plain, "dbn")).contains("decoder=dbn");
    assertThat(decoderOf(open, plain, "peaks")).contains("decoder=peaks");
    DecoderStage set =
        new DecoderStage(
            DecoderSettingsTest.settings(Map.of("neume.decoder.method", "dbn")).choice());
    assertThat(decoderOf(set, plain, "peaks")).contains("decoder=dbn");
    assertThatThrownBy(() -> decoderOf(open, plain, "viterbi"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no decoder viterbi: name dbn, peaks or tempo");
    assertThat(open.outputStreams(ActivationBlock.newBuilder(plain).setDecoderName("none").build()))
        .as("a model without a decoder")
        .isEmpty();
  }

  private static String decoderOf(DecoderStage decoder, ActivationBlock block, String named) {
    ActivationBlock first =
        ActivationBlock.newBuilder(block).setDecoderName(named).setEnd(End.COMPLETE).build();
    List<BeatBlock> beats = MachineContract.run(decoder, List.of(first));
    return beats.get(beats.size() - 1).getProvenance();
  }

  private static DecoderStage stage(ActivationDecoding decoding) {
    return new DecoderStage(DecoderChoice.always(decoding));
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
    ActivationBlock only = Streams.ACTIVATIONS.aborted("r", "my-network", 0, "no model", null);
    assertThat(stage.outputStreams(only)).as("whatever its name").containsExactly("my-network");
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

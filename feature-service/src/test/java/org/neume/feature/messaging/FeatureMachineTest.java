package org.neume.feature.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.feature.signal.ConstantQConfig;
import org.neume.feature.signal.FeaturePlan;
import org.neume.feature.signal.LogBandConfig;
import org.neume.feature.signal.Representation;
import org.neume.schemas.Streams;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.SampleFormat;
import org.neume.stage.InvalidInputException;
import org.neume.stage.testing.MachineContract;

@DisplayName("A recording's audio")
class FeatureMachineTest {
  private static final int[] RATES = {44_100, 48_000, 11_025, 96_000};

  private static final Set<String> BANDS = Set.of("log-bands-81");
  private static final Set<String> CONSTANT_Q = Set.of("constant-q-48");

  /** The streams of an analysis. */
  private static final Map<String, Set<String>> NEEDS =
      Map.of(
          "beats", BANDS,
          "notes", CONSTANT_Q,
          "score", Set.of("log-bands-81", "constant-q-48"),
          "somebodys-own", BANDS);

  private static final Map<String, Representation> REPRESENTATIONS =
      Map.of("log-bands-81", LogBandConfig.DEFAULT, "constant-q-48", ConstantQConfig.DEFAULT);

  private final FeatureStage stage = new FeatureStage();

  @Property(tries = 40)
  @Label("gives the frames of the whole file, in blocks of one second, however it is cut")
  void chunking(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 3) int rate,
      @ForAll @IntRange(min = 1, max = 2) int channels,
      @ForAll @IntRange(min = 0, max = 260_000) int frames,
      @ForAll("analyses") String analysis) {
    float[] samples = Recordings.samples(frames, channels, RATES[rate], seed);
    List<FeatureBlock> blocks =
        MachineContract.run(
            new FeatureStage(), chunks(samples, channels, RATES[rate], seed, analysis));
    Map<String, List<FeatureBlock>> streams =
        blocks.stream().collect(Collectors.groupingBy(FeatureBlock::getStream));
    assertThat(streams.keySet()).isEqualTo(NEEDS.get(analysis));

    for (Map.Entry<String, List<FeatureBlock>> stream : streams.entrySet()) {
      Representation representation = REPRESENTATIONS.get(stream.getKey());
      FeaturePlan plan = new FeaturePlan(representation, RATES[rate], channels);
      List<FeatureBlock> ofStream = stream.getValue();
      assertThat(values(ofStream, representation, analysis)).isEqualTo(rounded(plan, samples));
      FeatureBlock last = ofStream.get(ofStream.size() - 1);
      assertThat(last.getFirstFrame() + last.getFrameCount()).isEqualTo(plan.frames(frames));
    }
  }

  @Provide
  Arbitrary<String> analyses() {
    return Arbitraries.of(NEEDS.keySet());
  }

  private static List<AudioChunk> chunks(
      float[] samples, int channels, int rate, long seed, String analysis) {
    return Recordings.chunks(
        "r", samples, channels, rate, SampleFormat.F32, seed, List.of(analysis));
  }

  /** The values of a stream's blocks, once their numbers and ends are what they must be. */
  private static List<Float> values(
      List<FeatureBlock> blocks, Representation representation, String analysis) {
    int perBlock = (int) representation.framesPerSecond();
    List<Float> values = new ArrayList<>();
    long next = 0;
    for (FeatureBlock block : blocks) {
      boolean last = next == blocks.size() - 1;
      assertThat(block.getSequence()).isEqualTo(next);
      assertThat(block.getFirstFrame()).isEqualTo(next * perBlock);
      assertThat(block.getFrameRate()).isEqualTo(perBlock);
      assertThat(block.getEnd()).isEqualTo(last ? End.COMPLETE : End.OPEN);
      assertThat(block.getFrameCount())
          .isBetween(last ? 0 : perBlock, last ? perBlock - 1 : perBlock);
      assertThat(block.getAnalyses()).containsExactly(analysis);
      for (float value :
          TensorPayload.decode(
              ElementType.F16, block.getPayload(), block.getFrameCount() * block.getBins())) {
        values.add(value);
      }
      next++;
    }
    return values;
  }

  private static List<Float> rounded(FeaturePlan plan, float[] samples) {
    List<Float> values = new ArrayList<>();
    for (float value : plan.extract(samples)) {
      values.add(TensorPayload.rounded(ElementType.F16, value));
    }
    return values;
  }

  @Property(tries = 20)
  @Label("is taken over behind any block of any stream without a changed bit")
  void handover(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 3) int rate,
      @ForAll @IntRange(min = 1, max = 2) int channels,
      @ForAll("analyses") String analysis) {
    float[] samples = Recordings.samples(4 * RATES[rate], channels, RATES[rate], seed);
    int handovers =
        MachineContract.checkHandovers(
            new FeatureStage(), chunks(samples, channels, RATES[rate], seed, analysis));
    assertThat(handovers).isGreaterThanOrEqualTo(analysis.equals("score") ? 7 : 3);
  }

  @Provide
  Arbitrary<String> further() {
    return Arbitraries.of("tempo", "multipitch", "pitch", "pitch-classic");
  }

  @Property(tries = 12)
  @Label(
      "gives tempo, multipitch and single notes the same blocks, however it is cut and taken over")
  void further(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 3) int rate,
      @ForAll @IntRange(min = 1, max = 2) int channels,
      @ForAll("further") String analysis) {
    float[] samples = Recordings.samples(3 * RATES[rate], channels, RATES[rate], seed);
    List<AudioChunk> chunks = chunks(samples, channels, RATES[rate], seed, analysis);
    assertThat(MachineContract.run(new FeatureStage(), chunks))
        .isEqualTo(
            MachineContract.run(
                new FeatureStage(), chunks(samples, channels, RATES[rate], ~seed, analysis)));
    assertThat(MachineContract.checkHandovers(new FeatureStage(), chunks)).isPositive();
  }

  @Test
  @DisplayName("is passed on for the analyses that its first chunk names, whatever later ones say")
  void laterAnalyses() {
    List<AudioChunk> chunks =
        Recordings.chunks(
            "r", Recordings.samples(130_000, 1, 44_100, 5), 1, 44_100, SampleFormat.F32, 5);
    List<AudioChunk> changed = new ArrayList<>(chunks.subList(0, 1));
    chunks.stream()
        .skip(1)
        .map(c -> AudioChunk.newBuilder(c).setAnalyses(List.of("notes")).build())
        .forEach(changed::add);
    assertThat(MachineContract.run(stage, changed)).isEqualTo(MachineContract.run(stage, chunks));
    assertThat(MachineContract.checkHandovers(stage, changed)).isPositive();
  }

  @Test
  @DisplayName("keeps each record far below the limit of 256 KiB")
  void recordSize() {
    for (String analysis : NEEDS.keySet()) {
      assertThat(
              MachineContract.run(
                  stage, chunks(Recordings.samples(96_000, 1, 48_000, 5), 1, 48_000, 5, analysis)))
          .allSatisfy(b -> assertThat(b.getPayload().remaining()).isLessThanOrEqualTo(43_200));
    }
  }

  @Test
  @DisplayName("that is empty gives one empty closing block")
  void empty() {
    List<FeatureBlock> blocks =
        MachineContract.run(
            stage, Recordings.chunks("r", new float[0], 1, 44_100, SampleFormat.PCM16, 1));
    assertThat(blocks).hasSize(1);
    assertThat(blocks.get(0).getEnd()).isEqualTo(End.COMPLETE);
    assertThat(blocks.get(0).getFrameCount()).isZero();
  }

  @Test
  @DisplayName("that is aborted gives what there is, then ends with the same cause")
  void aborted() {
    List<AudioChunk> chunks =
        new ArrayList<>(
            Recordings.chunks(
                "r", Recordings.samples(100_000, 1, 44_100, 1), 1, 44_100, SampleFormat.F32, 1));
    AudioChunk last = chunks.remove(chunks.size() - 1);
    AudioChunk before = chunks.get(chunks.size() - 1);
    chunks.add(Streams.AUDIO.aborted("r", "audio", last.getSequence(), "the cable broke", before));
    List<FeatureBlock> blocks = MachineContract.run(stage, chunks);
    FeatureBlock closing = blocks.get(blocks.size() - 1);
    assertThat(closing.getEnd()).isEqualTo(End.ABORTED);
    assertThat(closing.getCause()).isEqualTo("the cable broke");
    assertThat(closing.getFirstFrame() + closing.getFrameCount())
        .isEqualTo((last.getFirstFrame() + 440) / 441);
  }

  @Test
  @DisplayName("is refused with cause and remedy where it is no audio")
  void refusals() {
    AudioChunk good =
        Recordings.chunks(
                "r", Recordings.samples(30_000, 2, 44_100, 3), 2, 44_100, SampleFormat.F32, 3)
            .get(0);
    refused(AudioChunk.newBuilder(good).setSampleRate(1).build(), "sample rate is 1 Hz");
    refused(AudioChunk.newBuilder(good).setChannels(0).build(), "0 channels");
    refused(AudioChunk.newBuilder(good).setFrameCount(-1).build(), "-1 frames");
    refused(
        AudioChunk.newBuilder(good).setFrameCount(0).setPayload(ByteBuffer.allocate(0)).build(),
        "only the last chunk may be empty");
    refused(
        AudioChunk.newBuilder(good).setFrameCount(good.getFrameCount() + 1).build(),
        "the payload has");
    refused(AudioChunk.newBuilder(good).setFrameCount(Integer.MAX_VALUE).build(), "chunk 0");
    ByteBuffer notANumber = ByteBuffer.allocate(good.getPayload().remaining());
    notANumber.order(java.nio.ByteOrder.LITTLE_ENDIAN).putFloat(4, Float.NaN);
    refused(AudioChunk.newBuilder(good).setPayload(notANumber).build(), "NaN");
    refused(AudioChunk.newBuilder(good).setFirstFrame(5).build(), "begins at sample 5");
  }

  @Test
  @DisplayName("is on one stream: the others are refused before they make features")
  void streams() {
    AudioChunk good =
        Recordings.chunks(
                "r", Recordings.samples(30_000, 1, 44_100, 3), 1, 44_100, SampleFormat.F32, 3)
            .get(0);
    assertThat(stage.outputStreams(good)).containsExactly("log-bands-81");
    assertThatThrownBy(
            () -> stage.outputStreams(AudioChunk.newBuilder(good).setStream("other").build()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("on the stream audio alone");
  }

  @Test
  @DisplayName("is refused where its format changes or samples are missing")
  void refusedLater() {
    List<AudioChunk> chunks =
        Recordings.chunks(
            "r", Recordings.samples(40_000, 1, 8_000, 3), 1, 8_000, SampleFormat.PCM16, 3);
    var machine = stage.open(chunks.get(0), Map.of());
    machine.apply(chunks.get(0));
    AudioChunk second = chunks.get(1);
    assertThatThrownBy(
            () -> machine.apply(AudioChunk.newBuilder(second).setSampleRate(16_000).build()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("PCM16 at 16000 Hz");
    assertThatThrownBy(
            () ->
                machine.apply(
                    AudioChunk.newBuilder(second)
                        .setFirstFrame(second.getFirstFrame() + 1)
                        .build()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("comes next");
  }

  private void refused(AudioChunk chunk, String cause) {
    assertThatThrownBy(() -> stage.open(chunk, Map.of()).apply(chunk))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
  }
}

package org.neume.stage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;

/**
 * A stage with the shape of a real one and no mathematics: two output streams, which make one block
 * of every 2 or 3 inputs out of the checksum of those inputs, 3 earlier ones and 1 later one.
 */
final class ToyStage implements StageDefinition<AudioChunk, FeatureBlock> {
  static final String NAME = "toy";
  static final Map<String, Integer> STRIDES = Map.of("by-two", 2, "by-three", 3);
  static final int BEFORE = 3;
  static final byte POISON = (byte) 0xEE;
  static final byte LATE_POISON = (byte) 0xDD;

  private final Function<FeatureBlock, CompletionStage<FeatureBlock>> computer;
  private final BooleanSupplier together;

  /** A stage whose blocks are computed elsewhere, in their own time. */
  ToyStage(Function<FeatureBlock, CompletionStage<FeatureBlock>> computer) {
    this(computer, () -> false);
  }

  /**
   * The same.
   *
   * @param together whether what the next input completes is one emission, of however many records,
   *     or one for each
   */
  ToyStage(
      Function<FeatureBlock, CompletionStage<FeatureBlock>> computer, BooleanSupplier together) {
    this.computer = computer;
    this.together = together;
  }

  /** One emission of all these records, which may be none. */
  private static <O> Emission<O> joined(List<Emission<O>> emissions, long releases) {
    CompletionStage<List<O>> records = CompletableFuture.completedFuture(List.of());
    for (Emission<O> emission : emissions) {
      records =
          records.thenCombine(
              emission.records(),
              (before, next) -> Stream.concat(before.stream(), next.stream()).toList());
    }
    return new Emission<>(records, releases);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StreamType<AudioChunk> input() {
    return Streams.AUDIO;
  }

  @Override
  public StreamType<FeatureBlock> output() {
    return Streams.FEATURES;
  }

  @Override
  public Set<String> outputStreams(AudioChunk first) {
    if (!first.getStream().equals("audio")) {
      throw new InvalidInputException("the stream %s: use audio".formatted(first.getStream()));
    }
    return first.getAnalyses().isEmpty() ? Set.of() : STRIDES.keySet();
  }

  @Override
  public RecordingMachine<AudioChunk, FeatureBlock> open(
      AudioChunk first, Map<String, FeatureBlock> lastOutputs) {
    return new Machine(first, lastOutputs);
  }

  private static int stride(String stream) {
    return STRIDES.getOrDefault(stream, 1);
  }

  private final class Machine implements RecordingMachine<AudioChunk, FeatureBlock> {
    private final String recordingId;
    private final TreeMap<Long, byte[]> inputs = new TreeMap<>();
    private final TreeMap<String, Long> nextBlocks = new TreeMap<>();

    Machine(AudioChunk first, Map<String, FeatureBlock> lastOutputs) {
      recordingId = first.getRecordingId();
      STRIDES.forEach(
          (stream, stride) -> {
            FeatureBlock last = lastOutputs.get(stream);
            if (last == null || last.getEnd() == End.OPEN) {
              nextBlocks.put(stream, last == null ? 0 : last.getSequence() + 1);
            }
          });
      if (first.getSequence() > Math.max(0, needed())) {
        throw new InvalidInputException(
            "input %d is needed, the log starts at %d".formatted(needed(), first.getSequence()));
      }
    }

    private long needed() {
      return nextBlocks.entrySet().stream()
          .mapToLong(e -> Math.max(0, e.getValue() * stride(e.getKey()) - BEFORE))
          .min()
          .orElse(Long.MAX_VALUE);
    }

    @Override
    public List<Emission<FeatureBlock>> apply(AudioChunk input) {
      byte[] bytes = new byte[input.getPayload().remaining()];
      input.getPayload().duplicate().get(bytes);
      if (bytes.length > 0 && bytes[0] == POISON) {
        throw new InvalidInputException("poison: drink water");
      }
      if (bytes.length > 0) {
        inputs.put(input.getSequence(), bytes);
      }
      boolean over = input.getEnd() != End.OPEN;
      long have = input.getSequence() + (bytes.length > 0 ? 1 : 0);
      List<Emission<FeatureBlock>> emissions = new ArrayList<>();
      for (String stream : List.copyOf(nextBlocks.keySet())) {
        int stride = stride(stream);
        while (nextBlocks.containsKey(stream)) {
          long block = nextBlocks.getOrDefault(stream, 0L);
          long first = block * stride;
          if (!over && have <= first + stride) {
            break;
          }
          boolean last = over && have <= first + stride;
          FeatureBlock record =
              block(
                  stream,
                  block,
                  (int) Math.max(0, Math.min(stride, have - first)),
                  last ? input.getEnd() : End.OPEN,
                  last ? input.getCause() : null);
          if (last) {
            nextBlocks.remove(stream);
          } else {
            nextBlocks.put(stream, block + 1);
          }
          CompletionStage<FeatureBlock> result =
              bytes.length > 0 && bytes[0] == LATE_POISON
                  ? computer
                      .apply(record)
                      .thenApply(
                          r -> {
                            throw new InvalidInputException("evaporated: try again");
                          })
                  : computer.apply(record);
          emissions.add(Emission.later(result, needed()));
        }
      }
      inputs.headMap(needed() == Long.MAX_VALUE ? Long.MAX_VALUE : needed()).clear();
      return together.getAsBoolean() ? List.of(joined(emissions, needed())) : emissions;
    }

    private FeatureBlock block(
        String stream,
        long block,
        int count,
        End end,
        @org.jspecify.annotations.Nullable String cause) {
      int stride = stride(stream);
      CRC32 crc = new CRC32();
      inputs
          .subMap(block * stride - BEFORE, block * stride + stride + 1)
          .forEach(
              (sequence, bytes) -> {
                crc.update(sequence.byteValue());
                crc.update(bytes);
              });
      return FeatureBlock.newBuilder()
          .setRecordingId(recordingId)
          .setStream(stream)
          .setSequence(block)
          .setFirstFrame(block * stride)
          .setFrameCount(count)
          .setBins(1)
          .setFrameRate(1)
          .setElementType(ElementType.F32)
          .setPayload(ByteBuffer.allocate(8).putLong(crc.getValue()).flip())
          .setEnd(end)
          .setCause(cause)
          .build();
    }
  }

  /** One input of a recording. */
  static AudioChunk chunk(String recordingId, long sequence, int content, End end) {
    return AudioChunk.newBuilder()
        .setRecordingId(recordingId)
        .setStream("audio")
        .setSequence(sequence)
        .setFirstFrame(sequence)
        .setFrameCount(1)
        .setSampleRate(1)
        .setChannels(1)
        .setFormat(org.neume.schemas.record.SampleFormat.PCM16)
        .setPayload(ByteBuffer.wrap(new byte[] {(byte) content, (byte) (content >> 8)}))
        .setAnalyses(List.of("toy"))
        .setEnd(end)
        .build();
  }
}

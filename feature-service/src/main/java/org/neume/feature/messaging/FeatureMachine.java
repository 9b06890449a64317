package org.neume.feature.messaging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neume.feature.signal.FeaturePlan;
import org.neume.feature.signal.UnusableAudioException;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;

/**
 * One recording's audio to blocks of features, one stream for each representation.
 *
 * <p>Each stream has blocks, numbers and a place to go on of its own; a chunk is released when no
 * stream needs it any more. The blocks, every bit of them, depend on the samples alone, however they
 * were cut into chunks. Confined to one thread at a time.
 */
final class FeatureMachine implements RecordingMachine<AudioChunk, FeatureBlock> {
  private final AudioChunk first;
  private final List<BlockWriter> writers = new ArrayList<>();
  private final ChunkSpans spans = new ChunkSpans();
  private long position;

  /**
   * Opens a recording.
   *
   * @param first the first chunk to come
   * @param streams the representations that the recording needs
   * @param plans the way to each representation from audio like this
   * @param last the last block of each stream in the log that has one
   * @param analyses what the recording was published for; the blocks pass it on
   * @throws InvalidInputException if the chunks begin too late to go on behind {@code last}
   */
  FeatureMachine(
      AudioChunk first,
      List<FeatureStream> streams,
      Function<FeatureStream, FeaturePlan> plans,
      Map<String, FeatureBlock> last,
      List<String> analyses) {
    this.first = withoutPayload(first);
    position = first.getFirstFrame();
    List<String> names = streams.stream().map(FeatureStream::name).toList();
    for (FeatureStream stream : streams) {
      FeatureBlock before = last.get(stream.name());
      if (before == null || before.getEnd() == End.OPEN) {
        writers.add(open(stream, plans.apply(stream), before, analyses, names));
      }
    }
  }

  private BlockWriter open(
      FeatureStream stream,
      FeaturePlan plan,
      @Nullable FeatureBlock last,
      List<String> analyses,
      List<String> representations) {
    long needed = BlockWriter.firstSampleNeeded(stream, plan, last);
    if (position < 0 || position > needed) {
      throw new InvalidInputException(
          "the log begins at sample %d of this recording, %d is needed: publish it again under a new id"
              .formatted(position, needed));
    }
    return new BlockWriter(
        stream, plan, first.getRecordingId(), analyses, representations, last, position);
  }

  @Override
  public List<Emission<FeatureBlock>> apply(AudioChunk chunk) {
    AudioCheck.follows(chunk, first, position);
    spans.add(chunk.getSequence(), chunk.getFirstFrame());
    List<Emission<FeatureBlock>> emissions = new ArrayList<>();
    Consumer<FeatureBlock> emit = block -> emissions.add(Emission.of(block, released()));
    float[] samples = AudioCheck.samples(chunk);
    try {
      for (BlockWriter writer : writers) {
        writer.push(samples, chunk.getFrameCount(), emit);
      }
    } catch (UnusableAudioException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
    position += chunk.getFrameCount();
    if (chunk.getEnd() != End.OPEN) {
      close(chunk, emissions);
    }
    return emissions;
  }

  /** Nothing is released before the last stream is closed: each of them may have to be again. */
  private void close(AudioChunk chunk, List<Emission<FeatureBlock>> emissions) {
    List<FeatureBlock> blocks = new ArrayList<>();
    long released = released();
    for (BlockWriter writer : writers) {
      writer.finish(chunk.getEnd(), chunk.getCause(), blocks::add);
    }
    for (int i = 0; i < blocks.size(); i++) {
      boolean last = i == blocks.size() - 1;
      emissions.add(Emission.of(blocks.get(i), last ? chunk.getSequence() + 1 : released));
    }
  }

  /** The chunk from which on some stream needs the audio. */
  private long released() {
    long needed = Long.MAX_VALUE;
    for (BlockWriter writer : writers) {
      needed = Math.min(needed, writer.firstSampleNeeded());
    }
    return spans.holding(needed);
  }

  private static AudioChunk withoutPayload(AudioChunk chunk) {
    return AudioChunk.newBuilder(chunk).setPayload(ByteBuffer.allocate(0)).build();
  }
}

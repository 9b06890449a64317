package org.neume.cli;

import java.util.ArrayList;
import java.util.List;
import org.neume.schemas.PcmPayload;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.SampleFormat;

/** Mono samples at {@link TestAudio#RATE} as somebody publishes them. */
final class TestRecording {
  private final String id;
  private final float[] samples;
  private final int chunkFrames;
  private final boolean abandoned;

  /**
   * A recording that asks for beats.
   *
   * @param id the Kafka key
   * @param samples full scale is -1 to 1
   * @param chunkFrames sample frames in each record but the last
   * @param abandoned whether the publisher dies halfway, without a closing record
   */
  TestRecording(String id, float[] samples, int chunkFrames, boolean abandoned) {
    this.id = id;
    this.samples = samples;
    this.chunkFrames = chunkFrames;
    this.abandoned = abandoned;
  }

  String id() {
    return id;
  }

  /** The records, in order. */
  List<AudioChunk> chunks() {
    List<AudioChunk> chunks = new ArrayList<>();
    int end = abandoned ? samples.length / 2 : samples.length;
    for (int at = 0; at < end; at += chunkFrames) {
      chunks.add(chunk(chunks.size(), at, Math.min(chunkFrames, end - at), End.OPEN));
    }
    if (!abandoned) {
      chunks.add(chunk(chunks.size(), end, 0, End.COMPLETE));
    }
    return chunks;
  }

  private AudioChunk chunk(long sequence, int from, int count, End end) {
    return AudioChunk.newBuilder()
        .setRecordingId(id)
        .setStream("audio")
        .setSequence(sequence)
        .setFirstFrame(from)
        .setFrameCount(count)
        .setSampleRate(TestAudio.RATE)
        .setChannels(1)
        .setFormat(SampleFormat.PCM16)
        .setPayload(PcmPayload.encode(SampleFormat.PCM16, samples, from, count))
        .setAnalyses(List.of("beats"))
        .setEnd(end)
        .build();
  }
}

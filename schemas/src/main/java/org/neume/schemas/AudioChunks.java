package org.neume.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.SampleFormat;

/** Chunks of raw audio. Stateless. */
final class AudioChunks implements StreamType<AudioChunk> {
  @Override
  public Class<AudioChunk> recordClass() {
    return AudioChunk.class;
  }

  @Override
  public String recordingId(AudioChunk record) {
    return record.getRecordingId();
  }

  @Override
  public String stream(AudioChunk record) {
    return record.getStream();
  }

  @Override
  public long sequence(AudioChunk record) {
    return record.getSequence();
  }

  @Override
  public End end(AudioChunk record) {
    return record.getEnd();
  }

  @Override
  public @Nullable String cause(AudioChunk record) {
    return record.getCause();
  }

  @Override
  public double endSeconds(AudioChunk record) {
    return Streams.seconds(record.getFirstFrame() + record.getFrameCount(), record.getSampleRate());
  }

  @Override
  public AudioChunk position(AudioChunk record) {
    return AudioChunk.newBuilder()
        .setRecordingId(record.getRecordingId())
        .setStream(record.getStream())
        .setSequence(record.getSequence())
        .setFirstFrame(record.getFirstFrame())
        .setFrameCount(record.getFrameCount())
        .setSampleRate(record.getSampleRate())
        .setChannels(record.getChannels())
        .setFormat(record.getFormat())
        .setPayload(Streams.nothing())
        .setAnalyses(record.getAnalyses())
        .setEnd(record.getEnd())
        .setCause(record.getCause())
        .build();
  }

  @Override
  public AudioChunk aborted(
      String recordingId,
      String stream,
      long sequence,
      String cause,
      @Nullable AudioChunk previous) {
    return AudioChunk.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setFirstFrame(previous == null ? 0 : previous.getFirstFrame() + previous.getFrameCount())
        .setFrameCount(0)
        .setSampleRate(previous == null ? 44_100 : previous.getSampleRate())
        .setChannels(previous == null ? 1 : previous.getChannels())
        .setFormat(previous == null ? SampleFormat.PCM16 : previous.getFormat())
        .setPayload(Streams.nothing())
        .setAnalyses(previous == null ? List.of() : previous.getAnalyses())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .build();
  }
}

package org.neume.gateway.intake;

import java.io.IOException;
import java.util.List;
import org.neume.media.AudioSource;
import org.neume.schemas.PcmPayload;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.SampleFormat;

/**
 * Cuts an audio source into the numbered records of the audio topic: half a second each, or less
 * where that many channels would pass the record limit; then one closing record without audio.
 *
 * <p>Behind Kafka and without it the same chunks are made here, so both ways decode the same bytes.
 * Confined to one thread; the caller closes the source.
 */
public final class ChunkReader {
  /** Payload bytes of a chunk at most: room for the other fields under Invariant 8's 256 KiB. */
  static final int MOST_BYTES = 192 * 1024;

  private final AudioSource source;
  private final String recordingId;
  private final List<String> analyses;
  private final SampleFormat format;
  private final float[] buffer;
  private long sequence;
  private long frames;

  /**
   * Reads one recording.
   *
   * @param recordingId the Kafka key
   * @param analyses the analyses to ask for, for example {@code beats}
   * @param format how samples travel: PCM16 is lossless for 16-bit files and half as large
   */
  public ChunkReader(
      AudioSource source, String recordingId, List<String> analyses, SampleFormat format) {
    this.source = source;
    this.recordingId = recordingId;
    this.analyses = List.copyOf(analyses);
    this.format = format;
    int channels = source.format().channels();
    int fitting = MOST_BYTES / (channels * PcmPayload.sampleBytes(format));
    this.buffer = new float[Math.min(source.format().sampleRate() / 2, fitting) * channels];
  }

  /**
   * The next chunk; the one with end COMPLETE is the last, after which this must not be called.
   *
   * @throws IOException if the source is damaged; {@link #aborted} then makes the closing record
   */
  public AudioChunk next() throws IOException {
    int read = source.read(buffer);
    AudioChunk chunk = chunk(Math.max(read, 0), read < 0 ? End.COMPLETE : End.OPEN);
    sequence++;
    frames += chunk.getFrameCount();
    return chunk;
  }

  /** The closing record of a recording that cannot be read to its end. */
  public AudioChunk aborted(String cause) {
    return Streams.AUDIO.aborted(recordingId, "audio", sequence, cause, chunk(0, End.OPEN));
  }

  /** Seconds read so far. */
  public double seconds() {
    return (double) frames / source.format().sampleRate();
  }

  private AudioChunk chunk(int count, End end) {
    int channels = source.format().channels();
    return AudioChunk.newBuilder()
        .setRecordingId(recordingId)
        .setStream("audio")
        .setSequence(sequence)
        .setFirstFrame(frames)
        .setFrameCount(count)
        .setSampleRate(source.format().sampleRate())
        .setChannels(channels)
        .setFormat(format)
        .setPayload(PcmPayload.encode(format, buffer, 0, count * channels))
        .setAnalyses(analyses)
        .setEnd(end)
        .build();
  }
}

package org.neume.gateway.result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.format.ClickTrack;
import org.neume.gateway.intake.AudioTail;
import org.neume.schemas.Lane;
import org.neume.schemas.PcmPayload;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.SampleFormat;

/**
 * A recording as a wav file of 16 bits, written as it is read from its topic, whole or in part.
 * Confined to one thread.
 */
public final class WavStream {
  private static final int HEADER = 44;
  private static final int SAMPLE = 2;
  private static final long MOST = 0xFFFF_FFFFL - HEADER;

  /**
   * A recording in its topic.
   *
   * @param lanes lanes that it may be in
   * @param since a time at or before its first chunk's, in milliseconds since 1970
   */
  public record Recording(
      AudioTail audio, String recordingId, List<Lane> lanes, int partition, long since) {
    /** Copies the lanes. */
    public Recording {
      lanes = List.copyOf(lanes);
    }
  }

  private final Recording recording;
  private int sampleRate;
  private int channels;
  private long frames;

  private WavStream(Recording recording) {
    this.recording = recording;
  }

  /**
   * Looks how long a recording is that is there now.
   *
   * @return null if nothing of it is kept
   */
  public static @Nullable WavStream of(Recording recording) throws IOException {
    WavStream stream = new WavStream(recording);
    stream.each(
        chunk -> {
          if (stream.sampleRate == 0) {
            stream.sampleRate = chunk.getSampleRate();
            stream.channels = chunk.getChannels();
          }
          stream.frames += chunk.getFrameCount();
          return true;
        });
    return stream.frames == 0 ? null : stream;
  }

  private void each(AudioTail.Listener listener) throws IOException {
    recording
        .audio()
        .read(
            recording.recordingId(),
            recording.lanes(),
            recording.partition(),
            recording.since(),
            listener);
  }

  /** Whether the recording is longer than a wav file can be. */
  public boolean tooLong() {
    return bytes() > MOST;
  }

  /** Bytes of the whole file. */
  public long length() {
    return HEADER + bytes();
  }

  private long bytes() {
    return frames * channels * SAMPLE;
  }

  /**
   * Writes a part of the file.
   *
   * @param first the first byte
   * @param end the byte behind the last
   * @param beats beats to click on; null for the recording alone
   */
  public void write(OutputStream to, long first, long end, @Nullable List<AnnotatedBeat> beats)
      throws IOException {
    Window window = new Window(to, first, end);
    window.put(header());
    ClickTrack clicks = beats == null ? null : new ClickTrack(beats, sampleRate, channels);
    each(
        chunk -> {
          window.put(samples(chunk, clicks));
          return !window.full();
        });
  }

  private byte[] samples(AudioChunk chunk, @Nullable ClickTrack clicks) {
    int count = chunk.getFrameCount() * chunk.getChannels();
    ByteBuffer payload = chunk.getPayload().duplicate();
    if (clicks == null && chunk.getFormat() == SampleFormat.PCM16) {
      byte[] bytes = new byte[count * SAMPLE];
      payload.get(bytes);
      return bytes;
    }
    float[] samples = PcmPayload.decode(chunk.getFormat(), payload, count);
    if (clicks != null) {
      clicks.mix(samples, 0, chunk.getFrameCount());
    }
    ByteBuffer encoded = PcmPayload.encode(SampleFormat.PCM16, samples, 0, count);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  private byte[] header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII));
    header.putInt((int) (HEADER - 8 + bytes()));
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
    header.putInt(16).putShort((short) 1).putShort((short) channels).putInt(sampleRate);
    header.putInt(sampleRate * channels * SAMPLE);
    header.putShort((short) (channels * SAMPLE)).putShort((short) (8 * SAMPLE));
    header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) bytes());
    return header.array();
  }

  /** Passes on what lies within a part of a file. */
  private static final class Window {
    private final OutputStream to;
    private final long first;
    private final long end;
    private long position;

    Window(OutputStream to, long first, long end) {
      this.to = to;
      this.first = first;
      this.end = end;
    }

    void put(byte[] bytes) throws IOException {
      long from = Math.max(first - position, 0);
      long until = Math.min(end - position, bytes.length);
      if (from < until) {
        to.write(bytes, (int) from, (int) (until - from));
      }
      position += bytes.length;
    }

    boolean full() {
      return position >= end;
    }
  }
}

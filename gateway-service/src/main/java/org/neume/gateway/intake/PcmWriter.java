package org.neume.gateway.intake;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.PcmPayload;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingInfo;

/**
 * Cuts samples of one recording, as they arrive, into the numbered records of the audio topic. Record
 * n holds the same half second whichever gateway cuts it and however the samples came: a client that
 * goes on at another gateway makes repeats, which stages drop, and never two records that disagree.
 * Safe for use by many threads, which take turns.
 */
public final class PcmWriter {
  /** Sends chunks without waiting for the broker. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Sends a chunk.
     *
     * @param acknowledged runs once the broker has it
     * @param lost runs once it is certain that the broker does not take it
     * @throws PublishException if there is no room for it
     */
    void send(AudioChunk chunk, Runnable acknowledged, Runnable lost);
  }

  /** A client is ahead of what is here: there would be a gap. */
  public static final class GapException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long next;

    GapException(long next, String message) {
      super(message);
      this.next = next;
    }

    /** The frame that has to come next. */
    public long next() {
      return next;
    }
  }

  /** A recording has come to its longest, and was ended there. */
  public static final class TooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLongException(String message) {
      super(message);
    }
  }

  private final RecordingInfo info;
  private final long longest;
  private final Sink sink;
  private final int frameBytes;
  private final int chunkFrames;
  private final byte[] pending;
  private final AtomicLong durable;
  private int pendingBytes;
  private long sequence;
  // Frames in the chunks handed to the sink.
  private long flushed;
  private boolean over;
  private long touched = System.nanoTime();
  private volatile boolean lost;

  /**
   * Goes on behind what is in the log.
   *
   * @param last the recording's last chunk; null if there is none
   * @param longest frames of the recording at most; it is ended there
   * @param sink takes the chunks
   */
  public PcmWriter(RecordingInfo info, @Nullable AudioChunk last, long longest, Sink sink) {
    this.info = info;
    this.longest = longest;
    this.sink = sink;
    frameBytes = info.getChannels() * PcmPayload.sampleBytes(info.getFormat());
    chunkFrames = chunkFrames(info);
    pending = new byte[chunkFrames * frameBytes];
    sequence = last == null ? 0 : last.getSequence() + 1;
    over = last != null && last.getEnd() != End.OPEN;
    flushed = last == null ? 0 : last.getFirstFrame() + last.getFrameCount();
    durable = new AtomicLong(flushed);
  }

  /** Sample frames of every chunk but the last: half a second, or fewer where channels are many. */
  private static int chunkFrames(RecordingInfo info) {
    int bytes = info.getChannels() * PcmPayload.sampleBytes(info.getFormat());
    return Math.min(info.getSampleRate() / 2, ChunkReader.MOST_BYTES / bytes);
  }

  /** The frame that comes next. */
  public synchronized long next() {
    return flushed + pendingBytes / frameBytes;
  }

  /** The first frame that the broker does not have yet: a client keeps what follows it. */
  public long durable() {
    return durable.get();
  }

  /** Whether the recording is at its end. */
  public synchronized boolean over() {
    return over;
  }

  /** Whether the broker did not take what was sent: the log has to be asked where to go on. */
  public boolean lost() {
    return lost;
  }

  /** When samples came last, by {@link System#nanoTime}. */
  public synchronized long touched() {
    return touched;
  }

  /**
   * Takes samples.
   *
   * @param first the number of their first frame; what is here already is dropped
   * @param samples whole interleaved little-endian frames; read during the call only
   * @param last whether the recording ends behind them
   * @throws GapException if frames before them have not come, or they come behind the end
   * @throws TooLongException if the recording comes to its longest; what fits was taken, and it is over
   * @throws IllegalArgumentException if they are no whole frames
   */
  public synchronized void write(long first, ByteBuffer samples, boolean last)
      throws GapException, TooLongException {
    touched = System.nanoTime();
    if (lost) {
      throw new PublishException(
          "the broker did not take what was sent; ask where the samples are and go on from there",
          new IllegalStateException("samples were lost"));
    }
    requireWhole(samples.remaining());
    long end = first + samples.remaining() / frameBytes;
    if (over && end > next()) {
      throw new GapException(
          next(), "the recording has ended at frame %d: open another".formatted(next()));
    }
    if (over) {
      return;
    }
    if (first > next() || first < 0) {
      throw new GapException(
          next(), "frame %d comes next, not %d: send again from there".formatted(next(), first));
    }
    long known = Math.min(end, next()) - first;
    samples.position(samples.position() + (int) (known * frameBytes));
    boolean tooLong = end > longest;
    // Where the setting was lowered meanwhile, more is there already.
    long most = Math.max(longest, next());
    if (end > most) {
      samples.limit(samples.limit() - (int) ((end - most) * frameBytes));
    }
    // What could not be sent the last time comes first.
    flushFull();
    while (samples.hasRemaining()) {
      int taken = Math.min(samples.remaining(), pending.length - pendingBytes);
      samples.get(pending, pendingBytes, taken);
      pendingBytes += taken;
      flushFull();
    }
    if (last || tooLong) {
      finish();
    }
    if (tooLong) {
      throw new TooLongException(
          "the recording has come to its longest, %d s, and was ended there; open another"
              .formatted(longest / info.getSampleRate()));
    }
  }

  /**
   * Refuses what is cut within a frame.
   *
   * @throws IllegalArgumentException in one line
   */
  public void requireWhole(long bytes) {
    if (bytes % frameBytes != 0) {
      throw new IllegalArgumentException(
          "%d bytes are no whole frames of %d channels in %s: send whole frames of %d bytes"
              .formatted(bytes, info.getChannels(), info.getFormat(), frameBytes));
    }
  }

  /** Bytes of a frame. */
  public int frameBytes() {
    return frameBytes;
  }

  private void finish() {
    if (pendingBytes > 0) {
      flush();
    }
    AudioChunk closing = chunk(0);
    closing.setEnd(End.COMPLETE);
    sink.send(closing, () -> {}, () -> lost = true);
    over = true;
  }

  private void flushFull() {
    if (pendingBytes == pending.length) {
      flush();
    }
  }

  private void flush() {
    AudioChunk chunk = chunk(pendingBytes / frameBytes);
    long end = flushed + chunk.getFrameCount();
    sink.send(chunk, () -> acknowledged(end), () -> lost = true);
    sequence++;
    flushed = end;
    pendingBytes = 0;
  }

  private void acknowledged(long end) {
    // Behind a loss nothing counts: the log has a hole there.
    if (!lost) {
      durable.accumulateAndGet(end, Math::max);
    }
  }

  private AudioChunk chunk(int frames) {
    return AudioChunk.newBuilder()
        .setRecordingId(info.getRecordingId())
        .setStream("audio")
        .setSequence(sequence)
        .setFirstFrame(flushed)
        .setFrameCount(frames)
        .setSampleRate(info.getSampleRate())
        .setChannels(info.getChannels())
        .setFormat(info.getFormat())
        .setPayload(ByteBuffer.wrap(Arrays.copyOf(pending, frames * frameBytes)))
        .setAnalyses(List.copyOf(info.getAnalyses()))
        .setEnd(End.OPEN)
        .build();
  }
}

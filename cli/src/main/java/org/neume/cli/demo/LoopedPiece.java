package org.neume.cli.demo;

import java.util.OptionalLong;
import org.neume.media.AudioSource;
import org.neume.media.SampleFormat;

/**
 * A composed piece played again and again up to a length, so that there is a recording of any length
 * that takes the memory of one round. Confined to one thread.
 */
public final class LoopedPiece implements AudioSource {
  private final float[] samples;
  private final long frames;
  private final SampleFormat format;
  private long position;

  /**
   * A recording of one channel at {@link DemoPiece#RATE}.
   *
   * @param piece what is repeated
   * @param seconds length of the whole
   */
  public LoopedPiece(DemoPiece piece, double seconds) {
    this.samples = piece.samples();
    this.frames = Math.round(seconds * DemoPiece.RATE);
    this.format = new SampleFormat(DemoPiece.RATE, 1, OptionalLong.of(frames));
  }

  @Override
  public SampleFormat format() {
    return format;
  }

  @Override
  public int read(float[] interleaved) {
    int count = (int) Math.min(interleaved.length, frames - position);
    if (count == 0) {
      return -1;
    }
    for (int done = 0; done < count; ) {
      int at = (int) ((position + done) % samples.length);
      int piece = Math.min(count - done, samples.length - at);
      System.arraycopy(samples, at, interleaved, done, piece);
      done += piece;
    }
    position += count;
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public String name() {
    return "a piece composed here, again and again";
  }

  @Override
  public void close() {
    // Holds nothing but memory.
  }
}

package org.neume.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A stream of bare samples. An incomplete sample frame at its end is a truncation. */
final class RawSource implements AudioSource {
  private final InputStream in;
  private final String name;
  private final SampleFormat format;
  private final PcmEncoding encoding;
  private long position;
  private boolean broken;

  RawSource(InputStream in, String name, SampleFormat format, PcmEncoding encoding) {
    this.in = in;
    this.name = name;
    this.format = format;
    this.encoding = encoding;
  }

  @Override
  public SampleFormat format() {
    return format;
  }

  @Override
  public int read(float[] interleaved) throws IOException {
    int channels = format.channels();
    int frames = format.wholeFrames(interleaved) / channels;
    if (broken) {
      throw truncated();
    }
    int frameBytes = channels * encoding.bytes();
    byte[] bytes = in.readNBytes(frames * frameBytes);
    int whole = bytes.length / frameBytes;
    broken = whole * frameBytes < bytes.length;
    if (whole == 0) {
      if (broken) {
        throw truncated();
      }
      return -1;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < whole * channels; i++) {
      float value = encoding.decode(buffer);
      if (!(Math.abs(value) <= FfmpegSource.LARGEST_SAMPLE)) {
        throw new MediaException(
            MediaException.Kind.BAD_SAMPLES,
            name,
            "holds a sample that is no number or far beyond full scale (%s) at frame %d"
                .formatted(value, position + i / channels),
            "check the sample type");
      }
      interleaved[i] = value;
    }
    position += whole;
    return whole;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private MediaException truncated() {
    return new MediaException(
        MediaException.Kind.TRUNCATED,
        name,
        "ends in the middle of a sample frame",
        "check the channel count and sample type");
  }
}

package org.neume.media;

import java.io.IOException;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A recording decoded by FFmpeg: demuxer, decoder, conversion, and the checks on what comes out. */
final class FfmpegSource implements AudioSource {
  /** 120 dB above full scale: what lies beyond comes from reading bytes as the wrong type. */
  static final float LARGEST_SAMPLE = 1e6f;

  private final String name;
  private final Demuxer demuxer;
  private final Decoder decoder;
  private final SampleFormat format;
  private final Completeness completeness;
  private float[] pending = new float[0];
  private int pendingStart;
  private int pendingEnd;
  private long decoded;
  private long position;
  private boolean ended;
  private boolean closed;

  /** Takes over {@code bytes}: closes them in every case. */
  static FfmpegSource open(ByteSource bytes, String name) throws IOException {
    Ffmpeg.load();
    NativeBytes lent = new NativeBytes(bytes);
    Demuxer demuxer = null;
    Decoder decoder = null;
    try {
      demuxer = new Demuxer(lent, name);
      demuxer.chooseAudio();
      decoder = new Decoder(demuxer, name);
      return new FfmpegSource(demuxer, decoder, bytes, name);
    } catch (IOException | RuntimeException e) {
      if (decoder != null) {
        decoder.close();
      }
      if (demuxer != null) {
        demuxer.close();
      } else {
        lent.close();
      }
      throw e;
    }
  }

  private FfmpegSource(Demuxer demuxer, Decoder decoder, ByteSource bytes, String name)
      throws IOException {
    this.name = name;
    this.demuxer = demuxer;
    this.decoder = decoder;
    // Only the decoder knows rate and channels for sure: AAC may double both after its header.
    if (!decoder.next()) {
      throw nothingDecoded();
    }
    AVFrame first = decoder.frame();
    int rate = first.sample_rate();
    int channels = first.ch_layout().nb_channels();
    try {
      new SampleFormat(rate, channels, OptionalLong.empty());
    } catch (IllegalArgumentException e) {
      throw new MediaException(
          MediaException.Kind.ABSURD,
          name,
          String.valueOf(e.getMessage()),
          "correct the header, or convert it to 44,100 Hz stereo first",
          e);
    }
    completeness = Completeness.of(demuxer, bytes, rate);
    format = new SampleFormat(rate, channels, completeness.promisedFrames());
    take(first);
  }

  @Override
  public SampleFormat format() {
    return format;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public int read(float[] interleaved) throws IOException {
    if (closed) {
      throw new IOException(name + " has been closed");
    }
    int channels = format.channels();
    int wanted = format.wholeFrames(interleaved);
    int filled = 0;
    while (filled < wanted && (pendingStart < pendingEnd || refill())) {
      int n = Math.min(wanted - filled, pendingEnd - pendingStart);
      int good = copyFinite(interleaved, filled, n) / channels * channels;
      filled += good;
      pendingStart += good;
      if (good < n) {
        if (filled > 0) {
          break;
        }
        throw badSamples();
      }
    }
    if (filled == 0) {
      finish();
      return -1;
    }
    position += filled / channels;
    return filled / channels;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      decoder.close();
      demuxer.close();
    }
  }

  /** Copies up to the first value that is no sample; returns how many. */
  private int copyFinite(float[] out, int at, int count) {
    for (int i = 0; i < count; i++) {
      float x = pending[pendingStart + i];
      // Written so that NaN fails it too.
      if (!(Math.abs(x) <= LARGEST_SAMPLE)) {
        return i;
      }
      out[at + i] = x;
    }
    return count;
  }

  private boolean refill() throws IOException {
    if (ended || !decoder.next()) {
      ended = true;
      return false;
    }
    AVFrame frame = decoder.frame();
    if (frame.sample_rate() != format.sampleRate()
        || frame.ch_layout().nb_channels() != format.channels()) {
      ended = true;
      throw new MediaException(
          MediaException.Kind.DAMAGED,
          name,
          "changes from %d Hz and %d channels to %d Hz and %d channels after %.2f s"
              .formatted(
                  format.sampleRate(),
                  format.channels(),
                  frame.sample_rate(),
                  frame.ch_layout().nb_channels(),
                  seconds(position)),
          "convert it to wav first");
    }
    take(frame);
    return true;
  }

  /** Puts the frame behind as much silence as undecodable packets before it have left out. */
  private void take(AVFrame frame) {
    int channels = frame.ch_layout().nb_channels();
    long hole = demuxer.frames(decoder.takeLost(), frame.sample_rate());
    int silent = Math.toIntExact(Math.min(hole, frame.sample_rate())) * channels;
    int values = frame.nb_samples() * channels;
    long own = demuxer.frames(frame.duration(), frame.sample_rate());
    if (decoded + frame.nb_samples() > completeness.exactEnd()
        && own > 0
        && own < frame.nb_samples()) {
      values = Math.toIntExact(own) * channels;
    }
    decoded += values / channels;
    if (pending.length < silent + values) {
      pending = new float[silent + values];
    }
    java.util.Arrays.fill(pending, 0, silent, 0f);
    SampleConverter.toFloat(frame, channels, pending, silent);
    pendingStart = 0;
    pendingEnd = silent + values;
  }

  private void finish() throws MediaException {
    if (decoder.mostlyDamaged()) {
      throw new MediaException(
          MediaException.Kind.DAMAGED,
          name,
          "most of it does not decode",
          "get a sound copy of the file");
    }
    if (completeness.missing(position)) {
      throw new MediaException(
          MediaException.Kind.TRUNCATED,
          name,
          completeness.explain(position, format.sampleRate()),
          "get a complete copy of the file");
    }
  }

  private MediaException nothingDecoded() {
    boolean damaged = decoder.mostlyDamaged();
    return damaged
        ? new MediaException(
            MediaException.Kind.DAMAGED, name, "none of it decodes", "get a sound copy of the file")
        : new MediaException(
            MediaException.Kind.EMPTY,
            name,
            "has a header but no samples",
            "give a file with sound in it");
  }

  private MediaException badSamples() {
    int bad = pendingStart;
    while (Math.abs(pending[bad]) <= LARGEST_SAMPLE) {
      bad++;
    }
    return new MediaException(
        MediaException.Kind.BAD_SAMPLES,
        name,
        "holds a sample that is no number or far beyond full scale (%s) at %.3f s"
            .formatted(pending[bad], seconds(position)),
        "export it again, and check the sample type in its header");
  }

  private double seconds(long frames) {
    return (double) frames / format.sampleRate();
  }
}

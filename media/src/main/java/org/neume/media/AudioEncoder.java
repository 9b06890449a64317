package org.neume.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Writes float PCM as an mp3, m4a, ogg, opus, flac or aiff file, piece by piece: for data sets that should sound like
 * compressed recordings and for tests that need a real file of each kind. One thread at a time.
 */
public final class AudioEncoder implements Closeable {
  private static final int PCM_FRAME = 1024;
  private static final int EXPERIMENTAL = -2;

  private final Codec kind;
  private final String name;
  private final int channels;
  private final int frameSize;
  private final AVCodecContext codec;
  private final AVFormatContext container = new AVFormatContext(null);
  private final AVStream stream;
  private final AVPacket packet = av_packet_alloc();
  private final float[] waiting;
  private int waitingFrames;
  private long position;
  private boolean closed;

  /**
   * Creates or replaces the file.
   *
   * @param sampleRate Hz; one that the codec supports
   * @throws IOException when the codec refuses rate or channels, or the file cannot be written
   */
  public AudioEncoder(Path file, Codec kind, int sampleRate, int channels) throws IOException {
    this(file, kind, sampleRate, channels, Map.of());
  }

  /** As above, with options of FFmpeg's for the container. */
  AudioEncoder(
      Path file, Codec kind, int sampleRate, int channels, Map<String, String> containerOptions)
      throws IOException {
    Ffmpeg.load();
    this.kind = kind;
    this.name = file.toString();
    this.channels = channels;
    String url = "file:" + file.toAbsolutePath();
    AVCodec implementation = avcodec_find_encoder_by_name(kind.encoder);
    codec = avcodec_alloc_context3(implementation);
    codec.sample_rate(sampleRate);
    codec.sample_fmt(kind.sampleType);
    codec.bit_rate(kind.bitRate);
    codec.time_base(av_make_q(1, sampleRate));
    codec.thread_count(1);
    codec.strict_std_compliance(EXPERIMENTAL);
    av_channel_layout_default(codec.ch_layout(), channels);
    check(avformat_alloc_output_context2(container, null, kind.muxer, url), "has no container");
    if ((container.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    check(
        avcodec_open2(codec, implementation, (AVDictionary) null),
        "cannot be encoded at " + sampleRate + " Hz with " + channels + " channels");
    stream = avformat_new_stream(container, null);
    stream.time_base(codec.time_base());
    check(avcodec_parameters_from_context(stream.codecpar(), codec), "has no parameters");
    AVIOContext output = new AVIOContext(null);
    check(avio_open(output, url, AVIO_FLAG_WRITE), "cannot be created");
    container.pb(output);
    // The index first, so that an m4a can be read from a stream.
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "movflags", "+faststart", 0);
    containerOptions.forEach((option, value) -> av_dict_set(options, option, value, 0));
    int written = avformat_write_header(container, options);
    av_dict_free(options);
    check(written, "cannot be written");
    frameSize = codec.frame_size() > 0 ? codec.frame_size() : PCM_FRAME;
    waiting = new float[frameSize * channels];
  }

  /**
   * Appends {@code frames} sample frames.
   *
   * @param interleaved at least {@code frames * channels} long, -1 to 1
   */
  public void write(float[] interleaved, int frames) throws IOException {
    int done = 0;
    while (done < frames) {
      int n = Math.min(frames - done, frameSize - waitingFrames);
      System.arraycopy(
          interleaved, done * channels, waiting, waitingFrames * channels, n * channels);
      waitingFrames += n;
      done += n;
      if (waitingFrames == frameSize) {
        encodeWaiting();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (waitingFrames > 0) {
        encodeWaiting();
      }
      send(null);
      check(av_write_trailer(container), "cannot be finished");
    } finally {
      avio_closep(container.pb());
      avformat_free_context(container);
      avcodec_free_context(codec);
      av_packet_free(packet);
    }
  }

  private void encodeWaiting() throws IOException {
    AVFrame frame = av_frame_alloc();
    try {
      frame.nb_samples(waitingFrames);
      frame.format(kind.sampleType);
      frame.sample_rate(codec.sample_rate());
      av_channel_layout_default(frame.ch_layout(), channels);
      check(av_frame_get_buffer(frame, 0), "cannot be encoded");
      fill(frame);
      frame.pts(position);
      position += waitingFrames;
      waitingFrames = 0;
      send(frame);
    } finally {
      av_frame_free(frame);
    }
  }

  private void fill(AVFrame frame) {
    if (kind.sampleType == AV_SAMPLE_FMT_FLTP) {
      for (int c = 0; c < channels; c++) {
        FloatBuffer plane =
            frame
                .extended_data(c)
                .capacity(4L * waitingFrames)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < waitingFrames; i++) {
          plane.put(i, waiting[i * channels + c]);
        }
      }
    } else {
      int values = waitingFrames * channels;
      ShortBuffer packed =
          frame
              .extended_data(0)
              .capacity(2L * values)
              .asByteBuffer()
              .order(ByteOrder.nativeOrder())
              .asShortBuffer();
      for (int i = 0; i < values; i++) {
        packed.put(i, PcmEncoding.toShort(waiting[i]));
      }
    }
  }

  private void send(@Nullable AVFrame frame) throws IOException {
    check(avcodec_send_frame(codec, frame), "cannot be encoded");
    while (avcodec_receive_packet(codec, packet) == 0) {
      av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
      packet.stream_index(0);
      check(av_interleaved_write_frame(container, packet), "cannot be written");
    }
  }

  private void check(int result, String problem) throws IOException {
    if (result < 0) {
      throw new IOException(
          name
              + ": "
              + kind
              + " "
              + problem
              + " (FFmpeg error "
              + result
              + "); check the disk, the rate and the channels");
    }
  }
}

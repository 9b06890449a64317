package org.neume.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ENCRYPTION_INFO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ENCRYPTION_INIT_INFO;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/** Opens a container by its content, never by its file name, and hands out the packets of its best audio stream. */
final class Demuxer implements AutoCloseable {
  private static final int PROBE_BYTES = 1 << 20;
  private static final int DISCARD_ALL = 48;
  private static final int FAIRPLAY = tag("drms");
  private static final int COMMON_ENCRYPTION = tag("enca");
  private static final int AUDIBLE = tag("aavd");

  private final String name;
  private final NativeBytes bytes;
  private final AVFormatContext container;
  private final String containerName;
  private @Nullable AVStream stream;

  Demuxer(NativeBytes bytes, String name) throws MediaException {
    this.name = name;
    this.bytes = bytes;
    AVInputFormat format = probe();
    containerName = format.name().getString();
    container = avformat_alloc_context();
    container.pb(bytes.context());
    container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "protocol_whitelist", Ffmpeg.PROTOCOLS, 0);
    av_dict_set(options, "format_whitelist", Ffmpeg.DEMUXERS, 0);
    av_dict_set(options, "codec_whitelist", Ffmpeg.DECODERS, 0);
    // On failure FFmpeg frees the container itself.
    int opened = avformat_open_input(container, (String) null, format, options);
    av_dict_free(options);
    if (opened < 0) {
      throw unreadable();
    }
  }

  /** Chooses the audio stream; the others are skipped while reading. */
  void chooseAudio() throws MediaException {
    if (avformat_find_stream_info(container, (AVDictionary) null) < 0) {
      throw unreadable();
    }
    int index = av_find_best_stream(container, AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
    if (index < 0) {
      throw new MediaException(
          MediaException.Kind.NO_AUDIO,
          name,
          "has no sound in it",
          "give a file with an audio track");
    }
    for (int i = 0; i < container.nb_streams(); i++) {
      if (i != index) {
        container.streams(i).discard(DISCARD_ALL);
      }
    }
    stream = container.streams(index);
    refuseEncrypted();
  }

  AVCodecParameters parameters() {
    return chosen().codecpar();
  }

  AVRational timeBase() {
    return chosen().time_base();
  }

  /** FFmpeg's name of the container, {@code flac} for instance. */
  String containerName() {
    return containerName;
  }

  /** FFmpeg's name of the codec. */
  String codecName() {
    return avcodec_get_name(parameters().codec_id()).getString();
  }

  /** Sample frames that the container promises at this rate; absent where it is only a guess from the bit rate. */
  OptionalLong promisedFrames(int sampleRate) {
    AVStream s = chosen();
    if (s.duration() == AV_NOPTS_VALUE
        || s.duration() <= 0
        || container.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(frames(s.duration(), sampleRate));
  }

  /** Converts from the stream's time base. */
  long frames(long duration, int sampleRate) {
    AVRational base = timeBase();
    return Math.round((double) duration * base.num() / base.den() * sampleRate);
  }

  /** The next packet of the audio stream, or false at the end. The caller unreferences it. */
  boolean next(AVPacket packet) throws MediaException {
    while (true) {
      int read = av_read_frame(container, packet);
      if (read < 0) {
        IOException failure = bytes.failure();
        if (failure != null) {
          throw readFailed(failure);
        }
        // A demuxer that stumbles over damage ends there, like one at the end; the promised length
        // tells them apart.
        return false;
      }
      if (packet.stream_index() == chosen().index()) {
        if (isEncrypted(packet)) {
          throw encrypted();
        }
        return true;
      }
      org.bytedeco.ffmpeg.global.avcodec.av_packet_unref(packet);
    }
  }

  @Override
  public void close() throws IOException {
    if (!container.isNull()) {
      avformat_close_input(container);
    }
    bytes.close();
  }

  private AVStream chosen() {
    AVStream s = stream;
    if (s == null) {
      throw new IllegalStateException("no audio stream has been chosen yet");
    }
    return s;
  }

  private AVInputFormat probe() throws MediaException {
    AVInputFormat format = new AVInputFormat(null);
    int score =
        av_probe_input_buffer2(
            bytes.context(), format, (BytePointer) null, (Pointer) null, 0, PROBE_BYTES);
    IOException failure = bytes.failure();
    if (failure != null) {
      throw readFailed(failure);
    }
    if (score < 0 || format.isNull()) {
      throw notAudio("is not an audio file");
    }
    String found = format.name().getString();
    boolean listed =
        Arrays.stream(Ffmpeg.DEMUXERS.split(","))
            .anyMatch(d -> Arrays.asList(found.split(",")).contains(d));
    if (!listed) {
      throw notAudio("looks like " + found.replace(",", "/") + ", which is not read here");
    }
    return format;
  }

  private void refuseEncrypted() throws MediaException {
    int tag = parameters().codec_tag();
    boolean encrypted = tag == FAIRPLAY || tag == COMMON_ENCRYPTION || tag == AUDIBLE;
    for (int i = 0; i < parameters().nb_coded_side_data(); i++) {
      encrypted |=
          parameters().coded_side_data().getPointer(i).type() == AV_PKT_DATA_ENCRYPTION_INIT_INFO;
    }
    if (encrypted) {
      throw encrypted();
    }
  }

  /** Common encryption leaves the codec's name and tells with each packet how to decrypt it. */
  private static boolean isEncrypted(AVPacket packet) {
    BytePointer how =
        av_packet_get_side_data(packet, AV_PKT_DATA_ENCRYPTION_INFO, (SizeTPointer) null);
    return how != null && !how.isNull();
  }

  private MediaException encrypted() {
    return new MediaException(
        MediaException.Kind.ENCRYPTED, name, "is encrypted (DRM)", "give an unprotected copy");
  }

  private MediaException notAudio(String cause) {
    return new MediaException(
        MediaException.Kind.NOT_AUDIO,
        name,
        cause,
        "give one of " + Ffmpeg.FORMATS + ", or convert it to wav first");
  }

  private MediaException unreadable() {
    IOException failure = bytes.failure();
    if (failure != null) {
      return readFailed(failure);
    }
    return new MediaException(
        MediaException.Kind.DAMAGED,
        name,
        "its " + containerName.replace(",", "/") + " header is damaged or cut off",
        "get a complete copy of the file");
  }

  private MediaException readFailed(IOException failure) {
    return new MediaException(
        MediaException.Kind.IO,
        name,
        "cannot be read on: " + failure.getMessage(),
        "check the disk or the pipe and try again",
        failure);
  }

  private static int tag(String four) {
    return four.charAt(0) | four.charAt(1) << 8 | four.charAt(2) << 16 | four.charAt(3) << 24;
  }
}

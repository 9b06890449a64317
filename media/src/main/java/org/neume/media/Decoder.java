package org.neume.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Packets to decoded frames. FFmpeg itself drops the encoder's delay and padding where the file states them. One thread,
 * so that decoding costs what it says and is the same every time.
 */
final class Decoder implements AutoCloseable {
  private static final long MAX_SAMPLES_PER_FRAME = 1L << 20;

  private final Demuxer demuxer;
  private final AVCodecContext codec;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private boolean draining;
  private long goodPackets;
  private long badPackets;
  private long lostUnits;

  Decoder(Demuxer demuxer, String name) throws MediaException {
    this.demuxer = demuxer;
    AVCodec implementation = avcodec_find_decoder(demuxer.parameters().codec_id());
    codec = avcodec_alloc_context3(implementation);
    avcodec_parameters_to_context(codec, demuxer.parameters());
    codec.pkt_timebase(demuxer.timeBase());
    codec.thread_count(1);
    codec.max_samples(MAX_SAMPLES_PER_FRAME);
    AVDictionary options = new AVDictionary(null);
    org.bytedeco.ffmpeg.global.avutil.av_dict_set(options, "codec_whitelist", Ffmpeg.DECODERS, 0);
    int opened =
        implementation == null || implementation.isNull()
            ? -1
            : avcodec_open2(codec, implementation, options);
    org.bytedeco.ffmpeg.global.avutil.av_dict_free(options);
    if (opened < 0) {
      close();
      throw new MediaException(
          MediaException.Kind.NOT_AUDIO,
          name,
          "holds sound as " + demuxer.codecName() + ", which is not read here",
          "convert it to one of " + Ffmpeg.FORMATS);
    }
  }

  /** The next decoded frame, valid until the next call; false at the end. Packets that do not decode are passed over. */
  boolean next() throws IOException {
    while (true) {
      int received = avcodec_receive_frame(codec, frame);
      if (received == 0) {
        return true;
      }
      if (received == AVERROR_EOF()) {
        return false;
      }
      if (received != AVERROR_EAGAIN()) {
        badPackets++;
        if (draining) {
          return false;
        }
      }
      feed();
    }
  }

  /** What {@link #next} decoded. */
  AVFrame frame() {
    return frame;
  }

  /** Time-base units of packets that did not decode since the last call: a hole that must not shift what follows. */
  long takeLost() {
    long lost = lostUnits;
    lostUnits = 0;
    return lost;
  }

  /** Whether more packets failed than decoded. */
  boolean mostlyDamaged() {
    return badPackets > goodPackets;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(codec);
  }

  private void feed() throws IOException {
    if (!demuxer.next(packet)) {
      draining = true;
      avcodec_send_packet(codec, null);
      return;
    }
    int sent = avcodec_send_packet(codec, packet);
    if (sent < 0) {
      badPackets++;
      lostUnits += Math.max(0, packet.duration());
    } else {
      goodPackets++;
    }
    av_packet_unref(packet);
  }
}

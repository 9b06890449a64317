package org.neume.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;

/** Formats that {@link AudioEncoder} writes. */
public enum Codec {
  /** MPEG-1 layer III with a header that states the encoder's delay. */
  MP3("mp3", "libmp3lame", AV_SAMPLE_FMT_FLTP, 160_000),
  /** AAC-LC in an MPEG-4 container. */
  M4A("ipod", "aac", AV_SAMPLE_FMT_FLTP, 160_000),
  /** Vorbis in Ogg; two channels only. */
  OGG_VORBIS("ogg", "vorbis", AV_SAMPLE_FMT_FLTP, 160_000),
  /** Opus in Ogg; 48 kHz only. */
  OPUS("ogg", "libopus", AV_SAMPLE_FMT_S16, 128_000),
  /** Lossless, 16 bits. */
  FLAC("flac", "flac", AV_SAMPLE_FMT_S16, 0),
  /** Lossless, 16 bits, big-endian. */
  AIFF("aiff", "pcm_s16be", AV_SAMPLE_FMT_S16, 0);

  final String muxer;
  final String encoder;
  final int sampleType;
  final int bitRate;

  Codec(String muxer, String encoder, int sampleType, int bitRate) {
    this.muxer = muxer;
    this.encoder = encoder;
    this.sampleType = sampleType;
    this.bitRate = bitRate;
  }
}

package org.neume.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

/**
 * What of FFmpeg is in use. The lists are what a hostile file can reach: demuxers and decoders for sound, no protocol at
 * all (bytes come through {@link NativeBytes}), hence no playlist, no network and no other file.
 */
final class Ffmpeg {
  /** Demuxers, by FFmpeg's names. */
  static final String DEMUXERS = "wav,w64,aiff,flac,mp3,ogg,mov,aac";

  /** Decoders, by FFmpeg's names. */
  static final String DECODERS =
      "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,"
          + "pcm_f64be,pcm_alaw,pcm_mulaw,flac,alac,mp3float,mp3,mp2float,mp2,mp1float,mp1,vorbis,opus,aac";

  /** No protocol has this name. */
  static final String PROTOCOLS = "none";

  /** For messages. */
  static final String FORMATS = "wav, aiff, flac, mp3, ogg, opus, m4a";

  private Ffmpeg() {}

  /** Loads the native libraries, once, and silences what FFmpeg would print to standard error. */
  static void load() {
    av_log_set_level(AV_LOG_QUIET);
  }
}

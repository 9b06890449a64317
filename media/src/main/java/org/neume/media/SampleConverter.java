package org.neume.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_DBL;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_U8;
import static org.bytedeco.ffmpeg.global.avutil.av_get_bytes_per_sample;
import static org.bytedeco.ffmpeg.global.avutil.av_get_packed_sample_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decoded frames of any sample type, planar or packed, to interleaved float. Integers are divided by the power of two
 * that makes their most negative value -1, so 16- and 24-bit samples are exact.
 */
final class SampleConverter {
  private static final float FROM_BYTE = 1f / (1 << 7);
  private static final float FROM_SHORT = 1f / (1 << 15);
  private static final float FROM_INT = 1f / (1L << 31);

  private SampleConverter() {}

  /**
   * Writes {@code nb_samples * channels} values from {@code offset} on.
   *
   * @throws IllegalArgumentException for a sample type that no listed decoder gives
   */
  static void toFloat(AVFrame frame, int channels, float[] out, int offset) {
    int format = frame.format();
    int samples = frame.nb_samples();
    int packed = av_get_packed_sample_fmt(format);
    int width = av_get_bytes_per_sample(format);
    if (av_sample_fmt_is_planar(format) == 1) {
      for (int c = 0; c < channels; c++) {
        ByteBuffer plane = frame.extended_data(c).capacity((long) samples * width).asByteBuffer();
        convert(packed, plane, samples, out, offset + c, channels);
      }
    } else {
      int values = samples * channels;
      ByteBuffer plane = frame.extended_data(0).capacity((long) values * width).asByteBuffer();
      convert(packed, plane, values, out, offset, 1);
    }
  }

  private static void convert(
      int packed, ByteBuffer bytes, int count, float[] out, int from, int step) {
    ByteBuffer in = bytes.order(ByteOrder.nativeOrder());
    switch (packed) {
      case AV_SAMPLE_FMT_FLT -> {
        FloatBuffer values = in.asFloatBuffer();
        for (int i = 0; i < count; i++) {
          out[from + i * step] = values.get(i);
        }
      }
      case AV_SAMPLE_FMT_S16 -> {
        ShortBuffer values = in.asShortBuffer();
        for (int i = 0; i < count; i++) {
          out[from + i * step] = values.get(i) * FROM_SHORT;
        }
      }
      case AV_SAMPLE_FMT_S32 -> {
        IntBuffer values = in.asIntBuffer();
        for (int i = 0; i < count; i++) {
          out[from + i * step] = values.get(i) * FROM_INT;
        }
      }
      case AV_SAMPLE_FMT_DBL -> {
        DoubleBuffer values = in.asDoubleBuffer();
        for (int i = 0; i < count; i++) {
          out[from + i * step] = (float) values.get(i);
        }
      }
      case AV_SAMPLE_FMT_U8 -> {
        for (int i = 0; i < count; i++) {
          out[from + i * step] = ((in.get(i) & 0xFF) - 128) * FROM_BYTE;
        }
      }
      default -> throw new IllegalArgumentException("sample type " + packed + " is not known here");
    }
  }
}

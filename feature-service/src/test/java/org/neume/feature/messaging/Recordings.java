package org.neume.feature.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.neume.schemas.PcmPayload;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.SampleFormat;

/** Synthetic recordings: tones and noise, cut at random. */
final class Recordings {
  private Recordings() {}

  /** Interleaved samples of full scale 1: a tone per channel, and noise. */
  static float[] samples(int frames, int channels, int rate, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[frames * channels];
    for (int i = 0; i < samples.length; i++) {
      int frame = i / channels;
      double seconds = frame / (double) rate;
      samples[i] =
          (float)
              (0.4 * Math.sin(2 * Math.PI * 220 * (1 + i % channels) * seconds)
                  + 0.1 * random.nextGaussian());
    }
    return samples;
  }

  /** The samples as chunks of random length, up to about a quarter of a second. */
  static List<AudioChunk> chunks(
      String id, float[] samples, int channels, int rate, SampleFormat format, long seed) {
    return chunks(id, samples, channels, rate, format, seed, List.of("beats"));
  }

  /** As above, for these analyses. */
  static List<AudioChunk> chunks(
      String id,
      float[] samples,
      int channels,
      int rate,
      SampleFormat format,
      long seed,
      List<String> analyses) {
    Random random = new Random(seed);
    List<AudioChunk> chunks = new ArrayList<>();
    int frames = samples.length / channels;
    int at = 0;
    do {
      int count = Math.min(frames - at, 1 + random.nextInt(rate / 4));
      boolean last = at + count == frames && (count == 0 || random.nextBoolean());
      chunks.add(
          chunk(id, chunks.size(), at, count, samples, channels, rate, format, last, analyses));
      at += count;
    } while (chunks.get(chunks.size() - 1).getEnd() == End.OPEN);
    return chunks;
  }

  private static AudioChunk chunk(
      String id,
      int sequence,
      int at,
      int count,
      float[] samples,
      int channels,
      int rate,
      SampleFormat format,
      boolean last,
      List<String> analyses) {
    return AudioChunk.newBuilder()
        .setRecordingId(id)
        .setStream("audio")
        .setSequence(sequence)
        .setFirstFrame(at)
        .setFrameCount(count)
        .setSampleRate(rate)
        .setChannels(channels)
        .setFormat(format)
        .setPayload(PcmPayload.encode(format, samples, at * channels, count * channels))
        .setAnalyses(analyses)
        .setEnd(last ? End.COMPLETE : End.OPEN)
        .build();
  }
}

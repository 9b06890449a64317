package org.neume.deploy.faults;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.neume.schemas.PcmPayload;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.SampleFormat;

/**
 * Music that is made here: plucked chords on a drum's beat, each piece with a tempo and harmony of its
 * own. The same number gives the same samples.
 */
final class Music {
  static final int SAMPLE_RATE = 22_050;
  private static final int CHUNK = SAMPLE_RATE / 2;
  private static final int[] SCALE = {0, 2, 4, 5, 7, 9, 11};

  private Music() {}

  /** A piece, in chunks of half a second. */
  static List<AudioChunk> piece(
      String recordingId, int number, int seconds, List<String> analyses) {
    float[] samples = samples(number, seconds);
    List<AudioChunk> chunks = new ArrayList<>();
    for (int first = 0; first < samples.length; first += CHUNK) {
      int count = Math.min(CHUNK, samples.length - first);
      ByteBuffer payload = PcmPayload.encode(SampleFormat.PCM16, samples, first, count);
      boolean last = first + count == samples.length;
      chunks.add(
          AudioChunk.newBuilder()
              .setRecordingId(recordingId)
              .setStream("audio")
              .setSequence(chunks.size())
              .setFirstFrame(first)
              .setFrameCount(count)
              .setSampleRate(SAMPLE_RATE)
              .setChannels(1)
              .setFormat(SampleFormat.PCM16)
              .setPayload(payload)
              .setAnalyses(analyses)
              .setEnd(last ? End.COMPLETE : End.OPEN)
              .build());
    }
    return chunks;
  }

  /** A piece as a WAV file of one channel. */
  static byte[] file(int number, int seconds) {
    float[] samples = samples(number, seconds);
    ByteBuffer pcm = PcmPayload.encode(SampleFormat.PCM16, samples, 0, samples.length);
    ByteBuffer file = ByteBuffer.allocate(44 + pcm.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + pcm.remaining());
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(SAMPLE_RATE).putInt(2 * SAMPLE_RATE);
    file.putShort((short) 2).putShort((short) 16);
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(pcm.remaining()).put(pcm);
    return file.array();
  }

  private static float[] samples(int number, int seconds) {
    float[] samples = new float[seconds * SAMPLE_RATE];
    Random random = new Random(number);
    double beat = 60.0 / (84 + 7 * (number % 12));
    int root = 48 + number % 12;
    for (int n = 0; n * beat < seconds; n++) {
      int at = (int) Math.round(n * beat * SAMPLE_RATE);
      drum(samples, at, n % 4 == 0 ? 0.5 : 0.25, random);
      int degree = SCALE[random.nextInt(SCALE.length)];
      for (int interval : n % 4 == 0 ? new int[] {0, 4, 7} : new int[] {12}) {
        pluck(samples, at, root + degree + interval);
      }
    }
    return samples;
  }

  private static void drum(float[] samples, int at, double loudness, Random random) {
    for (int i = 0; i < SAMPLE_RATE / 10 && at + i < samples.length; i++) {
      double fade = Math.exp(-i / (0.02 * SAMPLE_RATE));
      samples[at + i] += (float) (loudness * fade * (2 * random.nextDouble() - 1));
    }
  }

  private static void pluck(float[] samples, int at, int pitch) {
    double hertz = 440 * Math.pow(2, (pitch - 69) / 12.0);
    for (int i = 0; i < SAMPLE_RATE / 2 && at + i < samples.length; i++) {
      double seconds = (double) i / SAMPLE_RATE;
      double tone = 0;
      for (int harmonic = 1; harmonic <= 4; harmonic++) {
        tone += Math.sin(2 * Math.PI * hertz * harmonic * seconds) / (harmonic * harmonic);
      }
      samples[at + i] += (float) (0.12 * tone * Math.exp(-seconds / 0.25));
    }
  }
}

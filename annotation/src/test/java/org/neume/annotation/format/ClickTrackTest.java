package org.neume.annotation.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.annotation.AnnotatedBeat;
import org.neume.media.WavWriter;

@DisplayName("The recording with clicks")
class ClickTrackTest {
  private static final int RATE = 44_100;
  private static final List<AnnotatedBeat> BEATS =
      List.of(
          new AnnotatedBeat(0.01, 1, 2, 120, 1),
          new AnnotatedBeat(0.123456, 2, 2, 120, 1),
          new AnnotatedBeat(0.25, 1, 2, 120, 1));

  @TempDir Path folder;

  @Test
  void aClickBeginsExactlyAtTheSampleOfItsBeat() {
    float[] silence = new float[RATE];
    new ClickTrack(BEATS, RATE, 1).mix(silence, 0, RATE);
    for (AnnotatedBeat beat : BEATS) {
      int at = (int) Math.round(beat.time() * RATE);
      assertThat(silence[at]).isEqualTo(ClickTrack.CLICK_GAIN);
      assertThat(silence[at - 1]).isZero();
    }
  }

  @Test
  void downbeatsSoundAnOctaveHigher() {
    float[] silence = new float[RATE];
    new ClickTrack(BEATS, RATE, 1).mix(silence, 0, RATE);
    assertThat(level(silence, 0.01, ClickTrack.DOWNBEAT_HERTZ))
        .isGreaterThan(4 * level(silence, 0.01, ClickTrack.BEAT_HERTZ));
    assertThat(level(silence, 0.123456, ClickTrack.BEAT_HERTZ))
        .isGreaterThan(4 * level(silence, 0.123456, ClickTrack.DOWNBEAT_HERTZ));
  }

  @Test
  void theCutIntoPiecesChangesNoSample() {
    float[] whole = noise(2 * 20_000);
    float[] pieces = whole.clone();
    new ClickTrack(BEATS, RATE, 2).mix(whole, 0, 20_000);
    ClickTrack track = new ClickTrack(BEATS, RATE, 2);
    int at = 0;
    for (int step = 1; at < 20_000; step = step * 3 % 1_009 + 1) {
      int frames = Math.min(step, 20_000 - at);
      track.mix(pieces, 2 * at, frames);
      at += frames;
    }
    assertThat(pieces).containsExactly(whole);
  }

  @Test
  void theWavFileIsReadByAnotherReaderWithTheSamplesInPlace() throws Exception {
    float[] silence = new float[2 * RATE];
    new ClickTrack(BEATS, RATE, 2).mix(silence, 0, RATE);
    File file = folder.resolve("click.wav").toFile();
    try (WavWriter wav = new WavWriter(file.toPath(), RATE, 2)) {
      wav.write(silence, RATE);
    }
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file)) {
      AudioFormat format = in.getFormat();
      assertThat(format.getSampleRate()).isEqualTo(RATE);
      assertThat(format.getChannels()).isEqualTo(2);
      assertThat(in.getFrameLength()).isEqualTo(RATE);
      byte[] bytes = in.readAllBytes();
      int at = 4 * (int) Math.round(0.25 * RATE);
      int sample = (bytes[at] & 0xFF) | bytes[at + 1] << 8;
      assertThat(sample / 32_768.0).isCloseTo(ClickTrack.CLICK_GAIN, within(1e-4));
      assertThat(bytes[at - 1]).isZero();
    }
  }

  /** Magnitude of one frequency over the first 5 ms behind a time. */
  private static double level(float[] samples, double time, double hertz) {
    int at = (int) Math.round(time * RATE);
    double re = 0;
    double im = 0;
    for (int i = 0; i < RATE / 200; i++) {
      double phase = 2 * Math.PI * hertz * i / RATE;
      re += samples[at + i] * Math.cos(phase);
      im += samples[at + i] * Math.sin(phase);
    }
    return Math.hypot(re, im);
  }

  private static float[] noise(int length) {
    java.util.Random random = new java.util.Random(7);
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }
    return noise;
  }
}

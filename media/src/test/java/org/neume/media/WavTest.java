package org.neume.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavTest {
  private static final double[] SAMPLES = {0, 0.5, -0.5, 0.25, -1, 0.75, -0.125, 0.0625};

  @TempDir Path folder;

  @ParameterizedTest(name = "type {0}, {1} bits, extensible: {2}")
  @CsvSource({
    "1, 8, false",
    "1, 16, false",
    "1, 24, false",
    "1, 32, false",
    "3, 32, false",
    "3, 64, false",
    "1, 16, true",
    "1, 24, true",
    "3, 32, true"
  })
  void everySampleTypeDecodesToTheExactValues(int type, int bits, boolean extensible)
      throws IOException {
    WavBytes wav = new WavBytes().type(type).bits(bits).channels(2).rate(48_000);
    byte[] file = (extensible ? wav.extensible() : wav).with(wav.encode(SAMPLES));

    for (AudioSource source :
        new AudioSource[] {
          AudioFile.open(write(file)),
          AudioFile.open(new ByteArrayInputStream(file), "standard input")
        }) {
      try (source) {
        assertThat(source.format().sampleRate()).isEqualTo(48_000);
        assertThat(source.format().channels()).isEqualTo(2);
        float[] decoded = Clicks.readAll(source, 3);
        assertThat(decoded).containsExactly(0f, 0.5f, -0.5f, 0.25f, -1f, 0.75f, -0.125f, 0.0625f);
        assertThat(source.position()).isEqualTo(4);
      }
    }
  }

  @Test
  void aBufferIsFilledToTheBrimExceptAtTheEnd() throws IOException {
    WavBytes wav = new WavBytes();
    Path file = write(wav.with(wav.encode(new double[10_000])));
    try (AudioSource source = AudioFile.open(file)) {
      assertThat(source.format().frames()).isEqualTo(OptionalLong.of(10_000));
      float[] buffer = new float[3_000];
      assertThat(source.read(buffer)).isEqualTo(3_000);
      assertThat(source.read(buffer)).isEqualTo(3_000);
      assertThat(source.read(buffer)).isEqualTo(3_000);
      assertThat(source.read(buffer)).isEqualTo(1_000);
      assertThat(source.read(buffer)).isEqualTo(-1);
      assertThat(source.read(buffer)).isEqualTo(-1);
    }
  }

  @Test
  void aSizeLeftOpenByAPipeIsNoPromise() throws IOException {
    for (long size : new long[] {0, 0x7FFFFFFFL, 0xFFFFFFFFL}) {
      WavBytes wav = new WavBytes().claimed(size);
      try (AudioSource source = AudioFile.open(write(wav.with(wav.encode(SAMPLES))))) {
        assertThat(source.format().frames()).isEmpty();
        assertThat(Clicks.readAll(source, 100)).hasSize(SAMPLES.length);
      }
    }
  }

  @Test
  void manyRecordingsAreOpenAtOnce() throws IOException {
    WavBytes wav = new WavBytes();
    Path file = write(wav.with(wav.encode(SAMPLES)));
    AudioSource[] sources = new AudioSource[40];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = AudioFile.open(file);
    }
    for (AudioSource source : sources) {
      try (source) {
        assertThat(Clicks.readAll(source, 100)).hasSize(SAMPLES.length);
      }
    }
  }

  @Test
  void whatTheWriterWritesReadsBackToHalfAStep() throws IOException {
    float[] original = Clicks.make(22_050, 2, 40_000);
    Path file = folder.resolve("written.wav");
    try (WavWriter writer = new WavWriter(file, 22_050, 2)) {
      writer.write(original, 15_000);
      float[] rest = java.util.Arrays.copyOfRange(original, 30_000, original.length);
      writer.write(rest, 25_000);
    }
    assertThat(Files.size(file)).isEqualTo(44 + 40_000 * 4);
    try (AudioSource source = AudioFile.open(file)) {
      assertThat(source.format().duration())
          .contains(Duration.ofNanos(40_000L * 1_000_000_000 / 22_050));
      float[] decoded = Clicks.readAll(source, 999);
      assertThat(decoded).hasSameSizeAs(original);
      for (int i = 0; i < decoded.length; i++) {
        assertThat(Math.abs(decoded[i] - original[i])).isLessThanOrEqualTo(0.5f / 32_768 + 1e-9f);
      }
    }
  }

  @Test
  void bareSamplesNeedOnlyTheirFormat() throws IOException {
    SampleFormat format = new SampleFormat(16_000, 2, OptionalLong.empty());
    byte[] bytes = PcmEncoding.S16.encode(new float[] {0.5f, -0.5f, 1.5f, -1.5f}, 4);
    try (AudioSource source =
        AudioFile.openRaw(new ByteArrayInputStream(bytes), "stdin", format, PcmEncoding.S16)) {
      assertThat(Clicks.readAll(source, 1)).containsExactly(0.5f, -0.5f, 32_767 / 32_768f, -1f);
    }
    byte[] floats = PcmEncoding.F32.encode(new float[] {0.5f, Float.NaN}, 2);
    try (AudioSource source =
        AudioFile.openRaw(new ByteArrayInputStream(floats), "stdin", format, PcmEncoding.F32)) {
      assertThatThrownBy(() -> source.read(new float[2]))
          .isInstanceOfSatisfying(
              MediaException.class,
              e -> assertThat(e.kind()).isEqualTo(MediaException.Kind.BAD_SAMPLES));
    }
    byte[] cut = java.util.Arrays.copyOf(bytes, 6);
    try (AudioSource source =
        AudioFile.openRaw(new ByteArrayInputStream(cut), "stdin", format, PcmEncoding.S16)) {
      assertThat(source.read(new float[10])).isEqualTo(1);
      assertThatThrownBy(() -> source.read(new float[10]))
          .hasMessageContaining("middle of a sample frame");
    }
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.wav"), bytes);
  }
}

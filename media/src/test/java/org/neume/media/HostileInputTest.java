package org.neume.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HostileInputTest {
  @TempDir Path folder;

  @Test
  void aMissingFileIsNamed() {
    refused(
        MediaException.Kind.NOT_FOUND,
        "no such file",
        () -> AudioFile.open(folder.resolve("none.mp3")));
  }

  @Test
  void aFolderIsNotAFile() {
    refused(MediaException.Kind.NOT_A_FILE, "is a folder", () -> AudioFile.open(folder));
  }

  @Test
  void anEmptyFileIsEmpty() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.mp3"));
    refused(MediaException.Kind.EMPTY, "0 bytes", () -> AudioFile.open(file));
    refused(
        MediaException.Kind.EMPTY,
        "0 bytes",
        () -> AudioFile.open(InputStream.nullInputStream(), "stdin"));
  }

  @Test
  void aHeaderWithoutSamplesIsEmpty() {
    refused(
        MediaException.Kind.EMPTY,
        "no samples",
        () -> AudioFile.open(write(new WavBytes().with(new byte[0]))));
  }

  @Test
  void aTextFileNamedMp3IsNoAudio() {
    byte[] text = "It was a dark and stormy night.\n".repeat(3000).getBytes(StandardCharsets.UTF_8);
    refused(MediaException.Kind.NOT_AUDIO, "", () -> AudioFile.open(write(text)));
  }

  @Test
  void randomBytesAreRefusedInOneLine() {
    for (int seed = 0; seed < 20; seed++) {
      byte[] noise = new byte[60_000];
      new Random(seed).nextBytes(noise);
      Throwable thrown =
          catchThrowable(
              () -> {
                try (AudioSource source = AudioFile.open(write(noise))) {
                  Clicks.readAll(source, 4096);
                }
              });
      assertThat(thrown).isInstanceOf(MediaException.class);
      assertThat(thrown.getMessage()).doesNotContain("\n");
    }
  }

  @Test
  void aPlaylistOpensNothingElse() {
    byte[] hls =
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9,\nfile:///etc/passwd\n"
            .getBytes(StandardCharsets.UTF_8);
    refused(MediaException.Kind.NOT_AUDIO, "", () -> AudioFile.open(write(hls)));
    byte[] concat = "ffconcat version 1.0\nfile '/etc/passwd'\n".getBytes(StandardCharsets.UTF_8);
    refused(MediaException.Kind.NOT_AUDIO, "", () -> AudioFile.open(write(concat)));
  }

  @Test
  void absurdHeadersSayWhatTheyClaim() {
    byte[] data = new byte[4000];
    refused(
        MediaException.Kind.ABSURD,
        "0 channels",
        () -> AudioFile.open(write(new WavBytes().channels(0).with(data))));
    refused(
        MediaException.Kind.ABSURD,
        "rate of 1 Hz",
        () -> AudioFile.open(write(new WavBytes().rate(1).with(data))));
    refused(
        MediaException.Kind.ABSURD,
        "rate of 0 Hz",
        () -> AudioFile.open(write(new WavBytes().rate(0).with(data))));
    refused(
        MediaException.Kind.ABSURD,
        "4000000000 Hz",
        () -> AudioFile.open(write(new WavBytes().rate(4_000_000_000L).with(data))));
    refused(
        MediaException.Kind.ABSURD,
        "1 Hz",
        () -> AudioFile.open(new ByteArrayInputStream(new WavBytes().rate(1).with(data)), "stdin"));
  }

  @Test
  void notANumberIsReportedAtItsPlaceAfterWhatCameBefore() throws IOException {
    WavBytes wav = new WavBytes().type(3).bits(32).channels(2).rate(8_000);
    double[] samples = new double[32_000];
    samples[16_001] = Double.NaN;
    try (AudioSource source = AudioFile.open(write(wav.with(wav.encode(samples))))) {
      float[] buffer = new float[64_000];
      assertThat(source.read(buffer)).isEqualTo(8_000);
      refused(MediaException.Kind.BAD_SAMPLES, "(NaN) at 1.000 s", () -> source.read(buffer));
    }
  }

  @Test
  void integersDeclaredAsFloatAreReported() throws IOException {
    byte[] noise = new byte[40_000];
    new Random(1).nextBytes(noise);
    refused(
        MediaException.Kind.BAD_SAMPLES,
        "far beyond full scale",
        () -> {
          try (AudioSource source =
              AudioFile.open(write(new WavBytes().type(3).bits(32).with(noise)))) {
            Clicks.readAll(source, 1000);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void aTruncatedFileDeliversWhatIsThereAndThenSaysSo(Codec codec) throws IOException {
    int rate = 48_000;
    Path whole = folder.resolve("whole");
    try (AudioEncoder encoder = new AudioEncoder(whole, codec, rate, 2)) {
      encoder.write(noise(4 * rate), 4 * rate);
    }
    byte[] bytes = Files.readAllBytes(whole);
    for (double share : new double[] {0.5, 0.9}) {
      byte[] cut = Arrays.copyOf(bytes, (int) (bytes.length * share));
      refused(MediaException.Kind.TRUNCATED, "truncated", () -> drain(write(cut)));
      try (AudioSource source = AudioFile.open(write(cut))) {
        float[] first = new float[rate];
        assertThat(source.read(first)).isEqualTo(rate / 2);
      }
    }
  }

  @Test
  void aTruncatedWavDeliversEverySampleThatIsThere() throws IOException {
    WavBytes wav = new WavBytes().claimed(88_200);
    byte[] file = wav.with(wav.encode(new double[30_000]));
    try (AudioSource source = AudioFile.open(write(file))) {
      float[] buffer = new float[50_000];
      assertThat(source.read(buffer)).isEqualTo(30_000);
      refused(MediaException.Kind.TRUNCATED, "0.68 s of the 1.00 s", () -> source.read(buffer));
    }
  }

  @Test
  void anM4aWithoutItsIndexIsCutOff() throws IOException {
    byte[] bytes = m4a();
    // Hides the index as a box of unknown type: the same bytes, but nothing to find.
    byte[] hidden = patched(bytes, "moov", "skip");
    refused(MediaException.Kind.DAMAGED, "cut off", () -> AudioFile.open(write(hidden)));
  }

  @Test
  void aFilmWithoutSoundHasNoSound() throws IOException {
    byte[] film = patched(m4a(), "soun", "vide");
    refused(MediaException.Kind.NO_AUDIO, "no sound", () -> AudioFile.open(write(film)));
  }

  @Test
  void anEncryptedFileSaysSo() throws IOException {
    byte[] bytes = m4a();
    for (String drm : new String[] {"drms", "enca", "aavd"}) {
      byte[] marked = patched(bytes, "mp4a", drm);
      refused(MediaException.Kind.ENCRYPTED, "DRM", () -> AudioFile.open(write(marked)));
    }
  }

  @Test
  void commonEncryptionSaysSoThoughTheCodecIsNamed() throws IOException {
    Path whole = folder.resolve("whole");
    Map<String, String> key =
        Map.of(
            "encryption_scheme", "cenc-aes-ctr",
            "encryption_key", "000102030405060708090a0b0c0d0e0f",
            "encryption_kid", "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
    try (AudioEncoder encoder = new AudioEncoder(whole, Codec.M4A, 44_100, 2, key)) {
      encoder.write(noise(44_100), 44_100);
    }
    refused(MediaException.Kind.ENCRYPTED, "DRM", () -> AudioFile.open(whole));
  }

  @Test
  void aHeaderThatClaimsFewerSamplesThanThereAreIsALie() throws IOException {
    WavBytes wav = new WavBytes();
    byte[] samples = wav.encode(new double[100_000]);
    refused(
        MediaException.Kind.ABSURD,
        "1,000 bytes of samples, but 199,000 more",
        () -> AudioFile.open(write(new WavBytes().claimed(1_000).with(samples))));
    // What comes behind the samples under a name of its own is no lie.
    ByteBuffer tagged = ByteBuffer.wrap(samples.clone()).order(ByteOrder.LITTLE_ENDIAN);
    tagged.position(1_000).put("junk".getBytes(StandardCharsets.US_ASCII)).putInt(198_992);
    try (AudioSource source =
        AudioFile.open(write(new WavBytes().claimed(1_000).with(tagged.array())))) {
      assertThat(Clicks.readAll(source, 4096)).hasSize(500);
    }
  }

  @Test
  void samplesThatDoNotFitIntoTheirBytesAreRefused() {
    byte[] data = new byte[4_000];
    refused(
        MediaException.Kind.ABSURD,
        "3 bits a sample",
        () -> AudioFile.open(write(new WavBytes().bits(3).with(data))));
    refused(
        MediaException.Kind.ABSURD,
        "300 channels",
        () -> AudioFile.open(write(new WavBytes().channels(300).with(data))));
  }

  @Test
  void aFailingStreamIsAnErrorOfItsOwn() {
    WavBytes wav = new WavBytes();
    byte[] start = Arrays.copyOf(wav.with(wav.encode(new double[200_000])), 200_000);
    InputStream failing =
        new SequenceInputStream(new ByteArrayInputStream(start), new PulledCable());
    refused(
        MediaException.Kind.IO,
        "the cable was pulled",
        () -> {
          try (AudioSource source = AudioFile.open(failing, "stdin")) {
            Clicks.readAll(source, 1000);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"FLAC", "MP3", "OGG_VORBIS", "OPUS", "M4A"})
  void bytesOverwrittenAtRandomNeverCrash(Codec codec) throws IOException {
    Path whole = folder.resolve("whole");
    try (AudioEncoder encoder = new AudioEncoder(whole, codec, 48_000, 2)) {
      encoder.write(noise(48_000), 48_000);
    }
    byte[] bytes = Files.readAllBytes(whole);
    Random random = new Random(7);
    for (int round = 0; round < 40; round++) {
      byte[] hit = bytes.clone();
      for (int k = 0; k < 1 + round; k++) {
        hit[random.nextInt(round % 2 == 0 ? Math.min(2000, hit.length) : hit.length)] =
            (byte) random.nextInt();
      }
      Throwable thrown = catchThrowable(() -> drain(write(hit)));
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(MediaException.class);
      }
    }
  }

  private static void refused(MediaException.Kind kind, String part, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(MediaException.class);
    assertThat(((MediaException) thrown).kind()).as(thrown.getMessage()).isEqualTo(kind);
    assertThat(thrown.getMessage()).contains(part).contains("; ").doesNotContain("\n");
  }

  private static long drain(Path file) throws IOException {
    try (AudioSource source = AudioFile.open(file)) {
      float[] buffer = new float[8192];
      while (source.read(buffer) >= 0) {
        assertThat(source.position()).isPositive();
      }
      return source.position();
    }
  }

  private byte[] m4a() throws IOException {
    Path whole = folder.resolve("whole");
    try (AudioEncoder encoder = new AudioEncoder(whole, Codec.M4A, 44_100, 2)) {
      encoder.write(noise(44_100), 44_100);
    }
    return Files.readAllBytes(whole);
  }

  /** The same bytes with the first occurrence of a box name replaced. */
  private static byte[] patched(byte[] bytes, String from, String to) {
    byte[] copy = bytes.clone();
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(from);
    assertThat(at).isPositive();
    System.arraycopy(to.getBytes(StandardCharsets.US_ASCII), 0, copy, at, 4);
    return copy;
  }

  private static float[] noise(int frames) {
    Random random = new Random(3);
    float[] x = new float[2 * frames];
    for (int i = 0; i < x.length; i++) {
      x[i] = 0.1f * (float) random.nextGaussian();
    }
    return x;
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.mp3"), bytes);
  }

  private static final class PulledCable extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the cable was pulled");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      throw new IOException("the cable was pulled");
    }
  }
}

package org.neume.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecAlignmentTest {
  /** FFmpeg's own Vorbis encoder ends on a whole block; libvorbis says where it ends. */
  private static final int VORBIS_BLOCK = 128;

  @TempDir Path folder;

  @DisplayName(
      "an encoded recording decodes to its original length, in place, at its own rate and channels")
  @ParameterizedTest(name = "{0} {1} Hz {2} channels {3} frames")
  @CsvSource({
    "FLAC, 44100, 2, 132300, 0",
    "FLAC, 96000, 6, 300001, 0",
    "AIFF, 44100, 1, 132301, 0",
    "MP3, 44100, 2, 132300, 0.02",
    "MP3, 48000, 1, 150001, 0.02",
    "MP3, 22050, 2, 70000, 0.02",
    "M4A, 44100, 2, 132300, 0.02",
    "M4A, 48000, 1, 150001, 0.02",
    "OGG_VORBIS, 44100, 2, 132300, 0.05",
    "OPUS, 48000, 2, 150001, 0.05",
    "OPUS, 48000, 1, 144000, 0.05"
  })
  void decodesInPlace(Codec codec, int rate, int channels, int frames, double tolerated)
      throws IOException {
    float[] original = Clicks.make(rate, channels, frames);
    Path file = encode(codec, rate, channels, original);

    try (AudioSource source = AudioFile.open(file)) {
      assertThat(source.format().sampleRate()).isEqualTo(rate);
      assertThat(source.format().channels()).isEqualTo(channels);
      float[] decoded = Clicks.readAll(source, 1000);
      int spare = codec == Codec.OGG_VORBIS ? VORBIS_BLOCK : 0;
      int rounding = codec == Codec.M4A ? rate / 1000 : 0;
      assertThat(decoded.length / channels).isBetween(frames - rounding, frames + spare);
      assertThat(Clicks.lag(original, decoded, channels)).isZero();
      assertThat(Clicks.relativeError(original, decoded)).isLessThanOrEqualTo(tolerated + 1e-7);
    }
  }

  @DisplayName("a stream decodes to the same samples as the file, whatever the pieces")
  @ParameterizedTest
  @CsvSource({"FLAC, 44100", "M4A, 44100", "OGG_VORBIS, 44100", "OPUS, 48000", "AIFF, 44100"})
  void streamEqualsFile(Codec codec, int rate) throws IOException {
    Path file = encode(codec, rate, 2, Clicks.make(rate, 2, 100_000));

    float[] whole;
    try (AudioSource source = AudioFile.open(file)) {
      whole = Clicks.readAll(source, 200_000);
    }
    try (AudioSource source =
        AudioFile.open(new BufferedInputStream(Files.newInputStream(file)), "standard input")) {
      float[] streamed = Clicks.readAll(source, 77);
      assertThat(streamed).hasSameSizeAs(whole);
      assertThat(Arrays.mismatch(streamed, whole)).isEqualTo(-1);
    }
  }

  private Path encode(Codec codec, int rate, int channels, float[] samples) throws IOException {
    // The wrong extension: the content alone must decide.
    Path file = folder.resolve("click track: #1 ü.txt");
    try (AudioEncoder encoder = new AudioEncoder(file, codec, rate, channels)) {
      encoder.write(samples, samples.length / channels);
    }
    return file;
  }
}

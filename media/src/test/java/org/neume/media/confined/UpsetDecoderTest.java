package org.neume.media.confined;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.neume.media.AudioSource;
import org.neume.media.MediaException;
import org.neume.media.MediaException.Kind;
import org.neume.media.SampleFormat;

/** A program in the decoder's place does what a decoder never should. */
@DisplayName("A decoding process that was upset by its input")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its places are taken by shell scripts")
class UpsetDecoderTest {
  private static final ConfinementLimits LIMITS =
      ConfinementLimits.defaults()
          .withTimes(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(1));

  @TempDir Path folder;

  @Test
  void hasRunOutOfMemoryByItsStatus() throws IOException {
    assertThat(refusal("exit 3").kind()).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  void hasComputedTooLongByItsSignal() throws IOException {
    assertThat(refusal("ulimit -c 0; kill -XCPU $$").kind()).isEqualTo(Kind.TOO_SLOW);
  }

  @Test
  void isQuotedWithItsFirstLineAndNoMore() throws IOException {
    MediaException refusal =
        refusal("head -c 3000000 /dev/zero | tr '\\0' x >&2; echo >&2; echo no >&2; exit 1");
    assertThat(refusal.kind()).isEqualTo(Kind.CRASHED);
    assertThat(refusal.getMessage())
        .contains("ended with status 1, saying: xxxx")
        .hasSizeLessThan(ErrorTail.KEPT + 300);
  }

  @Test
  void isEndedWhenItSaysNothing() throws IOException {
    assertThat(refusal("exec sleep 100").kind()).isEqualTo(Kind.TOO_SLOW);
  }

  @Test
  void reachesNothingByWhatItSays() throws IOException {
    assertThat(refusal("head -c 100000 /dev/urandom | tr '\\1\\4' '\\5\\5'").kind())
        .isEqualTo(Kind.CRASHED);
  }

  @Test
  void isMissedWhereItCannotBeStarted() throws IOException {
    DecoderLaunch none =
        new DecoderLaunch(
            folder.resolve("none"), List.of(folder), folder, Optional.empty(), Optional.empty());
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    MediaException refusal =
        (MediaException)
            catchThrowable(() -> new ConfinedDecoder(none, LIMITS).open(file, "a song"));
    assertThat(refusal.kind()).isEqualTo(Kind.IO);
    assertThat(refusal).hasMessageContaining("cannot be started");
  }

  @Test
  void thousandsOfRandomOutputsEndInExceptionsOfOurs() throws IOException {
    ByteArrayOutputStream good = new ByteArrayOutputStream();
    PcmWriter writer = new PcmWriter(good);
    writer.format(new SampleFormat(44_100, 2, OptionalLong.of(3)));
    writer.block(new float[] {0, 0.5f, -1, 1, 0.25f, 0}, 3, 2);
    writer.failed(Kind.TRUNCATED, "ends early", "get it whole");
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = good.toByteArray();
      for (int k = 0; k <= round % 5; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(bytes.length + 1);
      Throwable thrown =
          catchThrowable(
              () -> {
                PcmReader reader =
                    new PcmReader(new ByteArrayInputStream(Arrays.copyOf(bytes, length)), "x");
                int channels = reader.format().channels();
                while (reader.block(channels).hasRemaining()) {}
              });
      if (thrown != null) {
        assertThat(thrown)
            .isInstanceOfAny(MediaException.class, EOFException.class, UTFDataFormatException.class)
            .message()
            .satisfiesAnyOf(
                message -> assertThat(message).isNull(),
                message -> assertThat(message).doesNotContain("\n"));
      }
    }
  }

  private MediaException refusal(String script) throws IOException {
    Path java = folder.resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    DecoderLaunch launch =
        new DecoderLaunch(java, List.of(folder), folder, Optional.empty(), Optional.empty());
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    Throwable thrown =
        catchThrowable(
            () -> {
              try (AudioSource source = new ConfinedDecoder(launch, LIMITS).open(file, "a song")) {
                assertThat(source.read(new float[10])).isNegative();
              }
            });
    assertThat(thrown).isInstanceOf(MediaException.class).hasMessageStartingWith("a song: ");
    return (MediaException) thrown;
  }
}

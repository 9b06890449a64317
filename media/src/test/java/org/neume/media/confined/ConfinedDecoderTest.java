package org.neume.media.confined;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neume.media.AudioEncoder;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.media.Clicks;
import org.neume.media.Codec;
import org.neume.media.MediaException;
import org.neume.media.MediaException.Kind;

@DisplayName("Decoding in a process of its own")
class ConfinedDecoderTest {
  /** Libraries are unpacked once for all tests. */
  @TempDir static Path shared;

  private static final ConfinementLimits LIMITS = ConfinementLimits.defaults();
  private static DecoderLaunch launch;

  @TempDir Path folder;

  @BeforeAll
  static void findTheJars() throws IOException {
    launch = DecoderLaunch.here(shared);
  }

  @DisplayName("gives the same samples as decoding in this process, from a file and from a stream")
  @ParameterizedTest(name = "{0} {1} Hz {2} channels")
  @CsvSource({
    "FLAC, 44100, 2",
    "FLAC, 96000, 6",
    "AIFF, 44100, 1",
    "MP3, 44100, 2",
    "MP3, 22050, 2",
    "M4A, 44100, 2",
    "OGG_VORBIS, 44100, 2",
    "OPUS, 48000, 1"
  })
  void sameSamples(Codec codec, int rate, int channels) throws IOException {
    Path file = encoded(codec, rate, channels, 100_001);
    float[] ours;
    try (AudioSource source = AudioFile.open(file)) {
      ours = Clicks.readAll(source, 10_000);
    }
    try (AudioSource source = decoder(LIMITS).open(file, "a song")) {
      assertThat(source.format().sampleRate()).isEqualTo(rate);
      assertThat(source.format().channels()).isEqualTo(channels);
      same(Clicks.readAll(source, 777), ours);
      assertThat(source.position()).isEqualTo(ours.length / channels);
    }
    float[] streamed;
    try (AudioSource source =
        AudioFile.open(new BufferedInputStream(Files.newInputStream(file)), "a stream")) {
      streamed = Clicks.readAll(source, 10_000);
    }
    try (AudioSource source = decoder(LIMITS).open(Files.newInputStream(file), "a stream")) {
      same(Clicks.readAll(source, 20_000), streamed);
    }
  }

  @Test
  void whatIsNoAudioIsRefusedByTheNameThatItWasGiven() throws IOException {
    byte[] text = "It was a dark and stormy night.\n".repeat(300).getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("$(touch x); `id` '\" ü.mp3"), text);
    refused(Kind.NOT_AUDIO, "a title", () -> decoder(LIMITS).open(file, "a title"));
    refused(
        Kind.NOT_AUDIO,
        "a title",
        () -> decoder(LIMITS).open(new ByteArrayInputStream(text), "a title"));
    refused(
        Kind.EMPTY,
        "0 bytes",
        () -> decoder(LIMITS).open(Files.createFile(folder.resolve("empty")), "a title"));
    refused(
        Kind.NOT_FOUND,
        "no such file",
        () -> decoder(LIMITS).open(folder.resolve("none"), "a title"));
    assertThat(shared.resolve("work")).isEmptyDirectory();
  }

  @Test
  void randomBytesAreRefusedInOneLine() throws IOException {
    for (int seed = 0; seed < 5; seed++) {
      byte[] noise = new byte[60_000];
      new Random(seed).nextBytes(noise);
      Path file = Files.write(folder.resolve("noise"), noise);
      Throwable thrown = catchThrowable(() -> drain(decoder(LIMITS).open(file, "noise")));
      assertThat(thrown).isInstanceOf(MediaException.class).hasMessageNotContaining("\n");
    }
  }

  @Test
  void aTruncatedFileDeliversWhatIsThereAndSaysSo() throws IOException {
    byte[] whole = Files.readAllBytes(encoded(Codec.FLAC, 44_100, 2, 400_000));
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));
    float[] ours;
    try (AudioSource source = AudioFile.open(cut)) {
      ours = new float[1_000_000];
      ours = Arrays.copyOf(ours, 2 * source.read(ours));
    }
    try (AudioSource source = decoder(LIMITS).open(cut, "a song")) {
      float[] theirs = new float[1_000_000];
      same(Arrays.copyOf(theirs, 2 * source.read(theirs)), ours);
      refused(Kind.TRUNCATED, "a song", () -> source.read(theirs));
    }
  }

  @Test
  void threeHoursOfSilenceInASmallFileEndAtTheLimitWithLittleMemory() throws IOException {
    Path bomb = silence(3 * 3_600);
    assertThat(Files.size(bomb)).isLessThan(2_100_000);
    ConfinementLimits limits = LIMITS.withAudio(Duration.ofMinutes(10));
    try (AudioSource source = decoder(limits).open(bomb, "a bomb")) {
      float[] buffer = new float[100_000];
      ProcessHandle child = child();
      long peak = 0;
      Throwable thrown = null;
      while (thrown == null) {
        peak = Math.max(peak, residentKibibytes(child));
        thrown = catchThrowable(() -> source.read(buffer));
      }
      assertThat(source.position()).isEqualTo(600 * 8_000);
      assertThat(thrown)
          .hasMessage("a bomb: is longer than 10:00 min; cut it into parts, or raise the limit");
      assertThat(((MediaException) thrown).kind()).isEqualTo(Kind.TOO_LONG);
      assertThat(peak).isLessThan(140L * 1_024);
    }
    try (AudioSource source = decoder(LIMITS.withOutputBytes(400_000)).open(bomb, "a bomb")) {
      refused(Kind.TOO_LONG, "400000 bytes", () -> drain(source));
      assertThat(source.position()).isEqualTo(100_000);
    }
  }

  @Test
  void moreComputingThanAllowedIsTooSlow() throws IOException {
    Path bomb = silence(3 * 3_600);
    Duration little = Duration.ofMillis(700);
    ConfinementLimits limits = LIMITS.withTimes(little, LIMITS.silence(), LIMITS.waiting());
    refused(Kind.TOO_SLOW, "computing", () -> drain(decoder(limits).open(bomb, "a bomb")));
  }

  @Test
  void aDecoderThatIsKilledHasCrashed() throws Exception {
    Path file = silence(3_600);
    try (AudioSource source = decoder(LIMITS).open(file, "a song")) {
      assertThat(source.read(new float[1_000])).isEqualTo(1_000);
      child().destroyForcibly();
      refused(Kind.CRASHED, "signal 9", () -> drain(source));
    }
  }

  @Test
  void aDecoderThatGivesNothingIsEndedAndOneThatNobodyReadsIsNot() throws Exception {
    ConfinementLimits limits =
        LIMITS.withTimes(LIMITS.processorTime(), Duration.ofSeconds(2), LIMITS.waiting());
    try (AudioSource source = decoder(limits).open(silence(3_600), "a song")) {
      assertThat(source.read(new float[1_000])).isEqualTo(1_000);
      Thread.sleep(3_000);
      assertThat(source.read(new float[100_000])).isEqualTo(100_000);
      long stopped = child().pid();
      assertThat(new ProcessBuilder("kill", "-STOP", "" + stopped).start().waitFor()).isZero();
      refused(Kind.TOO_SLOW, "gave nothing for 2.0 s", () -> drain(source));
    }
  }

  @Test
  void anInputThatComesSlowlyIsNotTheDecodersFault() throws IOException {
    byte[] song = Files.readAllBytes(encoded(Codec.FLAC, 44_100, 2, 400_000));
    ConfinementLimits limits =
        LIMITS.withTimes(LIMITS.processorTime(), Duration.ofSeconds(2), LIMITS.waiting());
    try (AudioSource source =
        decoder(limits).open(new Pausing(new ByteArrayInputStream(song)), "a stream")) {
      assertThat(drain(source)).isEqualTo(400_000);
    }
  }

  @Test
  void anInputThatFailsIsNamedAsThat() {
    InputStream pulled =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the cable was pulled");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return read();
          }
        };
    refused(Kind.IO, "the cable was pulled", () -> decoder(LIMITS).open(pulled, "a stream"));
  }

  @Test
  void closingEndsTheProcess() throws Exception {
    ProcessHandle child;
    try (AudioSource source = decoder(LIMITS).open(silence(3_600), "a song")) {
      child = child();
      assertThat(source.read(new float[10])).isEqualTo(10);
    }
    child.onExit().get(5, TimeUnit.SECONDS);
  }

  @Test
  void theDeathOfItsParentEndsTheProcess() throws Exception {
    Path file = silence(3_600);
    Path tests =
        Path.of(OrphanMaker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String classes =
        tests
            + File.pathSeparator
            + launch.classPath().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    Process parent =
        new ProcessBuilder(
                launch.java().toString(),
                "-cp",
                classes,
                OrphanMaker.class.getName(),
                file.toString(),
                shared.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Scanner said = new Scanner(parent.getInputStream(), StandardCharsets.UTF_8)) {
      ProcessHandle orphan = ProcessHandle.of(said.nextLong()).orElseThrow();
      parent.destroyForcibly().waitFor();
      orphan.onExit().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void theProcessSeesNoEnvironmentAndNoName() throws IOException {
    Path file = silence(3_600);
    try (AudioSource source = decoder(LIMITS).open(file, "a song")) {
      assertThat(source.position()).isZero();
      Path proc = Path.of("/proc", "" + child().pid());
      assumeTrue(Files.exists(proc), "needs /proc");
      assertThat(Files.readString(proc.resolve("environ")).split("\0"))
          .containsExactlyInAnyOrder("LC_ALL=C.UTF-8", "MALLOC_ARENA_MAX=1");
      assertThat(Files.readString(proc.resolve("cmdline"))).doesNotContain("song", "silence.flac");
    }
  }

  private static ConfinedDecoder decoder(ConfinementLimits limits) {
    return new ConfinedDecoder(launch, limits);
  }

  private static ProcessHandle child() {
    List<ProcessHandle> decoders =
        ProcessHandle.current()
            .children()
            .filter(child -> child.isAlive() && !child.info().command().orElse("").isEmpty())
            .toList();
    assertThat(decoders).hasSize(1);
    return decoders.get(0);
  }

  /** What a process has in memory; 1 where the system does not tell. */
  private static long residentKibibytes(ProcessHandle process) {
    Path status = Path.of("/proc", "" + process.pid(), "status");
    List<String> lines;
    try {
      lines = Files.readAllLines(status);
    } catch (IOException e) {
      // No such file system, or the process has just ended.
      return 1;
    }
    return lines.stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(1);
  }

  private Path encoded(Codec codec, int rate, int channels, int frames) throws IOException {
    Path file = folder.resolve("click track: #1 ü.txt");
    try (AudioEncoder encoder = new AudioEncoder(file, codec, rate, channels)) {
      encoder.write(Clicks.make(rate, channels, frames), frames);
    }
    return file;
  }

  private Path silence(int seconds) throws IOException {
    Path file = folder.resolve("silence.flac");
    float[] minute = new float[60 * 8_000];
    try (AudioEncoder encoder = new AudioEncoder(file, Codec.FLAC, 8_000, 1)) {
      for (int i = 0; i < seconds / 60; i++) {
        encoder.write(minute, minute.length);
      }
    }
    return file;
  }

  private static long drain(AudioSource source) throws IOException {
    try (source) {
      float[] buffer = new float[65_536];
      int n = source.read(buffer);
      while (n >= 0) {
        n = source.read(buffer);
      }
      return source.position();
    }
  }

  private static void same(float[] one, float[] other) {
    assertThat(one).hasSameSizeAs(other);
    assertThat(Arrays.mismatch(one, other)).isEqualTo(-1);
  }

  private static void refused(Kind kind, String part, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(MediaException.class);
    assertThat(((MediaException) thrown).kind()).as(thrown.getMessage()).isEqualTo(kind);
    assertThat(thrown.getMessage()).contains(part).contains("; ").doesNotContain("\n");
  }

  /** Stops once in the middle for longer than a decoder may be silent. */
  private static final class Pausing extends FilterInputStream {
    private int left = 50_000;

    Pausing(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left > 0 && left <= length) {
        try {
          Thread.sleep(3_000);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      left -= length;
      return super.read(into, offset, length);
    }
  }
}

package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.media.WavWriter;
import org.neume.training.beats.TrainingPiece;

@DisplayName("The data builder")
class BeatDataBuilderTest {
  @TempDir private Path folder;

  private List<String> build(Path cache, double hours, long seed) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    List<String> lines = new ArrayList<>();
    synchronized (this) {
      BeatDataBuilder.build(
          data,
          List.of(),
          cache,
          FeatureMaker.LOG_BANDS,
          hours,
          seed,
          line -> {
            synchronized (lines) {
              lines.add(line);
            }
          });
    }
    return lines;
  }

  @Test
  @DisplayName("takes the beats of the user's own recordings from the tempo in their names")
  void namedTempo() throws IOException {
    Path bpm = Files.createDirectories(folder.resolve("data").resolve("bpm"));
    try (WavWriter wav = new WavWriter(bpm.resolve("150 song.wav"), 11_025, 1)) {
      wav.write(new float[4 * 11_025], 4 * 11_025);
    }
    Files.writeString(bpm.resolve("unnamed.wav"), "passed over");
    Path cache = folder.resolve("cache");
    BeatDataBuilder.build(
        folder.resolve("data"), List.of(), cache, FeatureMaker.RAW, 0.02, 1, line -> {});

    FeatureCache loaded = FeatureCache.load(cache, FeatureMaker.RAW, -1);
    assertThat(loaded.training()).hasSize(1);
    TrainingPiece piece = loaded.training().get(0);
    assertThat(piece.real()).isTrue();
    assertThat(piece.frames()).isEqualTo(441);
    assertThat(piece.beatTimes())
        .containsExactly(new double[] {0, 0.4, 0.8, 1.2, 1.6, 2, 2.4, 2.8, 3.2, 3.6}, within(1e-6));
    assertThat(NamedTempo.of(Path.of("7 seas.wav"))).isEmpty();
    assertThat(NamedTempo.of(Path.of("21 seas.wav"))).as("the number of a track").isEmpty();
    assertThat(NamedTempo.of(Path.of("99.5_red.mp3"))).hasValue(99.5);
    assertThat(NamedTempo.of(Path.of("174BPM loop.WAV"))).hasValue(174);
    assertThat(NamedTempo.of(Path.of("140.flac"))).hasValue(140);
    assertThat(NamedTempo.of(Path.of("120 notes.txt"))).isEmpty();
  }

  @Test
  @DisplayName(
      "composes pieces where no data is at hand, and continues a build without making anything again")
  void buildsAndContinues() throws IOException {
    Path cache = folder.resolve("cache");
    build(cache, 0.02, 4);
    byte[] first = Files.readAllBytes(cache.resolve("000000.nbf"));
    List<String> again = build(cache, 0.04, 4);
    assertThat(again.get(0)).startsWith("1 pieces to make");
    assertThat(again).hasSize(3);
    assertThat(Files.readAllBytes(cache.resolve("000000.nbf"))).isEqualTo(first);

    Path other = folder.resolve("other");
    build(other, 0.02, 4);
    assertThat(Files.readAllBytes(other.resolve("000000.nbf"))).isEqualTo(first);

    FeatureCache loaded = FeatureCache.load(cache, FeatureMaker.LOG_BANDS, 0);
    List<TrainingPiece> all =
        Stream.concat(loaded.training().stream(), loaded.validation().stream()).toList();
    assertThat(all).hasSize(2);
    for (TrainingPiece piece : all) {
      float[] frames = new float[81 * piece.frames()];
      piece.copyFrames(0, piece.frames(), frames, 0);
      float peak = 0;
      for (float value : frames) {
        assertThat(value).isFinite().isNotNegative();
        peak = Math.max(peak, value);
      }
      assertThat(peak).isBetween(1f, 4f);
      assertThat(piece.beatTimes()).isNotEmpty().isSorted();
      assertThat(piece.beatNumbers()).hasSameSizeAs(piece.beatTimes());
    }
    assertThat(loaded.description()).contains("COMPOSED");
  }

  @Test
  @DisplayName(
      "refuses to build on pieces of another seed or other sources, and says which differs")
  void refusesOtherData() throws IOException {
    Path cache = folder.resolve("cache");
    build(cache, 0.02, 4);
    assertThat(Files.readAllLines(cache.resolve("manifest.tsv")))
        .contains("seed: 4", "sources: 0 pieces e3b0c44298fc1c14", "soundfonts: none");

    assertThatIOException()
        .isThrownBy(() -> build(cache, 0.04, 5))
        .withMessageEndingWith(
            "manifest.tsv is of other data (seed 4, not 5): give what it was made of, or another --cache");
    Path song = Files.createDirectories(folder.resolve("data/opentaiko")).resolve("song.ogg");
    Files.writeString(song, "sound");
    Files.writeString(song.resolveSibling("song.beats"), "0.5 1");
    assertThatIOException()
        .isThrownBy(() -> build(cache, 0.04, 4))
        .withMessageContaining("sources 0 pieces e3b0c44298fc1c14, not 1 pieces ");
    assertThatIOException()
        .isThrownBy(() -> FeatureCache.load(cache, FeatureMaker.RAW, 0))
        .withMessageContaining("holds features by log-bands-81");
  }

  @Test
  @DisplayName("builds on a cache of an earlier release under a warning")
  void warnsOfWhatIsNotSaid() throws IOException {
    Path cache = folder.resolve("cache");
    build(cache, 0.02, 4);
    Path manifest = cache.resolve("manifest.tsv");
    List<String> lines = Files.readAllLines(manifest);
    Files.write(manifest, lines.subList(lines.size() - 2, lines.size()));

    assertThat(build(cache, 0.02, 4).get(0)).startsWith("0 pieces to make");
    assertThat(build(cache, 0.04, 4).get(0))
        .startsWith("warning: ")
        .contains("does not say which sources, seed and soundfonts it is made of");
    assertThat(FeatureCache.load(cache, FeatureMaker.LOG_BANDS, 0).training()).isNotEmpty();
  }

  @Test
  @DisplayName("refuses the soundfont whose license forbids its use, by name")
  void refusesGplSoundfont() {
    assertThatIOException()
        .isThrownBy(() -> new Soundfonts(List.of(folder.resolve("TimGM6mb.sf2"))))
        .withMessageContaining("GPL");
  }

  @Test
  @DisplayName("says which folder is missing")
  void namesTheMissingFolder() {
    Path missing = folder.resolve("nowhere");
    assertThatIOException()
        .isThrownBy(() -> SourceLibrary.scan(missing))
        .withMessageContaining("nowhere")
        .withMessageContaining("pop909");
  }

  @Test
  @DisplayName("never takes a performance of Groove's test split")
  void leavesTheTestSplitOut() throws IOException {
    Path data = SharedData.train();
    var held =
        Files.readAllLines(data.resolve("groove/info.csv")).stream()
            .filter(line -> line.endsWith(",test"))
            .map(line -> "groove/" + line.split(",", -1)[2])
            .collect(Collectors.toSet());
    assertThat(held).hasSizeGreaterThan(100);
    List<SourcePiece> pieces = SourceLibrary.scan(data);
    assertThat(pieces).extracting(SourcePiece::id).doesNotHaveDuplicates();
    assertThat(pieces).noneMatch(piece -> held.contains(piece.id()));
    assertThat(pieces).filteredOn(p -> p.collection().recorded()).hasSize(20);
  }

  @Test
  @DisplayName(
      "plans the same pieces in front whatever the length, recordings untouched first, remixes in one group")
  void longerPlansContinueShorterOnes() throws IOException {
    DataPlan plan = new DataPlan(SourceLibrary.scan(SharedData.train()), 1);
    List<DataPlan.Job> shorter = plan.jobs(2);
    List<DataPlan.Job> longer = plan.jobs(6);
    assertThat(longer.subList(0, shorter.size())).isEqualTo(shorter);
    assertThat(longer).extracting(DataPlan.Job::id).doesNotHaveDuplicates();
    assertThat(longer.subList(0, 20))
        .allMatch(job -> job.copy() == 0 && job.piece().collection().recorded());
    assertThat(longer)
        .filteredOn(job -> job.id().contains("Find You"))
        .extracting(job -> job.piece().group())
        .containsOnly("free-music/Find You");
  }
}

package org.neume.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.feature.signal.SingleNoteConfig;
import org.neume.media.WavWriter;
import org.neume.schemas.SingleNoteOutputs;

@DisplayName("A cache of single notes")
class SoundCacheTest {
  private static final SoundFeatures FEATURES = SoundFeatures.RAW;

  @TempDir Path folder;

  private void wav(Path file, int pitch) throws IOException {
    Files.createDirectories(file.getParent());
    float[] samples = SyntheticSounds.tone(pitch, 1);
    try (WavWriter out = new WavWriter(file, 44_100, 1)) {
      out.write(samples, samples.length);
    }
  }

  private List<Sound> built() throws IOException {
    Path cache = folder.resolve("cache");
    List<String> lines = new ArrayList<>();
    SoundCache.build(
        folder.resolve("data"), List.of(), List.of(), cache, FEATURES, 1, 1, lines::add);
    return SoundCache.load(cache, FEATURES);
  }

  @Test
  @DisplayName("holds recorded notes with instrument, family, pitch, and the frame of their onset")
  void recorded() throws IOException {
    Path notes = folder.resolve("data/notes");
    wav(notes.resolve("viola/60.wav"), 60);
    wav(notes.resolve("piano-FF/40.wav"), 40);
    Files.writeString(
        notes.resolve("notes.tsv"),
        "file\tinstrument\tmidi\nviola/60.wav\tviola\t60\npiano-FF/40.wav\tpiano-FF\t40\n");
    List<Sound> sounds = built();
    assertThat(sounds).extracting(s -> s.label().pitch()).containsExactly(40, 60);
    assertThat(sounds).extracting(s -> s.label().group()).containsExactly("piano", "viola");
    assertThat(sounds)
        .extracting(s -> SingleNoteOutputs.FAMILIES.get(s.label().family()))
        .containsExactly("keyboard", "string");
    assertThat(sounds).allMatch(s -> s.label().source() == SoundLabel.Source.RECORDED);
    // 0.3 s of silence at 62.5 frames a second.
    assertThat(sounds).allMatch(s -> s.label().onset() == 18);
    Sound viola = sounds.get(1);
    float[] frames = viola.frames();
    int row = 40 * viola.width();
    assertThat(frames[row + viola.width() - SingleNoteConfig.MEASURES + 1] * 128).isEqualTo(60);
  }

  @Test
  @DisplayName("holds NSynth as it is published, its test set to validate")
  void nsynth() throws IOException {
    for (String part : List.of("nsynth-train", "nsynth-test")) {
      Path set = folder.resolve("data").resolve(part);
      wav(set.resolve("audio/guitar_acoustic_001-064-075.wav"), 64);
      Files.writeString(
          set.resolve("examples.json"),
          """
          {"guitar_acoustic_001-064-075": {"note": 7, "instrument_str": "guitar_acoustic_001",
            "instrument_family": 3, "instrument_family_str": "guitar", "pitch": 64,
            "velocity": 75, "sample_rate": 16000, "qualities": [0, 0]}}
          """);
    }
    List<Sound> sounds = built();
    assertThat(sounds)
        .extracting(s -> s.label().source())
        .containsExactly(SoundLabel.Source.NSYNTH_HELD_OUT, SoundLabel.Source.NSYNTH);
    assertThat(sounds)
        .allSatisfy(
            sound -> {
              assertThat(sound.label().pitch()).isEqualTo(64);
              assertThat(sound.label().velocity()).isEqualTo(2);
              assertThat(SingleNoteOutputs.FAMILIES.get(sound.label().family()))
                  .isEqualTo("guitar");
            });
  }

  @Test
  @DisplayName("of other notes, or with none, is refused in a line")
  void refused() throws IOException {
    wav(folder.resolve("data/x/60.wav"), 60);
    Files.writeString(
        folder.resolve("data/x/notes.tsv"), "file\tinstrument\tmidi\n60.wav\tviola\t60\n");
    built();
    Path cache = folder.resolve("cache");
    assertThatThrownBy(
            () ->
                SoundCache.build(
                    folder.resolve("data"), List.of(), List.of(), cache, FEATURES, 1, 2, l -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was made otherwise")
        .hasMessageContaining("--cache");
    assertThatThrownBy(() -> SoundCache.load(folder.resolve("none"), FEATURES))
        .hasMessageContaining("holds no notes: build the cache first");
  }

  @Test
  @DisplayName("is rendered of instruments on their own keys, each once")
  void programs() {
    List<PitchedPrograms.Instrument> all = PitchedPrograms.all();
    assertThat(all).extracting(PitchedPrograms.Instrument::program).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(
            instrument -> {
              assertThat(instrument.lowest()).isLessThan(instrument.highest());
              assertThat(SingleNoteOutputs.FAMILIES).contains(instrument.family());
            });
    assertThat(all.stream().map(PitchedPrograms.Instrument::family).distinct())
        .hasSize(SingleNoteOutputs.FAMILIES.size());
  }
}

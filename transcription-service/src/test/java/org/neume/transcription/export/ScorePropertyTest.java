package org.neume.transcription.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.neume.annotation.PlayedNote;
import org.neume.transcription.score.Measure;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.ScoreOptions;
import org.neume.transcription.score.Scorer;
import org.neume.transcription.score.Sign;
import org.neume.transcription.score.Staff;
import org.neume.transcription.score.TrackedBeat;
import org.neume.transcription.score.Voice;

/** Whatever was heard, the score is whole and its files are valid. */
class ScorePropertyTest {
  private static OfficialSchema schema;

  @BeforeContainer
  static void load() throws Exception {
    schema = OfficialSchema.load();
  }

  @Property(tries = 300)
  void everyVoiceFillsEveryMeasureAndTheFilesAreValid(
      @ForAll("notes") List<PlayedNote> notes,
      @ForAll("beats") List<TrackedBeat> beats,
      @ForAll("options") ScoreOptions options)
      throws Exception {
    Score score = Scorer.score(notes, beats, options);
    int at = 0;
    for (Measure measure : score.measures()) {
      assertThat(measure.start()).isEqualTo(at);
      assertThat(measure.pickup() || measure.units() == measure.time().units()).isTrue();
      at += measure.units();
      for (Staff staff : measure.staves()) {
        for (Voice voice : staff.voices()) {
          assertFilled(measure, voice);
        }
      }
    }
    assertThat(score.notes().size() + score.outOfRange() + score.doubled()).isEqualTo(notes.size());

    byte[] xml = MusicXmlExport.write(score);
    schema.validate(xml);
    ReadScore read = ReadScore.read(xml);
    assertThat(read.bars()).hasSameSizeAs(score.measures());
    assertThat(read.notes().stream().map(n -> n.start() + " " + n.pitch() + " " + n.duration()))
        .containsExactlyInAnyOrderElementsOf(
            score.notes().stream()
                .map(n -> n.start() + " " + n.played().pitch() + " " + n.units())
                .toList());

    for (Timing timing : Timing.values()) {
      byte[] midi = MidiExport.write(score, timing);
      Sequence sequence = MidiSystem.getSequence(new ByteArrayInputStream(midi));
      assertThat(sequence.getTracks()).hasSize(3);
      assertThat(ReadMidi.read(midi).notes()).hasSameSizeAs(score.notes());
    }
  }

  @Property(tries = 50)
  void theOrderInWhichNotesAndBeatsComeDoesNotMatter(
      @ForAll("notes") List<PlayedNote> notes,
      @ForAll("beats") List<TrackedBeat> beats,
      @ForAll long seed) {
    List<PlayedNote> shuffledNotes = new ArrayList<>(notes);
    List<TrackedBeat> shuffledBeats = new ArrayList<>(beats);
    Collections.shuffle(shuffledNotes, new Random(seed));
    Collections.shuffle(shuffledBeats, new Random(seed));
    assertThat(Scorer.score(shuffledNotes, shuffledBeats, ScoreOptions.defaults()))
        .isEqualTo(Scorer.score(notes, beats, ScoreOptions.defaults()));
  }

  private static void assertFilled(Measure measure, Voice voice) {
    int filled = 0;
    for (Sign sign : voice.signs()) {
      assertThat(sign.start()).isEqualTo(filled);
      int written = sign.tuplet() == Sign.Tuplet.NONE ? sign.units() : sign.units() * 3 / 2;
      assertThat(sign.wholeMeasure() || sign.value().units() == written)
          .as("%s in %s", sign, measure.time())
          .isTrue();
      filled += sign.units();
    }
    assertThat(filled).isEqualTo(measure.units());
  }

  @Provide
  Arbitrary<List<PlayedNote>> notes() {
    Arbitrary<Double> onset = Arbitraries.doubles().between(0, 25);
    Arbitrary<Double> length =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.doubles().between(0.02, 2)),
            Tuple.of(1, Arbitraries.doubles().between(2, 40)));
    Arbitrary<Integer> pitch =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(40, 84)),
            Tuple.of(1, Arbitraries.integers().between(0, 127)));
    return Combinators.combine(onset, length, pitch, Arbitraries.integers().between(1, 127))
        .as((on, l, p, v) -> new PlayedNote(on, on + l, p, v, 0.5))
        .list()
        .ofMaxSize(80);
  }

  @Provide
  Arbitrary<List<TrackedBeat>> beats() {
    Arbitrary<Double> period = Arbitraries.doubles().between(0.28, 1.1);
    Arbitrary<Integer> bar = Arbitraries.of(0, 2, 3, 4, 5, 6, 7);
    Arbitrary<Double> wrong = Arbitraries.of(0.0, 0.05, 0.5);
    return Combinators.combine(
            period,
            bar,
            wrong,
            Arbitraries.integers().between(0, 60),
            Arbitraries.doubles().between(-0.4, 9),
            Arbitraries.longs())
        .as(ScorePropertyTest::beats);
  }

  @Provide
  Arbitrary<ScoreOptions> options() {
    return Combinators.combine(
            Arbitraries.of(12, 24), Arbitraries.of(1, 2, 3), Arbitraries.of(0.01, 0.03))
        .as((subdivisions, voices, s) -> new ScoreOptions(subdivisions, s, 0.02, voices, 120));
  }

  private static List<TrackedBeat> beats(
      double period, int bar, double wrong, int count, double first, long seed) {
    Random random = new Random(seed);
    List<TrackedBeat> beats = new ArrayList<>();
    double time = first;
    for (int i = 0; i < count; i++) {
      int number = bar == 0 ? 0 : i % bar + 1;
      if (random.nextDouble() < wrong) {
        number = random.nextInt(8);
      }
      beats.add(new TrackedBeat(time, number));
      time += period * Math.exp(0.1 * random.nextGaussian());
      time += random.nextDouble() < 0.02 ? 12 : 0;
    }
    return beats;
  }
}

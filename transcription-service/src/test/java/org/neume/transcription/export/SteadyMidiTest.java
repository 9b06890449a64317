package org.neume.transcription.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;
import org.neume.transcription.score.ScoreOptions;
import org.neume.transcription.score.Scorer;
import org.neume.transcription.score.TrackedBeat;

@DisplayName("The tempo of a MIDI file as a musician would write it")
class SteadyMidiTest {
  private static final double TOLERANCE = SteadyTempi.TOLERANCE + 0.001;

  private final List<TrackedBeat> beats = new ArrayList<>();
  private final List<PlayedNote> notes = new ArrayList<>();

  @Test
  void aSongMadeToAClickHasOneRoundTempoThoughItsBeatsWereTrackedInFrames() throws Exception {
    Random random = new Random(1);
    double beat = 60.0 / 128;
    for (int i = 0; i < 400; i++) {
      // Frames of 10 ms, and the tracker is one off now and then.
      double tracked = Math.round((beat + i * beat) * 100 + random.nextInt(3) - 1) / 100.0;
      add(tracked, tracked + 0.02 * random.nextGaussian(), i);
    }
    ReadMidi midi = write();
    // The lead, and the song.
    assertThat(midi.tempi()).hasSizeLessThanOrEqualTo(3);
    assertThat(midi.tempi().lastEntry().getValue()).isEqualTo(Math.round(60e6 / 128));
    assertBeatsSound(midi);
  }

  @Test
  void aTempoThatChangesIsFollowedInStretches() throws Exception {
    double time = 0.6;
    for (int i = 0; i < 120; i++) {
      add(time, time, i);
      time += i < 40 ? 0.5 : i < 80 ? 0.5 + 0.005 * (i - 40) : 0.7;
    }
    ReadMidi midi = write();
    assertThat(midi.tempi().size()).isBetween(4, 20);
    assertBeatsSound(midi);
  }

  @Test
  void aSongThatBeginsAtOnceHasNoBeatInNoTime() throws Exception {
    for (int i = 0; i < 40; i++) {
      add(0.007 + 0.5 * i, 0.007 + 0.5 * i, i);
    }
    ReadMidi midi = write();
    assertThat(midi.notes().get(0).tick()).isZero();
    assertThat(midi.tempi()).hasSize(1).containsEntry(0L, 500_000);
    assertBeatsSound(midi);
  }

  private void add(double tracked, double played, int index) {
    beats.add(new TrackedBeat(tracked, index % 4 + 1));
    notes.add(new PlayedNote(Math.max(0, played), tracked + 0.3, 60 + index % 7, 64, 1));
  }

  private ReadMidi write() throws Exception {
    return ReadMidi.read(
        MidiExport.write(Scorer.score(notes, beats, ScoreOptions.defaults()), Timing.STEADY));
  }

  private void assertBeatsSound(ReadMidi midi) {
    for (int i = 0; i < beats.size(); i++) {
      assertThat(midi.notes().get(i).onset())
          .as("beat %d", i)
          .isCloseTo(beats.get(i).time(), within(TOLERANCE));
    }
  }
}

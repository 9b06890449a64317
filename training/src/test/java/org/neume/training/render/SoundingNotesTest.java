package org.neume.training.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import javax.sound.midi.Instrument;
import javax.sound.midi.Soundbank;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The notes of a score that a soundfont sounds")
class SoundingNotesTest {
  private static final String PACKAGE = "com.sun.media.sound.";
  private static final int KEY_RANGE = 43;
  private static final int VELOCITY_RANGE = 44;
  private static final int LIMITED = 40;

  private SoundfontRenderer renderer = new SoundfontRenderer(null);

  /** The JDK's own bank, whose violin knows the keys 60 to 72 and velocities from 20 on alone. */
  @BeforeEach
  void limitAnInstrument() throws ReflectiveOperationException {
    Soundbank bank =
        (Soundbank)
            Class.forName(PACKAGE + "EmergencySoundbank").getMethod("createSoundbank").invoke(null);
    for (Instrument instrument : bank.getInstruments()) {
      if (instrument.getPatch().getProgram() == LIMITED && instrument.getPatch().getBank() == 0) {
        List<?> zones =
            (List<?>)
                Class.forName(PACKAGE + "SF2Instrument").getMethod("getRegions").invoke(instrument);
        for (Object zone : zones) {
          limit(zone, KEY_RANGE, 60, 72);
          limit(zone, VELOCITY_RANGE, 20, 127);
        }
      }
    }
    renderer = new SoundfontRenderer(bank);
  }

  private static void limit(Object zone, int range, int from, int to)
      throws ReflectiveOperationException {
    Class.forName(PACKAGE + "SF2Region")
        .getMethod("putBytes", int.class, byte[].class)
        .invoke(zone, range, new byte[] {(byte) from, (byte) to});
  }

  @Test
  @DisplayName("are those that can be heard when they are rendered")
  void areHeard() throws IOException {
    for (int key : new int[] {21, 59, 60, 66, 72, 73, 108}) {
      for (int velocity : new int[] {19, 20, 127}) {
        Score score = score(LIMITED, key, velocity);
        boolean sounds = key >= 60 && key <= 72 && velocity >= 20;

        assertThat(renderer.sounding(score).notes().size()).isEqualTo(sounds ? 1 : 0);
        assertThat(peak(score) > 1e-4).as("%d at %d", key, velocity).isEqualTo(sounds);
      }
    }
  }

  @Test
  @DisplayName("follow the banks that the synthesizer falls back from")
  void followBanks() throws IOException {
    Control bank = Control.controller(0, 0, 0, 5);
    for (int key : new int[] {59, 60}) {
      Score score =
          new Score(
              List.of(note(key, 100)),
              List.of(bank, Control.program(0, 0, LIMITED)),
              List.of(),
              false);

      assertThat(renderer.sounding(score).notes().isEmpty()).isEqualTo(key == 59);
      assertThat(peak(score) > 1e-4).isEqualTo(key == 60);
    }
  }

  @Test
  @DisplayName("are those of the instrument that plays at the time, and drums all the same")
  void followPrograms() throws IOException {
    Note before = new Note(0.1, 0.1, 0, 40, 90);
    Note silent = new Note(1.1, 0.1, 0, 40, 90);
    Note stroke = new Note(1.1, 0.1, Note.DRUMS, 40, 90);
    Control limited = Control.program(1, 0, LIMITED);
    Score score =
        new Score(
            List.of(before, silent, stroke),
            List.of(limited, Control.program(0, Note.DRUMS, LIMITED)),
            List.of(),
            false);

    assertThat(renderer.sounding(score).notes()).containsExactly(before, stroke);
    assertThat(renderer.sounding(score).controls()).isEqualTo(score.controls());
  }

  private static Score score(int program, int key, int velocity) {
    return new Score(
        List.of(note(key, velocity)), List.of(Control.program(0, 0, program)), List.of(), false);
  }

  private static Note note(int key, int velocity) {
    return new Note(0.05, 0.3, 0, key, velocity);
  }

  private float peak(Score score) throws IOException {
    float peak = 0;
    for (float sample : renderer.render(score, 0.5, false)) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }
}

package org.neume.training.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sound.midi.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * Follows a score as the synthesizer does and finds the notes that a soundfont sounds: a key outside of
 * its instrument's zones is silent, and must not be in the truth.
 */
final class SoundingNotes {
  private static final int CHANNELS = 16;
  private static final int BANK_HIGH = 0;
  private static final int BANK_LOW = 32;

  private final InstrumentRanges ranges;
  private final Part[] parts = new Part[CHANNELS];

  private SoundingNotes(InstrumentRanges ranges) {
    this.ranges = ranges;
    for (int channel = 0; channel < CHANNELS; channel++) {
      parts[channel] = new Part();
    }
  }

  /** What a channel plays. */
  private static final class Part {
    int program;
    int bank;
    @Nullable Instrument instrument;
  }

  /**
   * The score without the pitched notes that are silent; drums stay as they are.
   *
   * @throws IOException where the synthesizer does not tell
   */
  static Score in(Score score, InstrumentRanges ranges) throws IOException {
    SoundingNotes following = new SoundingNotes(ranges);
    List<Note> heard = new ArrayList<>();
    int next = 0;
    List<Control> controls = score.controls();
    for (Note note : score.notes()) {
      while (next < controls.size() && controls.get(next).time() <= note.time()) {
        following.obey(controls.get(next++));
      }
      if (note.isDrum() || following.sounds(note)) {
        heard.add(note);
      }
    }
    return score.with(heard, controls);
  }

  private void obey(Control control) {
    Part part = parts[control.channel()];
    if (control.command() == Control.PROGRAM) {
      // A bank alone changes nothing: the synthesizer looks again when the program is another.
      if (part.program != control.first()) {
        part.program = control.first();
        part.instrument = null;
      }
    } else if (control.command() == Control.CONTROLLER && control.first() == BANK_HIGH) {
      part.bank = control.second() << 7;
    } else if (control.command() == Control.CONTROLLER && control.first() == BANK_LOW) {
      part.bank = (part.bank & 127 << 7) + control.second();
    }
  }

  private boolean sounds(Note note) throws IOException {
    Part part = parts[note.channel()];
    Instrument instrument = part.instrument;
    if (instrument == null) {
      instrument = ranges.melodic(part.program, part.bank);
      part.instrument = instrument;
    }
    return instrument != null && ranges.sounds(instrument, note.pitch(), note.velocity());
  }
}

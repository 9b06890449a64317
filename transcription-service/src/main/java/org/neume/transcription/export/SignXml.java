package org.neume.transcription.export;

import org.jspecify.annotations.Nullable;
import org.neume.transcription.score.Head;
import org.neume.transcription.score.NoteValue;
import org.neume.transcription.score.Sign;
import org.neume.transcription.score.SpelledPitch;
import org.neume.transcription.score.Staff;
import org.neume.transcription.score.Voice;

/** Writes the signs of one voice as {@code note} elements, in the order that the schema asks for. */
final class SignXml {
  private static final int TUPLET_ACTUAL = 3;
  private static final int TUPLET_NORMAL = 2;

  private final XmlText xml;
  private final int number;
  private final Staff staff;
  private final Voice voice;
  private final AccidentalRule accidentals;

  SignXml(XmlText xml, int number, Staff staff, Voice voice, AccidentalRule accidentals) {
    this.xml = xml;
    this.number = number;
    this.staff = staff;
    this.voice = voice;
    this.accidentals = accidentals;
  }

  void write(Sign sign, BeamRule.Beam beam) {
    if (sign.isRest()) {
      note(sign, null, false, beam);
    }
    for (int i = 0; i < sign.heads().size(); i++) {
      note(sign, sign.heads().get(i), i > 0, beam);
    }
  }

  private void note(Sign sign, @Nullable Head head, boolean inChord, BeamRule.Beam beam) {
    xml.open("note");
    if (inChord) {
      xml.empty("chord");
    }
    if (head != null) {
      pitch(head.pitch());
    } else if (sign.wholeMeasure()) {
      xml.empty("rest", "measure", "yes");
    } else {
      xml.empty("rest");
    }
    xml.leaf("duration", sign.units());
    if (head != null && head.tiedBack()) {
      xml.empty("tie", "type", "stop");
    }
    if (head != null && head.tiedOn()) {
      xml.empty("tie", "type", "start");
    }
    xml.leaf("voice", number);
    if (!sign.wholeMeasure()) {
      value(sign.value());
    }
    String accidental = head == null ? null : accidentals.sign(sign, voice, head);
    if (accidental != null) {
      xml.leaf("accidental", accidental);
    }
    boolean tuplet = sign.tuplet() != Sign.Tuplet.NONE;
    if (tuplet) {
      xml.open("time-modification").leaf("actual-notes", TUPLET_ACTUAL);
      xml.leaf("normal-notes", TUPLET_NORMAL).leaf("normal-type", "eighth").close();
    }
    if (head != null && staff.voices().size() > 1) {
      xml.leaf("stem", voice.number() == 1 ? "up" : "down");
    }
    xml.leaf("staff", staff.number());
    if (head != null && !inChord) {
      beam.write(xml);
    }
    notations(sign, head, inChord);
    xml.close();
  }

  private void pitch(SpelledPitch pitch) {
    xml.open("pitch").leaf("step", Character.toString(pitch.step()));
    if (pitch.alter() != 0) {
      xml.leaf("alter", pitch.alter());
    }
    xml.leaf("octave", pitch.octave()).close();
  }

  private void value(NoteValue value) {
    xml.leaf("type", BeamRule.typeName(value.kind()));
    for (int i = 0; i < value.dots(); i++) {
      xml.empty("dot");
    }
  }

  private void notations(Sign sign, @Nullable Head head, boolean inChord) {
    boolean tied = head != null && (head.tiedBack() || head.tiedOn());
    boolean starts = !inChord && sign.tuplet() == Sign.Tuplet.START;
    boolean stops = !inChord && sign.tuplet() == Sign.Tuplet.STOP;
    if (!tied && !starts && !stops) {
      return;
    }
    xml.open("notations");
    if (head != null && head.tiedBack()) {
      xml.empty("tied", "type", "stop");
    }
    if (head != null && head.tiedOn()) {
      xml.empty("tied", "type", "start");
    }
    if (starts) {
      xml.empty("tuplet", "type", "start", "bracket", "yes");
    }
    if (stops) {
      xml.empty("tuplet", "type", "stop");
    }
    xml.close();
  }
}

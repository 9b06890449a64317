package org.neume.transcription.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.transcription.score.KeySignature;
import org.neume.transcription.score.Measure;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.Sign;
import org.neume.transcription.score.Staff;
import org.neume.transcription.score.TimeSignature;
import org.neume.transcription.score.Voice;

/**
 * A score as MusicXML 4.0, partwise: one part for piano with two staves. The bytes depend on the
 * score alone; there is no date in them.
 */
public final class MusicXmlExport {
  private static final String DOCTYPE =
      "<!DOCTYPE score-partwise PUBLIC \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\""
          + " \"http://www.musicxml.org/dtds/partwise.dtd\">";

  /** MusicXML numbers voices through the part: four for each staff, as editors do. */
  private static final int VOICES_PER_STAFF = 4;

  /** A tempo that differs by less than this share is the same. */
  private static final double SAME_TEMPO = 0.01;

  private MusicXmlExport() {}

  /** The file's bytes, UTF-8. */
  public static byte[] write(Score score) {
    XmlText xml = new XmlText(DOCTYPE);
    xml.open("score-partwise", "version", "4.0");
    xml.open("identification").open("encoding").leaf("software", "Neume");
    xml.empty("supports", "element", "accidental", "type", "yes");
    xml.empty("supports", "element", "beam", "type", "yes");
    xml.close().close();
    xml.open("part-list").open("score-part", "id", "P1").leaf("part-name", "Piano");
    xml.close().close();
    xml.open("part", "id", "P1");
    Measure last = null;
    double tempo = 0;
    for (Measure measure : score.measures()) {
      boolean changes =
          Math.abs(measure.quartersPerMinute() - tempo) > SAME_TEMPO * tempo || tempo == 0;
      measure(xml, score, measure, last, changes);
      if (measure.start() + measure.units() == score.units()) {
        finalBar(xml);
      }
      xml.close();
      tempo = changes ? measure.quartersPerMinute() : tempo;
      last = measure;
    }
    xml.close().close();
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void measure(
      XmlText xml, Score score, Measure measure, @Nullable Measure last, boolean newTempo) {
    if (measure.pickup()) {
      xml.open("measure", "number", Integer.toString(measure.number()), "implicit", "yes");
    } else {
      xml.open("measure", "number", Integer.toString(measure.number()));
    }
    attributes(xml, score, measure, last);
    if (newTempo) {
      tempo(xml, measure, last == null);
    }
    boolean first = true;
    for (Staff staff : measure.staves()) {
      AccidentalRule accidentals = new AccidentalRule(score.key(), staff);
      for (Voice voice : staff.voices()) {
        if (!first) {
          xml.open("backup").leaf("duration", measure.units()).close();
        }
        first = false;
        voice(xml, measure, staff, voice, accidentals);
      }
    }
  }

  private static void finalBar(XmlText xml) {
    xml.open("barline", "location", "right").leaf("bar-style", "light-heavy").close();
  }

  private static void voice(
      XmlText xml, Measure measure, Staff staff, Voice voice, AccidentalRule accidentals) {
    int number = (staff.number() - 1) * VOICES_PER_STAFF + voice.number();
    SignXml writer = new SignXml(xml, number, staff, voice, accidentals);
    List<Sign> signs = voice.signs();
    List<BeamRule.Beam> beams = BeamRule.beams(signs, measure.beatUnits());
    for (int i = 0; i < signs.size(); i++) {
      writer.write(signs.get(i), beams.get(i));
    }
  }

  private static void attributes(
      XmlText xml, Score score, Measure measure, @Nullable Measure last) {
    if (last == null) {
      xml.open("attributes").leaf("divisions", Score.UNITS_PER_QUARTER);
      key(xml, score.key());
      time(xml, measure.time());
      xml.leaf("staves", 2);
      clef(xml, 1, "G", 2);
      clef(xml, 2, "F", 4);
      xml.close();
    } else if (!last.time().equals(measure.time())) {
      xml.open("attributes");
      time(xml, measure.time());
      xml.close();
    }
  }

  private static void key(XmlText xml, KeySignature key) {
    xml.open("key").leaf("fifths", key.fifths());
    xml.leaf("mode", key.minor() ? "minor" : "major").close();
  }

  private static void time(XmlText xml, TimeSignature time) {
    xml.open("time").leaf("beats", time.numerator()).leaf("beat-type", time.denominator()).close();
  }

  private static void clef(XmlText xml, int staff, String sign, int line) {
    xml.open("clef", "number", Integer.toString(staff));
    xml.leaf("sign", sign).leaf("line", line).close();
  }

  // The mark is printed once; later tempi are for those who play the file.
  private static void tempo(XmlText xml, Measure measure, boolean printed) {
    String quarters = XmlText.decimal(measure.quartersPerMinute());
    if (!printed) {
      xml.empty("sound", "tempo", quarters);
      return;
    }
    double beats = measure.quartersPerMinute() * Score.UNITS_PER_QUARTER / measure.beatUnits();
    xml.open("direction", "placement", "above").open("direction-type").open("metronome");
    if (measure.beatUnits() < Score.UNITS_PER_QUARTER) {
      xml.leaf("beat-unit", "eighth");
    } else {
      xml.leaf("beat-unit", "quarter");
      if (measure.beatUnits() > Score.UNITS_PER_QUARTER) {
        xml.empty("beat-unit-dot");
      }
    }
    xml.leaf("per-minute", (int) Math.round(beats)).close().close();
    xml.leaf("staff", 1);
    xml.empty("sound", "tempo", quarters).close();
  }
}

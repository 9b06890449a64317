package org.neume.transcription.export;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A reader of MusicXML, independent of the writer: positions by divisions, ties joined. */
record ReadScore(List<Bar> bars, List<Note> notes, int divisions) {
  /** A measure with the meter that holds in it. */
  record Bar(String number, boolean implicit, int beats, int beatType, int start, int length) {}

  /** A note with its ties joined; bar is the index of the measure in which it begins. */
  record Note(int pitch, int start, int duration, int bar, int staff, int voice) {}

  /** Notes in the shape of a source. */
  List<Piece.Note> asWritten(int pickup) {
    return notes.stream()
        .map(n -> new Piece.Note(n.pitch, n.start - pickup, n.duration))
        .sorted(order())
        .toList();
  }

  static Comparator<Piece.Note> order() {
    return Comparator.comparingInt(Piece.Note::start).thenComparingInt(Piece.Note::pitch);
  }

  static ReadScore read(byte[] xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Element root =
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
    Reading reading = new Reading();
    for (Element measure : children(child(root, "part"))) {
      reading.measure(measure);
    }
    reading.notes.sort(Comparator.comparingInt(Note::start).thenComparingInt(Note::pitch));
    return new ReadScore(reading.bars, reading.notes, reading.divisions);
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static Element child(Element parent, String name) {
    return find(parent, name, 0);
  }

  private static boolean has(Element parent, String name) {
    return children(parent).stream().anyMatch(c -> c.getTagName().equals(name));
  }

  private static Element find(Element parent, String name, int index) {
    return children(parent).stream()
        .filter(c -> c.getTagName().equals(name))
        .skip(index)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + parent.getTagName()));
  }

  private static int number(Element parent, String name) {
    return Integer.parseInt(child(parent, name).getTextContent());
  }

  private static final class Reading {
    private final List<Bar> bars = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<String, Note> tied = new HashMap<>();
    private int divisions;
    private int beats;
    private int beatType;
    private int start;

    void measure(Element measure) {
      int at = start;
      int end = start;
      int chordStart = start;
      for (Element e : children(measure)) {
        switch (e.getTagName()) {
          case "attributes" -> attributes(e);
          case "backup" -> at -= number(e, "duration");
          case "forward" -> at += number(e, "duration");
          case "note" -> {
            int duration = number(e, "duration");
            if (!has(e, "chord")) {
              chordStart = at;
              at += duration;
            }
            if (has(e, "pitch")) {
              note(e, chordStart, duration);
            }
          }
          default -> {}
        }
        end = Math.max(end, at);
      }
      boolean implicit = measure.getAttribute("implicit").equals("yes");
      String number = measure.getAttribute("number");
      bars.add(new Bar(number, implicit, beats, beatType, start, end - start));
      start = end;
    }

    private void attributes(Element e) {
      if (has(e, "divisions")) {
        divisions = number(e, "divisions");
      }
      if (has(e, "time")) {
        beats = number(child(e, "time"), "beats");
        beatType = number(child(e, "time"), "beat-type");
      }
    }

    private void note(Element e, int at, int duration) {
      Element p = child(e, "pitch");
      int step = "C D EF G A B".indexOf(child(p, "step").getTextContent());
      int alter = has(p, "alter") ? number(p, "alter") : 0;
      int pitch = 12 * (number(p, "octave") + 1) + step + alter;
      boolean stop = false;
      boolean begin = false;
      for (Element tie : children(e)) {
        stop |= tie.getTagName().equals("tie") && tie.getAttribute("type").equals("stop");
        begin |= tie.getTagName().equals("tie") && tie.getAttribute("type").equals("start");
      }
      int staff = number(e, "staff");
      int voice = number(e, "voice");
      String key = voice + "/" + pitch;
      Note note = new Note(pitch, at, duration, bars.size(), staff, voice);
      if (stop) {
        Note before = tied.remove(key);
        if (before == null || before.start + before.duration != at) {
          throw new AssertionError("a tie ends at " + at + " that did not begin before it");
        }
        note = new Note(pitch, before.start, before.duration + duration, before.bar, staff, voice);
      }
      if (begin) {
        tied.put(key, note);
      } else {
        notes.add(note);
      }
    }
  }
}

package org.neume.annotation.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.NamedPitch;
import org.neume.annotation.PlayedNote;

/**
 * Layers of Sonic Visualiser ({@code .svl}): beats as time instants with labels {@code bar.beat}, notes as
 * notes with MIDI pitch and a level of 0 to 1. One model, its dataset and the layer that shows it, by the
 * attributes that the program's reader asks for. Places are sample frames, which the program takes for
 * those of the recording that it shows: so the rate has to be the recording's own.
 */
public final class SonicVisualiserLayer {
  /** Where nothing tells the recording's rate, in Hz. */
  public static final int USUAL_RATE = 44_100;

  private static final int MODEL = 1;
  private static final int DATASET = 2;
  private static final int LAYER = 3;
  private static final int HIGHEST = 127;

  private final int sampleRate;

  /** Layers for recordings of this rate, in Hz. */
  public SonicVisualiserLayer(int sampleRate) {
    if (sampleRate < 1) {
      throw new IllegalArgumentException(sampleRate + " Hz is no sample rate");
    }
    this.sampleRate = sampleRate;
  }

  /** The beats. */
  public byte[] beats(Annotation annotation) {
    List<AnnotatedBeat> beats = annotation.beats();
    long end = beats.isEmpty() ? 0 : frame(beats.get(beats.size() - 1).time()) + 1;
    return document(
        xml -> {
          model(xml, annotation.title() + " beats", end, 1);
          xml.writeEndElement();
          dataset(xml, 1);
          Bars bars = new Bars();
          for (AnnotatedBeat beat : beats) {
            xml.writeEmptyElement("point");
            attribute(xml, "frame", frame(beat.time()));
            attribute(xml, "label", bars.label(beat));
          }
          xml.writeEndElement();
        },
        xml -> layer(xml, "timeinstants", annotation.title() + " beats"));
  }

  /** The notes. */
  public byte[] notes(Annotation annotation) {
    List<PlayedNote> notes =
        annotation.notes().stream()
            .sorted(
                Comparator.comparingDouble(PlayedNote::onset)
                    .thenComparingInt(PlayedNote::pitch)
                    .thenComparingDouble(PlayedNote::offset))
            .toList();
    long end = notes.stream().mapToLong(note -> frame(note.offset())).max().orElse(0);
    int lowest = notes.stream().mapToInt(PlayedNote::pitch).min().orElse(0);
    int highest = notes.stream().mapToInt(PlayedNote::pitch).max().orElse(HIGHEST);
    return document(
        xml -> {
          model(xml, annotation.title() + " notes", end, 3);
          attribute(xml, "subtype", "note");
          attribute(xml, "valueQuantization", 1);
          attribute(xml, "minimum", lowest);
          attribute(xml, "maximum", highest);
          attribute(xml, "units", "MIDI Pitch");
          xml.writeEndElement();
          dataset(xml, 3);
          for (PlayedNote note : notes) {
            xml.writeEmptyElement("point");
            attribute(xml, "frame", frame(note.onset()));
            attribute(xml, "value", note.pitch());
            attribute(xml, "duration", Math.max(1, frame(note.offset()) - frame(note.onset())));
            attribute(
                xml,
                "level",
                String.format(Locale.ROOT, "%.3f", note.velocity() / (double) HIGHEST));
            attribute(xml, "label", NamedPitch.name(note.pitch()));
          }
          xml.writeEndElement();
        },
        xml -> layer(xml, "notes", annotation.title() + " notes"));
  }

  private long frame(double seconds) {
    return Math.round(seconds * sampleRate);
  }

  /** Part of a document. */
  @FunctionalInterface
  private interface Part {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  private static byte[] document(Part data, Part display) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writeDTD("<!DOCTYPE sonic-visualiser>");
      xml.writeStartElement("sv");
      xml.writeStartElement("data");
      data.write(xml);
      xml.writeEndElement();
      xml.writeStartElement("display");
      display.write(xml);
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML is always writable to memory", e);
    }
    return bytes.toByteArray();
  }

  /** Opens a model, for further attributes. */
  private void model(XMLStreamWriter xml, String name, long end, int dimensions)
      throws XMLStreamException {
    xml.writeStartElement("model");
    attribute(xml, "id", MODEL);
    attribute(xml, "name", visible(name));
    attribute(xml, "sampleRate", sampleRate);
    attribute(xml, "start", 0);
    attribute(xml, "end", end);
    attribute(xml, "type", "sparse");
    attribute(xml, "dimensions", dimensions);
    attribute(xml, "resolution", 1);
    attribute(xml, "notifyOnAdd", "true");
    attribute(xml, "dataset", DATASET);
  }

  private static void dataset(XMLStreamWriter xml, int dimensions) throws XMLStreamException {
    xml.writeStartElement("dataset");
    attribute(xml, "id", DATASET);
    attribute(xml, "dimensions", dimensions);
  }

  private static void layer(XMLStreamWriter xml, String type, String name)
      throws XMLStreamException {
    xml.writeEmptyElement("layer");
    attribute(xml, "id", LAYER);
    attribute(xml, "type", type);
    attribute(xml, "name", visible(name));
    attribute(xml, "model", MODEL);
    attribute(xml, "colourName", "Purple");
    attribute(xml, "colour", "#c832ff");
    attribute(xml, "darkBackground", "false");
  }

  private static void attribute(XMLStreamWriter xml, String name, long value)
      throws XMLStreamException {
    xml.writeAttribute(name, Long.toString(value));
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, value);
  }

  /** XML has no way to write control characters, halves of characters and the like. */
  private static String visible(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF]", " ");
  }
}

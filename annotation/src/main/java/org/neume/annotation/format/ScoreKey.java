package org.neume.annotation.format;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.neume.annotation.WrittenScore;

/**
 * The key that a score is written in.
 *
 * @param pitchClass of its tonic: 0 for C, 1 for C sharp, up to 11
 * @param minor whether it is a minor key
 */
record ScoreKey(int pitchClass, boolean minor) {
  private static final int OCTAVE = 12;
  private static final int FIFTH = 7;
  private static final int MINOR_TONIC = 9;

  /** The first key in a score's MusicXML; empty if there is none. */
  static Optional<ScoreKey> of(WrittenScore score) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml =
          factory.createXMLStreamReader(new ByteArrayInputStream(score.musicXml()));
      Integer fifths = null;
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        if (xml.getLocalName().equals("fifths")) {
          fifths = Integer.valueOf(xml.getElementText().strip());
        } else if (fifths != null && xml.getLocalName().equals("mode")) {
          boolean minor = xml.getElementText().strip().equals("minor");
          int tonic = fifths * FIFTH + (minor ? MINOR_TONIC : 0);
          return Optional.of(new ScoreKey(Math.floorMod(tonic, OCTAVE), minor));
        }
      }
    } catch (XMLStreamException | NumberFormatException e) {
      // A document that is not ours, or none: then its key is not known.
      return Optional.empty();
    }
    return Optional.empty();
  }
}

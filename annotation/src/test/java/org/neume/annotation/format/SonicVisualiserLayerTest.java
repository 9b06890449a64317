package org.neume.annotation.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.NoteAnnotator;
import org.neume.annotation.PlayedNote;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayName("Layers of Sonic Visualiser")
class SonicVisualiserLayerTest {
  private static final Annotation SONG =
      new Annotation(
          "a \"song\" <1> & \u0001 ü",
          3,
          List.of(
              new AnnotatedBeat(0.5, 3, 3, 120, 1),
              new AnnotatedBeat(1, 1, 3, 120, 1),
              new AnnotatedBeat(1.5, 2, 3, 120, 1)),
          List.of(),
          "beats",
          List.of(
              new PlayedNote(1, 2.5, 69, 127, 0.5), new PlayedNote(0.25, 0.2500001, 60, 64, 0.5)),
          new NoteAnnotator("notes", ""),
          null);

  private final SonicVisualiserLayer format = new SonicVisualiserLayer(48_000);

  @Test
  void beatsAreInstantsAtTheRecordingsRateWithBarAndBeat() throws Exception {
    Document document = parsed(format.beats(SONG));
    assertThat(attributes(document, "frame")).containsExactly("24000", "48000", "72000");
    assertThat(attributes(document, "label")).containsExactly("0.3", "1.1", "1.2");
    Element model = refersRightly(document, "1", "timeinstants");
    assertThat(model.getAttribute("sampleRate")).isEqualTo("48000");
    assertThat(model.hasAttribute("subtype")).isFalse();
  }

  @Test
  void notesHavePitchDurationAndLevelInOrderOfOnset() throws Exception {
    Document document = parsed(format.notes(SONG));
    assertThat(attributes(document, "frame")).containsExactly("12000", "48000");
    assertThat(attributes(document, "value")).containsExactly("60", "69");
    assertThat(attributes(document, "duration")).containsExactly("1", "72000");
    assertThat(attributes(document, "level")).containsExactly("0.504", "1.000");
    assertThat(attributes(document, "label")).containsExactly("C4", "A4");
    Element model = refersRightly(document, "3", "notes");
    assertThat(model.getAttribute("subtype")).isEqualTo("note");
    assertThat(model.getAttribute("minimum")).isEqualTo("60");
    assertThat(model.getAttribute("maximum")).isEqualTo("69");
  }

  @Test
  void aSongOfNothingIsAnEmptyLayer() throws Exception {
    Annotation nothing = new Annotation("none", 1, List.of(), List.of(), "beats");
    assertThat(attributes(parsed(format.beats(nothing)), "frame")).isEmpty();
    assertThat(attributes(parsed(format.notes(nothing)), "frame")).isEmpty();
  }

  /** What the program's reader demands of numbers and references; returns the model. */
  private static Element refersRightly(Document document, String dimensions, String layerType) {
    Element root = document.getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("sv");
    assertThat(document.getDoctype().getName()).isEqualTo("sonic-visualiser");
    Element model = only(document, "model");
    Element dataset = only(document, "dataset");
    Element layer = only(document, "layer");
    for (String number : List.of("id", "sampleRate", "dimensions", "resolution", "dataset")) {
      assertThat(model.getAttribute(number)).as(number).matches("\\d+");
    }
    assertThat(model.getAttribute("type")).isEqualTo("sparse");
    assertThat(model.getAttribute("dimensions")).isEqualTo(dimensions);
    assertThat(dataset.getAttribute("dimensions")).isEqualTo(dimensions);
    assertThat(dataset.getAttribute("id")).isEqualTo(model.getAttribute("dataset"));
    assertThat(layer.getAttribute("model")).isEqualTo(model.getAttribute("id"));
    assertThat(layer.getAttribute("type")).isEqualTo(layerType);
    assertThat(model.getAttribute("name")).startsWith("a \"song\" <1> &   ü ");
    // The reader meets the model before the dataset that it waits for.
    assertThat(model.compareDocumentPosition(dataset))
        .isEqualTo(Element.DOCUMENT_POSITION_FOLLOWING);
    assertThat(layer.getParentNode().getNodeName()).isEqualTo("display");
    return model;
  }

  private static Element only(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    assertThat(found.getLength()).isEqualTo(1);
    return (Element) found.item(0);
  }

  private static List<String> attributes(Document document, String name) {
    NodeList points = document.getElementsByTagName("point");
    List<String> values = new ArrayList<>();
    for (int i = 0; i < points.getLength(); i++) {
      values.add(((Element) points.item(i)).getAttribute(name));
    }
    return values;
  }

  private static Document parsed(byte[] xml) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
    builder.setEntityResolver((name, place) -> new InputSource(new StringReader("")));
    return builder.parse(new ByteArrayInputStream(xml));
  }
}

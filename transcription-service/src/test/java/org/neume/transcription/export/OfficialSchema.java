package org.neume.transcription.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The MusicXML 4.0 schema of the W3C Music Notation Community Group, as it lies in the jar of
 * proxymusic; what it imports is beside this test.
 */
final class OfficialSchema {
  private static final String MUSICXML = "/META-INF/jaxb/xsd/musicxml.xsd";

  private final Schema schema;

  private OfficialSchema(Schema schema) {
    this.schema = schema;
  }

  static OfficialSchema load() throws Exception {
    DOMImplementationLS dom =
        (DOMImplementationLS)
            DOMImplementationRegistry.newInstance().getDOMImplementation("LS 3.0");
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    factory.setResourceResolver(
        (type, namespace, publicId, systemId, base) -> {
          LSInput input = dom.createLSInput();
          input.setSystemId(systemId);
          input.setByteStream(resource("/musicxml/" + systemId));
          return input;
        });
    return new OfficialSchema(factory.newSchema(new StreamSource(resource(MUSICXML))));
  }

  /** Throws if the document is not valid. */
  void validate(byte[] document) throws SAXException, IOException, ParserConfigurationException {
    SAXParserFactory parsers = SAXParserFactory.newInstance();
    parsers.setNamespaceAware(true);
    parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    InputSource source = new InputSource(new ByteArrayInputStream(document));
    schema.newValidator().validate(new SAXSource(parsers.newSAXParser().getXMLReader(), source));
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(OfficialSchema.class.getResourceAsStream(name), name);
  }
}

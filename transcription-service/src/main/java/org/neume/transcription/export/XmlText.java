package org.neume.transcription.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Indented XML text, written from top to bottom. Names are the caller's own; values are escaped.
 * The JDK's stream writer does not indent, its transformer indents as the JDK's version has it.
 */
final class XmlText {
  private static final int DECIMALS = 2;

  private final StringBuilder text = new StringBuilder();
  private final Deque<String> opened = new ArrayDeque<>();

  XmlText(String doctype) {
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n");
    text.append(doctype).append('\n');
  }

  /** Opens an element; attributes are names and values in turn. */
  XmlText open(String name, String... attributes) {
    start(name, attributes).append(">\n");
    opened.push(name);
    return this;
  }

  /** Closes the element that was opened last. */
  XmlText close() {
    String name = opened.pop();
    indent().append("</").append(name).append(">\n");
    return this;
  }

  /** An element without content. */
  XmlText empty(String name, String... attributes) {
    start(name, attributes).append("/>\n");
    return this;
  }

  /** An element with text. */
  XmlText leaf(String name, String value, String... attributes) {
    start(name, attributes).append('>').append(escaped(value));
    text.append("</").append(name).append(">\n");
    return this;
  }

  /** An element with a whole number. */
  XmlText leaf(String name, int value) {
    return leaf(name, Integer.toString(value));
  }

  /** A number with two decimals at most, without an exponent. */
  static String decimal(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private StringBuilder start(String name, String... attributes) {
    indent().append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escaped(attributes[i + 1])).append('"');
    }
    return text;
  }

  private StringBuilder indent() {
    return text.append(" ".repeat(opened.size()));
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

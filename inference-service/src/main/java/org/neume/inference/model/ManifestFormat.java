package org.neume.inference.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The text of {@code model.json}: one JSON object with a field {@code format}, which is 1, and one
 * field for each component of {@link ModelManifest}, by the same name. Every field is needed; an
 * unknown one is refused, since it is most likely a misspelt one.
 */
public final class ManifestFormat {
  /** The version of the format that this class writes and reads. */
  public static final int VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FIELDS =
      Set.of(
          "format",
          "name",
          "version",
          "description",
          "representation",
          "frameRate",
          "bins",
          "contextBefore",
          "contextAfter",
          "windowFrames",
          "inputTensor",
          "outputTensor",
          "outputs",
          "decoder",
          "license",
          "trainingData",
          "quality",
          "parameters",
          "sha256");

  private ManifestFormat() {}

  /**
   * Reads a manifest.
   *
   * @param json the text of the file
   * @param source where it came from, for messages
   * @throws ModelException if the text is no manifest, naming the field and what was found
   */
  public static ModelManifest read(String json, String source) {
    try {
      return manifest(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
      throw new ModelException(source + " is no JSON" + where + ": write it anew", e);
    } catch (IllegalArgumentException e) {
      throw new ModelException(source + ": " + e.getMessage(), e);
    }
  }

  /** Writes a manifest, indented, ending in a line feed. */
  public static String write(ModelManifest m) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", VERSION);
    root.put("name", m.name());
    root.put("version", m.version());
    root.put("description", m.description());
    root.put("representation", m.representation());
    root.put("frameRate", m.frameRate());
    root.put("bins", m.bins());
    root.put("contextBefore", m.contextBefore());
    root.put("contextAfter", m.contextAfter());
    ArrayNode windows = root.putArray("windowFrames");
    m.windowFrames().forEach(windows::add);
    root.put("inputTensor", m.inputTensor());
    root.put("outputTensor", m.outputTensor());
    ArrayNode outputs = root.putArray("outputs");
    m.outputs().forEach(outputs::add);
    root.put("decoder", m.decoder());
    root.put("license", m.license());
    root.put("trainingData", m.trainingData());
    ObjectNode quality = root.putObject("quality");
    new TreeMap<>(m.quality()).forEach(quality::put);
    root.put("parameters", m.parameters());
    root.put("sha256", m.sha256());
    return root.toPrettyString() + "\n";
  }

  private static ModelManifest manifest(JsonNode root) {
    if (!root.isObject()) {
      throw new IllegalArgumentException("a model description is one JSON object");
    }
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw new IllegalArgumentException(
            "there is no field %s: remove it or correct its name".formatted(name));
      }
    }
    if (integer(root, "format") != VERSION) {
      throw new IllegalArgumentException(
          "format is %d, this version of Neume reads format %d: use the Neume that wrote it"
              .formatted(integer(root, "format"), VERSION));
    }
    return new ModelManifest(
        text(root, "name"),
        text(root, "version"),
        text(root, "description"),
        text(root, "representation"),
        number(root, "frameRate"),
        Math.toIntExact(Math.min(integer(root, "bins"), Integer.MAX_VALUE)),
        Math.toIntExact(Math.min(integer(root, "contextBefore"), Integer.MAX_VALUE)),
        Math.toIntExact(Math.min(integer(root, "contextAfter"), Integer.MAX_VALUE)),
        windowFrames(root),
        text(root, "inputTensor"),
        text(root, "outputTensor"),
        outputs(root),
        text(root, "decoder"),
        text(root, "license"),
        text(root, "trainingData"),
        quality(root),
        integer(root, "parameters"),
        text(root, "sha256"));
  }

  private static List<Integer> windowFrames(JsonNode root) {
    List<Integer> frames = new ArrayList<>();
    for (JsonNode element : field(root, "windowFrames")) {
      if (!element.canConvertToInt() || !element.isIntegralNumber()) {
        throw wrong("windowFrames", element, "whole numbers of frames");
      }
      frames.add(element.intValue());
    }
    return frames;
  }

  private static List<String> outputs(JsonNode root) {
    List<String> names = new ArrayList<>();
    for (JsonNode element : field(root, "outputs")) {
      if (!element.isTextual()) {
        throw wrong("outputs", element, "names");
      }
      names.add(element.textValue());
    }
    return names;
  }

  private static Map<String, Double> quality(JsonNode root) {
    JsonNode node = field(root, "quality");
    if (!node.isObject()) {
      throw wrong("quality", node, "an object of figures by name");
    }
    Map<String, Double> figures = new TreeMap<>();
    for (Map.Entry<String, JsonNode> figure : node.properties()) {
      if (!figure.getValue().isNumber()) {
        throw wrong("quality of " + figure.getKey(), figure.getValue(), "a number");
      }
      figures.put(figure.getKey(), figure.getValue().doubleValue());
    }
    return figures;
  }

  private static String text(JsonNode root, String name) {
    JsonNode node = field(root, name);
    if (!node.isTextual()) {
      throw wrong(name, node, "text");
    }
    return node.textValue();
  }

  private static double number(JsonNode root, String name) {
    JsonNode node = field(root, name);
    if (!node.isNumber()) {
      throw wrong(name, node, "a number");
    }
    return node.doubleValue();
  }

  private static long integer(JsonNode root, String name) {
    JsonNode node = field(root, name);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong(name, node, "a whole number");
    }
    return Math.max(node.longValue(), Integer.MIN_VALUE);
  }

  private static JsonNode field(JsonNode root, String name) {
    JsonNode node = root.get(name);
    if (node == null) {
      throw new IllegalArgumentException("the field " + name + " is missing: add it");
    }
    return node;
  }

  private static IllegalArgumentException wrong(String field, JsonNode found, String expected) {
    return new IllegalArgumentException("%s is %s, not %s".formatted(field, found, expected));
  }
}

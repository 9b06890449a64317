package org.neume.annotation.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.NamedPitch;

/** The pitches of a folder of single notes, as a table for people, as CSV and as JSON. */
public final class PitchTable {
  private static final String COLUMNS =
      "file,analysis,pitch,name,probability,cents,second,second_probability,third,third_probability,"
          + "family,family_probability,velocity,velocity_probability,onset,offset";

  private PitchTable() {}

  /**
   * A file and its note.
   *
   * @param file as it was named, or below the folder that was named
   * @param pitch what was found
   */
  public record Row(String file, NamedPitch pitch) {}

  /** The first line of the table for people. */
  public static String head() {
    return "# pitch name  prob  cents  or                   family     prob  velocity prob  file%n"
        .formatted();
  }

  /** A line of it. */
  public static String line(Row row) {
    NamedPitch pitch = row.pitch();
    String others =
        pitch.alternatives().stream()
            .skip(1)
            .map(
                other ->
                    "%s %s".formatted(NamedPitch.name(other.pitch()), share(other.probability())))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "  %5d %-4s  %s  %5s  %-19s  %-10s %4s  %8s %4s  %s%n",
        pitch.pitch(),
        pitch.name(),
        share(pitch.probability()),
        pitch.cents() == null ? "-" : String.format(Locale.ROOT, "%+.0f", pitch.cents()),
        others,
        pitch.family() == null ? "-" : pitch.family(),
        pitch.family() == null ? "-" : share(pitch.familyProbability()),
        pitch.velocity() == null ? "-" : pitch.velocity(),
        pitch.velocity() == null ? "-" : share(pitch.velocityProbability()),
        row.file());
  }

  private static String share(double probability) {
    return String.format(Locale.ROOT, "%.2f", probability);
  }

  /** Comma-separated values with a line of column names; what is not known is empty. */
  public static String csv(List<Row> rows) {
    StringBuilder text = new StringBuilder(COLUMNS).append('\n');
    for (Row row : rows) {
      NamedPitch pitch = row.pitch();
      text.append(
          String.join(
              ",",
              quoted(row.file()),
              pitch.analysis(),
              String.valueOf(pitch.pitch()),
              pitch.name(),
              number(pitch.probability()),
              number(pitch.cents()),
              alternative(pitch, 1),
              alternative(pitch, 2),
              pitch.family() == null ? "" : pitch.family(),
              pitch.family() == null ? "" : number(pitch.familyProbability()),
              pitch.velocity() == null ? "" : String.valueOf(pitch.velocity()),
              pitch.velocity() == null ? "" : number(pitch.velocityProbability()),
              number(pitch.onset()),
              number(pitch.offset())));
      text.append('\n');
    }
    return text.toString();
  }

  private static String alternative(NamedPitch pitch, int rank) {
    if (pitch.alternatives().size() <= rank) {
      return ",";
    }
    NamedPitch.Alternative other = pitch.alternatives().get(rank);
    return other.pitch() + "," + number(other.probability());
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String quoted(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** A JSON array with an object for each file; what is not known is null. */
  public static String json(List<Row> rows) {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ArrayNode array = mapper.createArrayNode();
    for (Row row : rows) {
      NamedPitch pitch = row.pitch();
      ObjectNode node = array.addObject();
      node.put("file", row.file());
      node.put("analysis", pitch.analysis());
      node.put("pitch", pitch.pitch());
      node.put("name", pitch.name());
      node.put("probability", pitch.probability());
      node.put("cents", pitch.cents());
      ArrayNode alternatives = node.putArray("alternatives");
      for (NamedPitch.Alternative other : pitch.alternatives()) {
        ObjectNode observation = alternatives.addObject();
        observation.put("pitch", other.pitch());
        observation.put("name", NamedPitch.name(other.pitch()));
        observation.put("probability", other.probability());
      }
      node.put("family", pitch.family());
      node.put("family_probability", pitch.family() == null ? null : pitch.familyProbability());
      node.put("velocity", pitch.velocity());
      node.put(
          "velocity_probability", pitch.velocity() == null ? null : pitch.velocityProbability());
      node.put("onset", pitch.onset());
      node.put("offset", pitch.offset());
    }
    try {
      return mapper.writeValueAsString(array) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes is always writable", e);
    }
  }
}

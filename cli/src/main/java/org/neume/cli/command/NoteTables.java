package org.neume.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neume.training.evaluation.Scoreboard;
import org.neume.training.evaluation.TranscriptionFigures;

/** Figures of several ways of forming notes, as text and JSON. */
final class NoteTables {
  private static final List<String> FIGURES =
      List.of(
          TranscriptionFigures.ONSET,
          TranscriptionFigures.PRECISION,
          TranscriptionFigures.RECALL,
          TranscriptionFigures.WHOLE,
          TranscriptionFigures.FRAME);

  private NoteTables() {}

  /** The tracks of every way, then the means of all. */
  static String procedures(Map<String, Scoreboard> boards) {
    StringBuilder text = new StringBuilder();
    boards.forEach(
        (way, board) -> text.append(way).append('\n').append(board.toTable()).append('\n'));
    return text + means(boards);
  }

  /** The means of every way, which of them is best, and what could not be scored. */
  static String sweep(Map<String, Scoreboard> boards) {
    Scoreboard first = boards.values().iterator().next();
    StringBuilder text = new StringBuilder(means(boards));
    if (!first.tracks().isEmpty()) {
      text.append("best by onset: ").append(best(boards, TranscriptionFigures.ONSET)).append('\n');
      text.append("best by onset and offset: ")
          .append(best(boards, TranscriptionFigures.WHOLE))
          .append('\n');
    }
    first
        .failures()
        .forEach(f -> text.append("not scored: %s: %s%n".formatted(f.track(), f.cause())));
    return text.toString();
  }

  /** The figures of every way by its name, each as {@link Scoreboard#toJson} writes it. */
  static String json(Map<String, Scoreboard> boards) {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode all = mapper.createObjectNode();
    try {
      for (Map.Entry<String, Scoreboard> entry : boards.entrySet()) {
        all.set(entry.getKey(), mapper.readTree(entry.getValue().toJson()));
      }
      return mapper.writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures are always writable", e);
    }
  }

  private static String means(Map<String, Scoreboard> boards) {
    String title = "means of " + boards.values().iterator().next().tracks().size();
    int width =
        Math.max(title.length(), boards.keySet().stream().mapToInt(String::length).max().orElse(0));
    StringBuilder text = new StringBuilder(pad(title, width));
    text.append("  OnsetF  OnsetP  OnsetR   +OffF  FrameF\n");
    boards.forEach(
        (way, board) -> {
          Map<String, Double> means = board.means();
          text.append(pad(way, width));
          for (String figure : FIGURES) {
            Double mean = means.get(figure);
            text.append(mean == null ? "       -" : String.format(Locale.ROOT, "  %6.3f", mean));
          }
          text.append('\n');
        });
    return text.toString();
  }

  /** The way with the highest mean; the first of equals. */
  private static String best(Map<String, Scoreboard> boards, String figure) {
    String best = "";
    double highest = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, Scoreboard> entry : boards.entrySet()) {
      double mean = entry.getValue().means().getOrDefault(figure, Double.NEGATIVE_INFINITY);
      if (mean > highest) {
        best = entry.getKey();
        highest = mean;
      }
    }
    return best;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}

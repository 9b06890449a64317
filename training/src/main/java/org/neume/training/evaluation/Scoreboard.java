package org.neume.training.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The figures of several tracks and their means.
 *
 * @param tracks those with figures
 * @param failures those without
 */
public record Scoreboard(List<TrackScore> tracks, List<TrackFailure> failures) {

  /** Protects the lists. */
  public Scoreboard {
    tracks = List.copyOf(tracks);
    failures = List.copyOf(failures);
  }

  /** Names of all figures that any track has, in order. */
  public List<String> figures() {
    Set<String> names = new LinkedHashSet<>();
    tracks.forEach(track -> names.addAll(track.figures().keySet()));
    return List.copyOf(names);
  }

  /** The figure of every track that has it. */
  public double[] values(String figure) {
    return tracks.stream()
        .filter(track -> track.figures().containsKey(figure))
        .mapToDouble(track -> track.figures().get(figure))
        .toArray();
  }

  /** The mean of each figure over the tracks that have it. */
  public Map<String, Double> means() {
    Map<String, Double> means = new LinkedHashMap<>();
    figures().forEach(figure -> means.put(figure, Statistics.mean(values(figure))));
    return means;
  }

  /** Aligned text: a row for each track and one of means. */
  public String toTable() {
    return ScoreTable.of(this);
  }

  /** A chart of every figure's spread. */
  public String toSvg(String title) {
    return ScoreChart.of(this, title);
  }

  /** {@code {"mean": {...}, "tracks": {name: {...}}, "failures": {name: cause}}}. */
  public String toJson() {
    Map<String, Map<String, Double>> each = new LinkedHashMap<>();
    tracks.forEach(track -> each.put(track.track(), track.figures()));
    Map<String, String> failed = new LinkedHashMap<>();
    failures.forEach(failure -> failed.put(failure.track(), failure.cause()));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("mean", means());
    all.put("tracks", each);
    all.put("failures", failed);
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers are always writable", e);
    }
  }
}

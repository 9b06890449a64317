package org.neume.training.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

  /**
   * The tracks of several boards, those of each fold say, as one.
   *
   * @throws IllegalArgumentException if a track is on two of them
   */
  public static Scoreboard together(List<Scoreboard> boards) {
    List<TrackScore> tracks = new ArrayList<>();
    List<TrackFailure> failures = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (Scoreboard board : boards) {
      tracks.addAll(board.tracks);
      failures.addAll(board.failures);
    }
    Stream.concat(
            tracks.stream().map(TrackScore::track), failures.stream().map(TrackFailure::track))
        .filter(name -> !names.add(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "%s is in two of the files: let each recording count once".formatted(name));
            });
    return new Scoreboard(tracks, failures);
  }

  /** Aligned text: a row for each track and one of means. */
  public String toTable() {
    return ScoreTable.of(this);
  }

  /** A chart of every figure's spread. */
  public String toSvg(String title) {
    return ScoreChart.of(this, title);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws AnnotationException if it is something else
   */
  public static Scoreboard read(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<TrackScore> tracks = new ArrayList<>();
    List<TrackFailure> failures = new ArrayList<>();
    try {
      JsonNode root = mapper.readTree(file.toFile());
      if (!root.path("tracks").isObject() || !root.path("failures").isObject()) {
        throw noBoard(file);
      }
      mapper
          .convertValue(
              root.get("tracks"), new TypeReference<Map<String, Map<String, Double>>>() {})
          .forEach((track, figures) -> tracks.add(new TrackScore(track, figures)));
      mapper
          .convertValue(root.get("failures"), new TypeReference<Map<String, String>>() {})
          .forEach((track, cause) -> failures.add(new TrackFailure(track, cause)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw noBoard(file);
    }
    return new Scoreboard(tracks, failures);
  }

  private static AnnotationException noBoard(Path file) {
    return new AnnotationException(
        file, "holds no figures of recordings; give what evaluate --json or score --json wrote");
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

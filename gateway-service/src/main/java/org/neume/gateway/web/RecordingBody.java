package org.neume.gateway.web;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A recording as JSON.
 *
 * @param id its name in every topic and address
 * @param title what its owner calls it
 * @param created when it was created, in UTC by ISO 8601
 * @param source {@code file}, {@code pcm}, {@code live}, or {@code topic} where it came past every gateway
 * @param analyses what is to be found
 * @param state {@code receiving}, {@code processing}, {@code complete} or {@code failed}
 * @param cause why it failed, in one line
 * @param seconds how much of it is known to be there
 * @param stages what the chain's stages said
 * @param results how far each result is
 * @param revision the latest revision whose beats are complete
 * @param links addresses of what belongs to it, by name
 */
public record RecordingBody(
    String id,
    String title,
    String created,
    String source,
    List<String> analyses,
    String state,
    @Schema(nullable = true) @Nullable String cause,
    double seconds,
    List<Stage> stages,
    List<Result> results,
    int revision,
    Map<String, String> links) {

  /** Copies lists and map. */
  public RecordingBody {
    analyses = List.copyOf(analyses);
    stages = List.copyOf(stages);
    results = List.copyOf(results);
  }

  /** What a stage said last. */
  public record Stage(
      String stage,
      String state,
      long inputRecords,
      long outputRecords,
      double seconds,
      @Schema(nullable = true) @Nullable String cause) {}

  /** How far a result is. */
  public record Result(
      String kind,
      String stream,
      int revision,
      double seconds,
      long count,
      String state,
      @Schema(nullable = true) @Nullable String cause) {}
}

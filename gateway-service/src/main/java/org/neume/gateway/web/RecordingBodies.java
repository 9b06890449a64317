package org.neume.gateway.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.stream.Finding;
import org.neume.gateway.intake.Journal;
import org.neume.gateway.result.ResultKind;
import org.neume.gateway.result.Selection;
import org.neume.gateway.view.Kinds;
import org.neume.gateway.view.Place;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.gateway.view.StageView;
import org.neume.gateway.view.StreamView;
import org.neume.schemas.Revisions;
import org.neume.schemas.Topics;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingSource;
import org.neume.schemas.record.StatusEvent;

/** Says what is known of recordings. Immutable. */
public final class RecordingBodies {
  private static final String SCORE = "score";
  private static final String BEATS = "beats";

  private final Kinds kinds;

  /** Names what streams tell of by these kinds. */
  public RecordingBodies(Kinds kinds) {
    this.kinds = kinds;
  }

  /** What is known of a recording. */
  public RecordingBody of(RecordingSnapshot recording) {
    Optional<StageView> intake = intake(recording);
    String failure = failure(recording);
    boolean ended = ended(recording);
    boolean receiving =
        recording.info() != null && intake.filter(s -> s.event() != StatusEvent.STARTED).isEmpty();
    String state =
        failure != null ? "failed" : ended ? "complete" : receiving ? "receiving" : "processing";
    return new RecordingBody(
        recording.recordingId(),
        recording.info() == null ? "" : recording.info().getTitle(),
        Instant.ofEpochMilli(recording.created()).toString(),
        recording.info() == null
            ? "topic"
            : recording.info().getSource().name().toLowerCase(Locale.ROOT),
        recording.info() == null ? List.of() : recording.info().getAnalyses(),
        state,
        failure,
        seconds(recording),
        recording.stages().stream().map(RecordingBodies::stage).toList(),
        recording.streams().stream()
            .filter(StreamView::content)
            .map(s -> result(s, recording))
            .toList(),
        new Selection(recording, kinds).latestRevision(),
        links(recording));
  }

  private static Optional<StageView> intake(RecordingSnapshot recording) {
    return recording.stages().stream().filter(s -> s.stage().equals(Journal.STAGE)).findAny();
  }

  /** Whether all that was asked for has ended, whatever its end. */
  public boolean ended(RecordingSnapshot recording) {
    if (failure(recording) != null) {
      return true;
    }
    if (recording.info() != null) {
      return recording.info().getAnalyses().stream().allMatch(name -> ended(recording, name));
    }
    // Nobody said what was asked for: nothing more comes when no stage is at work.
    List<StreamView> original = original(recording);
    return !original.isEmpty()
        && original.stream().allMatch(s -> s.end() != End.OPEN)
        && recording.stages().stream().allMatch(s -> s.event() != StatusEvent.STARTED);
  }

  private static List<StreamView> original(RecordingSnapshot recording) {
    return recording.streams().stream().filter(s -> !Revisions.isRevision(s.stream())).toList();
  }

  /**
   * Whether an analysis has ended: its stream is over in some topic, or was given up in one while it says
   * nothing in any other, for a stage that cannot know whose a stream was passes its end on; or its topic
   * says that what had not begun never will.
   */
  private boolean ended(RecordingSnapshot recording, String analysis) {
    Place place = place(analysis);
    List<StreamView> streams =
        original(recording).stream()
            .filter(
                s ->
                    analysis.equals(SCORE)
                        ? s.place() == place || s.stream().equals(SCORE)
                        : s.place() != Place.SCORES && s.stream().equals(analysis))
            .toList();
    List<StreamView> begun = streams.stream().filter(StreamView::content).toList();
    return begun.isEmpty()
        ? !streams.isEmpty() || recording.refused().containsKey(place)
        : begun.stream().allMatch(s -> s.end() != End.OPEN);
  }

  /** Where an analysis is found, as far as its name says. */
  private Place place(String analysis) {
    if (analysis.equals(SCORE)) {
      return Place.SCORES;
    }
    boolean beats = analysis.startsWith(BEATS) || kinds.tempo().contains(analysis);
    return beats ? Place.BEATS : Place.NOTES;
  }

  /** Why nothing comes of the recording; null unless that is so. */
  private @Nullable String failure(RecordingSnapshot recording) {
    List<StreamView> streams = original(recording);
    if (streams.stream().anyMatch(s -> s.content() && s.end() != End.ABORTED)) {
      return null;
    }
    Optional<StageView> intake = intake(recording);
    if (intake.filter(s -> s.event() == StatusEvent.FAILED).isPresent()) {
      return Objects.requireNonNullElse(intake.get().cause(), "the recording could not be read");
    }
    boolean nothing =
        recording.info() == null
            ? recording.stages().stream().allMatch(s -> s.event() != StatusEvent.STARTED)
            : recording.info().getAnalyses().stream().allMatch(name -> ended(recording, name));
    if (nothing) {
      return Stream.concat(
              streams.stream().map(StreamView::cause), recording.refused().values().stream())
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    Duration kept = Topics.STATUS.retention();
    boolean expired =
        kept != null
            && streams.isEmpty()
            && recording.stages().isEmpty()
            && System.currentTimeMillis() - recording.created() > kept.toMillis();
    if (expired) {
      return "its results are no longer kept; publish it again";
    }
    return forsaken(recording) ? "nothing of it came within a day; send it again" : null;
  }

  /**
   * Whether the client that brings its samples never went on: they would not be kept any more. A file was
   * promised whole, and waits in a spool for as long as it takes.
   */
  private static boolean forsaken(RecordingSnapshot recording) {
    Duration kept = Topics.AUDIO.retention();
    return recording.info() != null
        && recording.info().getSource() != RecordingSource.FILE
        && kept != null
        && recording.streams().isEmpty()
        && recording.stages().stream()
            .allMatch(s -> s.stage().equals(Journal.STAGE) && s.event() == StatusEvent.STARTED)
        && System.currentTimeMillis() - recording.created() > kept.toMillis();
  }

  private static double seconds(RecordingSnapshot recording) {
    double decided = recording.streams().stream().mapToDouble(StreamView::seconds).max().orElse(0);
    double reported = recording.stages().stream().mapToDouble(StageView::seconds).max().orElse(0);
    return Math.max(decided, reported);
  }

  private static RecordingBody.Stage stage(StageView stage) {
    return new RecordingBody.Stage(
        stage.stage(),
        stage.event().name().toLowerCase(Locale.ROOT),
        stage.inputRecords(),
        stage.outputRecords(),
        stage.seconds(),
        stage.cause());
  }

  private RecordingBody.Result result(StreamView stream, RecordingSnapshot recording) {
    Finding finding = kinds.of(stream.place(), stream.stream());
    long count = stream.count();
    if (finding == Finding.SCORE) {
      count =
          recording.scores().stream()
              .filter(s -> s.stream().equals(stream.stream()))
              .mapToLong(s -> s.measures())
              .reduce(0, (before, after) -> after);
    }
    return new RecordingBody.Result(
        finding.words(),
        stream.stream(),
        Revisions.number(stream.stream()),
        stream.seconds(),
        count,
        stream.end().name().toLowerCase(Locale.ROOT),
        stream.cause());
  }

  private Map<String, String> links(RecordingSnapshot recording) {
    String self = "/recordings/" + Paths.segment(recording.recordingId());
    Map<String, String> links = new LinkedHashMap<>();
    links.put("self", self);
    links.put("page", "/?recording=" + Paths.parameter(recording.recordingId()));
    links.put("events", self + "/events");
    links.put("corrections", self + "/corrections");
    links.put("audio.wav", self + "/audio.wav");
    Set<Finding> found = Set.copyOf(found(recording));
    for (ResultKind kind : ResultKind.values()) {
      if (found.contains(kind.finding())) {
        links.put(kind.fileName(), self + "/" + kind.fileName());
      }
    }
    if (found.contains(Finding.BEATS)) {
      links.put("click.wav", self + "/click.wav");
    }
    return links;
  }

  private List<Finding> found(RecordingSnapshot recording) {
    List<Finding> found = new ArrayList<>();
    Selection selection = new Selection(recording, kinds);
    for (Finding finding : Finding.values()) {
      if (selection.original(finding).isPresent()) {
        found.add(finding);
      }
    }
    return found;
  }
}
